//! The HTML report of the agreements of the project and of hostile ones: sound, linked both ways, the text as it is.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use dpa_analyser::read::Limits;
use dpa_analyser::report::Tongue;
use dpa_analyser::report::html::{Part, Place, page, part};
use dpa_analyser::report::terminal::About;
use dpa_analyser::report::wire::Tool;
use dpa_analyser::{Analysis, Options, analyse};
use scraper::{ElementRef, Html, Node, Selector};
use support::{Case, rules};

const ALONE: Place = Place { number: 1, many: false };

/// An agreement that tries everything: tags, entities, quotes, carriage returns, direction, marks without width, NUL.
const HOSTILE: &str = "\u{feff}Verwerkersovereenkomst <script>alert(1)</script>\r\n\r\n\
Partijen: <naam school> en \"Boze & <b>Zoon</b>\" B.V. \u{202e}.V.B neuG\u{202c} (KvK 99990558), Verwerker</td></table></div>\r\n\
Artikel 1: Datalekken <!-- --> ]]> &lt;b&gt; &#x202e;\r\n\
1. Verwerker meldt een datalek bin\u{200b}nen 24 uur \u{2066}na\u{2069} ontdekking aan <a href=\"javascript:alert(1)\" onclick='x'>.\r\n\
Artikel 2: Opslag <style>*{display:none}</style>\r\n\
1. De gegevens worden opgeslagen in de Verenigde Staten <img src=x onerror=alert(1)>\0\u{7f}\u{85}\u{e0041}.\r\n\
\t2.  Subverwerkers: de verwerker maakt geen gebruik van subverwerkers.  <plaintext><title>\r\n\
Getekend te ..... op ..... <noscript><p>\n";

fn analysis(bytes: &[u8], name: &str) -> Analysis {
    analyse(bytes, name, name, &Limits::default(), rules(), &Options::default()).expect("the file is read")
}

fn about() -> About {
    About { tool: Tool { version: "9.9.9".into(), ..Tool::default() }, models: BTreeMap::new() }
}

fn alone(analysis: &Analysis) -> String {
    page(&[part(analysis, &about(), Tongue::Nl, ALONE, false)], &[], &about(), Tongue::Nl)
}

/// Every form of every agreement of the project, and the hostile one.
fn everything() -> Vec<(String, Analysis)> {
    let mut all = vec![("hostile".to_owned(), analysis(HOSTILE.as_bytes(), "<b>x\u{202e}.txt"))];
    for case in Case::all() {
        for form in ["source.txt", "source.docx", "source.pdf"] {
            all.push((format!("{} {form}", case.name), analysis(&case.bytes(form), form)));
        }
    }
    all
}

