//! Small pages: what a reader sees of each.

use super::read;
use crate::read::flow::shown;
use crate::read::{Limits, ReadError, Reading, WarningKind};

fn reading(page: &str) -> Reading {
    read(page.as_bytes(), &Limits::default()).expect("the page is read")
}

#[track_caller]
fn check(page: &str, expect: &[&str]) {
    assert_eq!(shown(&reading(page).draft), expect, "{page}");
}

#[test]
fn headings_paragraphs_and_white_space() {
    check(
        "<h1>Verwerkers-\n  overeenkomst</h1><p>Wij&nbsp;en  <b>u</b>\n.</p>",
        &["h1! Verwerkers- overeenkomst", "p Wij\u{a0}en u ."],
    );
    check("los<div>een<div>twee</div>drie</div>", &["p los", "p een", "p twee", "p drie"]);
    check("<p><strong>Doel:</strong></p><p><strong>Doel:</strong> hosting</p>", &["p! Doel:", "p Doel: hosting"]);
    check("<pre>a\n  b</pre>", &["p a\n  b"]);
    check("<div role=heading aria-level=3>Kop</div>", &["h3! Kop"]);
    check("<blockquote>x</blockquote>", &["p x"]);
}

#[test]
fn a_break_stays_in_its_paragraph_and_two_end_it() {
    check("<p>Naam:<br> Functie:</p>", &["p Naam:\nFunctie:"]);
    check("een<br><br>twee<br> <br/>drie", &["p een", "p twee", "p drie"]);
}

#[test]
fn lists_print_their_numbers() {
    check("<ol><li>a<li>b</ol>", &["i 1. a", "i 2. b"]);
    check("<ol type=a start=3><li>x<li value=27>y</ol>", &["i c. x", "i aa. y"]);
    check("<ol type=I><li>x</ol><ol type=i><li>y</ol><ol type=A><li>z</ol>", &["i I. x", "i i. y", "i A. z"]);
    check("<ol reversed><li>x<li>y</ol>", &["i 2. x", "i 1. y"]);
    check("<ol style='list-style-type: lower-roman'><li>x</ol>", &["i i. x"]);
    check("<ul style='list-style: none'><li>1.1 x</ul>", &["p 1.1 x"]);
    check("<ul><li><p>x</p><p>y</p></ul>", &["i • x", "p y"]);
    check("<ol><li>x<ol type=a><li>y</ol>z</ol>", &["i 1. x", "i a. y", "p z"]);
    check("<ol><li></li><li>x</ol>", &["i 2. x"]);
    check("<ol start=0><li>x</ol><ol type=a start=-1><li>y</ol>", &["i 0. x", "i -1. y"]);
}

#[test]
fn tables_are_cells_on_their_grid() {
    check(
        "<table><caption>Lijst</caption><tr><th>Naam<th>Land</tr><tr><td>Voorbeeld bv<td>Ja<br>of nee</table>",
        &["p Lijst", "0.0.0! Naam", "0.0.1! Land", "0.1.0 Voorbeeld bv", "0.1.1 Ja of nee"],
    );
    check(
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>",
        &["0.0.0 a", "0.0.1 b", "0.0.3 c", "0.1.1 d", "0.1.2 e", "0.1.3 f"],
    );
}

#[test]
fn tables_that_only_set_out_the_page_are_no_tables() {
    check(
        "<table><tr><td>menu<td><p>tekst</p><table><tr><td>a<td>b</table></table>",
        &["p menu", "p tekst", "0.0.0 a", "0.0.1 b"],
    );
    check("<table role=presentation><tr><td>a<td>b</table>", &["p a", "p b"]);
    check(
        "<table><tr><td>(1)<td>eerst<table><tr><td>a)<td>sub</table></table><table><tr><td>(2)<td>dan</table>",
        &["i (1) eerst", "i a) sub", "i (2) dan"],
    );
}

