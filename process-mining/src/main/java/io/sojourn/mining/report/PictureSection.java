package io.sojourn.mining.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.sojourn.mining.draw.Html;
import java.util.List;

/** A section of pictures, each with a caption that says how to read it. */
record PictureSection(String id, String title, List<Picture> pictures) implements Section {
    @Override
    public boolean hasContent(JsonNode document) {
        return !pictures.isEmpty();
    }

    @Override
    public void write(Page page) {
        Html html = page.html();
        for (Picture picture : pictures) {
            if (picture.folded() != null) {
                html.start("details").element("summary", picture.folded());
            }
            html.start("figure").element("figcaption", picture.caption());
            html.start("div", "scroll").with("role", "region").with("tabindex", "0");
            html.with("aria-label", picture.caption())
                    .include(picture.svg().strip())
                    .end()
                    .end();
            if (picture.folded() != null) {
                html.end();
            }
        }
    }
}