fn several() -> String {
    let analyses = everything();
    let place = |at: usize| Place { number: at + 1, many: true };
    let parts: Vec<Part> =
        analyses.iter().enumerate().map(|(at, (_, one))| part(one, &about(), Tongue::Nl, place(at), false)).collect();
    let unread = [("kapot<i>.pdf".to_owned(), "het bestand is leeg".to_owned())];
    page(&parts, &unread, &about(), Tongue::Nl)
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

#[test]
fn the_text_of_the_agreement_is_that_of_the_document() {
    let mut tables = 0;
    for (name, one) in everything() {
        let html = Html::parse_document(&alone(&one));
        let body = select(&html, "#body");
        let text: String = body[0].text().collect();
        // A page cannot hold NUL.
        assert_eq!(text, one.document.body().replace('\0', "\u{fffd}"), "{name}");
        let layers = [one.document.layers.furniture, one.document.layers.hidden];
        let aside: Vec<String> = select(&html, ".aside").iter().map(|layer| layer.text().collect()).collect();
        let expect: Vec<&str> =
            layers.into_iter().flatten().map(|span| one.document.slice(span)).filter(|text| !text.is_empty()).collect();
        assert_eq!(aside, expect, "{name}");
        tables += select(&html, "#body table").len();
    }
    assert!(tables > 0, "an agreement of the project holds a table");
}

/// Every link of the page leads to an id, no id stands twice, marks lead back to what rests on them.
#[test]
fn links_lead_somewhere_and_back() {
    for source in [alone(&analysis(&Case::named("nl-model-filled-badly").bytes("source.pdf"), "x.pdf")), several()] {
        let html = Html::parse_document(&source);
        let ids: Vec<&str> = select(&html, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id stands twice");
        let links: Vec<&str> = select(&html, "[href]").iter().filter_map(|link| link.attr("href")).collect();
        assert!(links.len() > 100);
        for link in links {
            let to = link.strip_prefix('#').unwrap_or_else(|| panic!("`{link}` leaves the page"));
            assert!(known.contains(to), "`{link}` leads nowhere");
        }
        for label in select(&html, "[aria-labelledby]").iter().filter_map(|section| section.attr("aria-labelledby")) {
            assert!(known.contains(label), "`{label}` labels a section and is not there");
        }
    }
}

#[test]
fn every_point_leads_to_its_words_and_the_words_lead_back() {
    let html =
        Html::parse_document(&alone(&analysis(&Case::named("nl-model-filled-badly").bytes("source.pdf"), "x.pdf")));
    let back: BTreeSet<&str> = select(&html, "a.back").iter().filter_map(|link| link.attr("href")).collect();
    let mut quoted = 0;
    for point in select(&html, ".point") {
        let heading = point.select(&Selector::parse("h4").expect("a selector")).next().expect("a point has a heading");
        let id = heading.attr("id").expect("and an id");
        let at = Selector::parse(".at a").expect("a selector");
        let places: Vec<&str> = point.select(&at).filter_map(|link| link.attr("href")).collect();
        if places.is_empty() {
            continue;
        }
        quoted += 1;
        assert!(back.contains(format!("#{id}").as_str()), "no words lead back to {id}");
        for place in places {
            let target = select(&html, &format!("#body [id=\"{}\"]", &place[1..]));
            assert_eq!(target.len(), 1, "{place} is not in the text");
        }
    }
    assert!(quoted > 5);
}

/// The page is what it was written as: nothing a browser would mend, only known elements and attributes.
#[test]
fn pages_are_well_formed_and_hold_nothing_unknown() {
    const ELEMENTS: &str = " html head meta title style body main section article nav footer h1 h2 h3 h4 h5 h6 p ul ol \
        li dl dt dd div span a q mark table caption thead tbody tr th td ";
    const ATTRIBUTES: &str = " lang charset http-equiv content name id class href aria-label aria-labelledby scope value \
        tabindex role data-n data-l data-c ";
    let mut pages: Vec<(String, String)> = everything().iter().map(|(name, one)| (name.clone(), alone(one))).collect();
    pages.push(("several".to_owned(), several()));
    for (name, source) in pages {
        let html = Html::parse_document(&source);
        let mut parsed = Vec::new();
        for node in html.root_element().descendants() {
            let Node::Element(element) = node.value() else {
                assert!(node.value().is_text(), "{name}: {:?}", node.value());
                continue;
            };
            assert!(ELEMENTS.contains(&format!(" {} ", element.name())), "{name}: <{}>", element.name());
            for (attribute, value) in element.attrs() {
                assert!(ATTRIBUTES.contains(&format!(" {attribute} ")), "{name}: {attribute}=\"{value}\"");
            }
            let depth = node.ancestors().filter(|above| above.value().is_element()).count();
            parsed.push((depth, element.name().to_owned()));
        }
        assert_eq!(parsed, written(&source), "{name}: a browser reads another tree");
    }
}

/// Elements with their depth as the source nests them; panics where tags are not closed in order.
fn written(source: &str) -> Vec<(usize, String)> {
    let mut open: Vec<&str> = Vec::new();
    let mut elements = Vec::new();
    let mut rest = source.strip_prefix("<!DOCTYPE html>").expect("a page starts with its type");
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = &rest[at + 1..end];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "`{tag}` closes something else");
        } else {
            elements.push((open.len(), name.to_owned()));
            if name != "meta" {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?} stay open");
    elements
}

#[test]
fn hostile_text_stays_text_and_shows_what_it_hides() {
    let one = analysis(HOSTILE.as_bytes(), "<b>x\u{202e}.txt");
    let source = alone(&one);
    for tag in ["<script", "<img", "<plaintext", "<noscript", "<b>", "<!--", "javascript:alert(1)\">"] {
        assert!(!source.contains(tag), "{tag}");
    }
    let html = Html::parse_document(&source);
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' | '\u{e0041}');
    let mut shown = BTreeSet::new();
    for node in html.root_element().descendants() {
        let Some(text) = node.value().as_text() else { continue };
        if text.contains(hidden) {
            let around = node.parent().and_then(ElementRef::wrap).expect("text stands in an element");
            assert_eq!(around.attr("class"), Some("cc"), "{:?}", &**text);
            shown.insert(around.attr("data-c").expect("it is shown").to_owned());
        }
    }
    for code in ["U+202E", "U+200B", "U+2066", "U+FEFF", "U+E0041"] {
        assert!(shown.contains(code), "{code}: {shown:?}");
    }
    for element in select(&html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!value.contains(hidden), "{name}={value}");
        }
    }
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let source = several();
    let html = Html::parse_document(&source);
    let policy = select(&html, "meta[http-equiv='Content-Security-Policy']");
    let policy = policy[0].attr("content").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
    assert!(select(&html, "script, link, img, iframe, object, form, [style], [src], base").is_empty());
    let style: String = select(&html, "style")[0].text().collect();
    for word in ["url(", "@import", "@font-face"] {
        assert!(!style.contains(word), "{word}");
    }
}

