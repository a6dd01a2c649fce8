package dev.parley.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void paragraphs_lines_and_items_stand_on_lines_of_their_own() {
        assertThat(Html.toText("<p>one\n  two<p>three<br>four<ul><li>five<li>six</ul>seven"))
                .isEqualTo("one two\n\nthree\nfour\n\n- five\n- six\n\nseven");
        assertThat(Html.toText("<div>a</div><div>b</div>c<h1>d</h1>e")).isEqualTo("a\nb\nc\n\nd\n\ne");
        assertThat(Html.toText("<table><tr><td>a<td>b<tr><td>c<td>d</table>")).isEqualTo("a b\nc d");
        assertThat(Html.toText("<pre>x\n   y</pre>")).isEqualTo("x\n   y");
        assertThat(Html.toText("a &lt;b&gt; &amp; &nbsp;c")).isEqualTo("a <b> & \u00a0c");
    }

    @Test
    void a_link_says_where_it_leads_once() {
        assertThat(Html.toText("<a href='https://x.example/a'>here</a>")).isEqualTo("here (https://x.example/a)");
        assertThat(Html.toText("<a href='https://x.example/a'>https://x.example/a</a>"))
                .isEqualTo("https://x.example/a");
        assertThat(Html.toText("<a href='https://x.example/'>x.example</a>")).isEqualTo("x.example");
        assertThat(Html.toText("<a href='tel:+4930'>+4930</a>")).isEqualTo("+4930");
        assertThat(Html.toText("<a href='https://x.example/a'><img></a>")).isEqualTo("https://x.example/a");
        assertThat(Html.toText("<a href=' java\nscript:alert(1)'>click</a>")).isEqualTo("click");
    }

    @Test
    void what_nobody_sees_is_not_said() {
        assertThat(Html.toText("<head><title>t</title></head>a<style>b</style><script>c</script><!-- d -->"))
                .isEqualTo("a");
    }

    @Test
    void nothing_that_runs_or_loads_is_left() {
        for (String hostile : List.of(
                "<script>x()</script>",
                "<img src=x onerror=x()>",
                "<svg onload=x()>",
                "<iframe src='http://x'></iframe>",
                "<style>@import 'http://x'</style>",
                "<a href='java\nscript:x()'>a</a>",
                "<a href='&#106;avascript:x()'>a</a>",
                "<a href='data:text/html,x'>a</a>",
                "<p style='background:url(http://x)' onclick=x()>a</p>",
                "<form action=http://x><input name=password></form>",
                "<math><mtext></p><img src=x onerror=x()>",
                "<noscript><p title='</noscript><img src=x onerror=x()>'>",
                "<base href=http://x><link rel=stylesheet href=http://x><meta http-equiv=refresh content='0;http://x'>")) {
            assertThat(Html.harmless(hostile))
                    .as(hostile)
                    .doesNotContain(
                            "script", "onerror", "onclick", "onload", "http://x", "style", "<img", "<form", "data:");
        }
    }

    @Test
    void links_to_addresses_and_numbers_stay() {
        assertThat(Html.harmless("<a href='tel:+4930' target=_top>call</a>"))
                .isEqualTo("<a href=\"tel:+4930\" rel=\"nofollow\">call</a>");
    }

    @Test
    void what_is_nested_without_end_takes_no_time_and_no_stack() {
        String deep = "<div><b><ul><li>".repeat(4000) + "x";
        assertThat(Html.toText(deep)).endsWith("x");
        assertThat(Html.harmless(deep)).contains("x");
        assertThat(Html.toText("<pre>" + " ".repeat(60_000) + "x</pre>")).isEqualTo("x");
    }

    @Property
    void whatever_comes_is_harmless_in_the_end(@ForAll String html) {
        String once = Html.harmless(html);
        assertThat(Jsoup.parse(once).select("script, style, img, iframe, [onerror]"))
                .isEmpty();
        assertThat(Html.toText("<p>" + html)).isNotNull();
    }
}
