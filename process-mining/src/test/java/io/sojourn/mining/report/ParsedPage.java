package io.sojourn.mining.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page read by a parser of XML, which refuses anything that isn't escaped or ended. */
final class ParsedPage {
    private static final String DOCTYPE = "<!DOCTYPE html>\n";
    private final Document document;

    private ParsedPage(Document document) {
        this.document = document;
    }

    static ParsedPage of(String page) {
        if (!page.startsWith(DOCTYPE)) {
            throw new AssertionError("no document type: " + page.substring(0, 60));
        }
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return new ParsedPage(builder.parse(new InputSource(new StringReader(page.substring(DOCTYPE.length())))));
        } catch (Exception e) {
            throw new AssertionError("not well-formed", e);
        }
    }

    List<Element> all() {
        NodeList nodes = document.getElementsByTagName("*");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    List<Element> with(String attribute) {
        return all().stream().filter(e -> e.hasAttribute(attribute)).toList();
    }

    /** The text of the element with an id. */
    String words(String id) {
        return with("id").stream()
                .filter(e -> e.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow()
                .getTextContent();
    }
}