#[test]
fn headings_step_down_one_at_a_time() {
    let mut pages: Vec<(String, String)> = everything().iter().map(|(name, one)| (name.clone(), alone(one))).collect();
    pages.push(("several".to_owned(), several()));
    for (name, source) in pages {
        let html = Html::parse_document(&source);
        let mut last = 0;
        for heading in select(&html, "h1, h2, h3, h4, h5, h6") {
            let level: usize = heading.value().name()[1..].parse().expect("a level");
            let words: String = heading.text().collect();
            assert!(level <= last + 1, "{name}: h{last}, then h{level} {words}");
            last = level;
        }
        assert_eq!(select(&html, "h1").len(), 1, "{name}");
    }
}

#[test]
fn several_agreements_have_an_overview_worst_first_with_what_was_not_read() {
    let html = Html::parse_document(&several());
    let rows = select(&html, ".overview table:first-of-type tbody tr");
    let number = |row: &ElementRef, at: usize| -> usize {
        let cells: Vec<ElementRef> = row.select(&Selector::parse("td.number").expect("a selector")).collect();
        cells[at].text().collect::<String>().parse().expect("a number")
    };
    let agreements: Vec<&ElementRef> =
        rows.iter().filter(|row| row.select(&Selector::parse("a").expect("a selector")).next().is_some()).collect();
    assert_eq!(agreements.len(), everything().len());
    let keys: Vec<(usize, usize)> = agreements.iter().map(|row| (number(row, 0), number(row, 1))).collect();
    assert!(keys.is_sorted_by(|a, b| a >= b), "{keys:?}");
    let reports = select(&html, "article.report");
    assert_eq!(reports.len(), agreements.len());
    let linked = agreements[0].select(&Selector::parse("a").expect("a selector")).next().and_then(|a| a.attr("href"));
    assert_eq!(linked.map(|to| &to[1..]), reports[0].attr("id"), "reports follow in the order of the table");
    let overview: String = select(&html, ".overview")[0].text().collect();
    assert!(overview.contains("kapot<i>.pdf") && overview.contains("het bestand is leeg"), "{overview}");
}

/// What an officer reads first, word for word.
#[test]
fn page_one_of_an_agreement_of_the_project() {
    let case = Case::named("nl-model-filled-badly");
    let html = Html::parse_document(&alone(&analysis(&case.bytes("source.docx"), "source.docx")));
    let mut lines = Vec::new();
    for element in select(&html, ".first h1, .first h2, .first p.what, .first p.how, .first p.verdict, .first dl > div")
    {
        let text: String = element.text().collect::<Vec<_>>().join(" ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digest = text.strip_prefix("SHA-256 ").map(|_| "SHA-256 …".to_owned());
        lines.push(format!("{} {}", element.value().name(), digest.unwrap_or(text)));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_report_of_many_pages_stays_small() {
    for (name, one) in everything() {
        let bytes = alone(&one).len();
        let text = one.document.text.len();
        assert!(bytes < 100_000 + text * 6, "{name}: {bytes} bytes for a text of {text}");
    }
}