#[test]
fn forms_show_their_values() {
    check(
        "<p>Naam: <input value='Voorbeeld bv'> <input type=checkbox checked> ja <input type=radio> nee <input type=hidden value=x></p>",
        &["p Naam: Voorbeeld bv ☒ ja ☐ nee"],
    );
    check("<p><select><option>a<option selected>b</select> <textarea>c\nd</textarea></p>", &["p b", "p c\nd"]);
}

#[test]
fn what_cannot_be_seen_is_set_aside() {
    for page in [
        "<p>zicht</p><p hidden>weg</p>",
        "<p>zicht</p><div style='Display : none'><p>weg</p></div>",
        "<p>zicht<span aria-hidden=true>weg</span></p>",
        "<p>zicht</p><p style='font-size:0px'>weg</p>",
        "<p>zicht</p><script>x()</script><ul><li style='display:none'>weg</ul>",
    ] {
        let reading = reading(page);
        assert_eq!(
            (reading.draft.body.as_str(), reading.draft.hidden.trim_start_matches("• ")),
            ("zicht", "weg"),
            "{page}"
        );
        assert_eq!(reading.warnings[0].kind, WarningKind::HiddenText);
    }
    check("<style>p{}</style><template>x</template><noscript>y</noscript><p style='font-size:0.9em'>z", &["p z"]);
}

#[test]
fn menus_are_set_aside_and_headers_with_text_are_not() {
    let page = "<nav><a href=/>Start</a></nav><header><h1>Titel</h1></header><p>tekst</p>\
        <footer><a>een</a> <a>twee</a> <a>drie</a> ©</footer>";
    let draft = reading(page).draft;
    assert_eq!(shown(&draft), ["h1! Titel", "p tekst"]);
    assert_eq!(draft.furniture, "Start\neen twee drie ©");
    check("<nav>enige tekst</nav>", &["p enige tekst"]);
}

#[test]
fn marks_of_notes_changes_and_labels_of_word() {
    check("<p>30<sup><a href='#n1'>1</a></sup> dagen, 5 m<sup>2</sup></p>", &["p 30[1] dagen, 5 m2"]);
    check("<p>wij <del>niet</del><ins>wel</ins></p>", &["p wij wel"]);
    check("<p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Definities</p>", &["i 1. Definities"]);
}

#[test]
fn charsets_by_mark_validity_declaration_and_look() {
    let decoded = |bytes: &[u8]| read(bytes, &Limits::default()).expect("it is read").draft.body;
    assert_eq!(decoded("\u{feff}<p>één".as_bytes()), "één");
    assert_eq!(decoded("<meta charset=windows-1252><p>één".as_bytes()), "één");
    assert_eq!(decoded(b"<meta charset='iso-8859-2'><p>\xe9\xe9n \xb1"), "één ą");
    assert_eq!(
        decoded(b"<p>De verwerker en de co\xf6rdinator: \xe9\xe9n pati\xebnt"),
        "De verwerker en de coördinator: één patiënt"
    );
    let wide: Vec<u8> = "\u{feff}<p>één".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&wide), "één");
}

#[test]
fn pages_without_text_and_pages_without_bottom() {
    assert_eq!(read(b"<html><script>x</script>", &Limits::default()).err(), Some(ReadError::Empty));
    for tag in ["<div>", "<b>", "<span>", "<font>", "<a>", "<table><tr><td>", "<ul><li>", "<svg>"] {
        let Ok(reading) = read((tag.repeat(30_000) + "diep").as_bytes(), &Limits::default()) else {
            assert_eq!(tag, "<svg>");
            continue;
        };
        assert!(reading.draft.body.ends_with("diep"), "{tag}");
    }
    let reading = reading(&("<div>".repeat(3_000) + "diep"));
    assert_eq!(reading.warnings[0].kind, WarningKind::LimitReached);
}

#[test]
fn any_prefix_of_a_page_is_read_without_panic() {
    let page = "<!DOCTYPE html><ol type=a start=2><li value=9999999999>x<table><tr><td rowspan=9 colspan=x>y<td>é&amp;<input \
        type=checkbox></table></ol><del>z</del><select><option>q</select>";
    for cut in 0..page.len() {
        let _ = read(&page.as_bytes()[..cut], &Limits::default());
    }
}
