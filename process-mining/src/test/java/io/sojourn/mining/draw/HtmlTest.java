package io.sojourn.mining.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void voidElementsHaveNoEndAndEmptyOnesHave() {
        Html html = new Html()
                .start("p")
                .start("br")
                .end()
                .start("span", "mark")
                .end()
                .end();
        assertThat(html.markup()).isEqualTo("<p><br/><span class=\"mark\"></span></p>");
    }

    @Test
    void textsAndAttributesAreEscaped() {
        Html html = new Html()
                .start("td")
                .with("title", "\"'><script>")
                .text("<img src=x onerror=alert(1)>")
                .end();
        assertThat(html.markup())
                .isEqualTo("<td title=\"&quot;&#39;&gt;&lt;script&gt;\">&lt;img src=x onerror=alert(1)&gt;</td>");
    }

    @Test
    void picturesAreIncludedAndStylesAreTakenAsTheyAre() {
        Html html = new Html().start("figure").include("<svg/>").end().style("p > b { color: red }");
        assertThat(html.markup()).isEqualTo("<figure><svg/></figure><style>p > b { color: red }</style>");
    }

    @Test
    void aStyleSheetCannotEndItself() {
        assertThatThrownBy(() -> new Html().style("</style>")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anElementThatIsNotEndedIsAnError() {
        assertThatThrownBy(() -> new Html().start("p").markup()).isInstanceOf(IllegalStateException.class);
    }
}
