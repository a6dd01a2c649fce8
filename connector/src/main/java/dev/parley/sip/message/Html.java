package dev.parley.sip.message;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;

/** HTML that somebody sent: what phones may be shown of it. */
final class Html {
    /** Words and how they are set; no pictures, since to fetch one tells its server who reads. */
    private static final Safelist HARMLESS = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "hr", "del", "ins", "tt")
            .addProtocols("a", "href", "http", "https", "mailto", "tel", "sip", "sips");

    private static final OutputSettings AS_IT_IS = new OutputSettings().prettyPrint(false);

    private Html() {}

    /** Without anything that could run, load, or look like a part of the program that shows it. */
    static String harmless(String html) {
        return Jsoup.clean(html, "", HARMLESS, AS_IT_IS);
    }

    /** For phones that show text only. */
    static String toText(String html) {
        Document document = Jsoup.parse(html);
        return HtmlText.of(document.body());
    }
}
