//! Word files built in the test: what a reader sees of each.

use super::read;
use crate::read::flow::shown;
use crate::read::package::archive;
use crate::read::{Limits, ReadError, Reading, WarningKind};

const W: &str = "xmlns:w='urn:w' xmlns:r='urn:r' xmlns:mc='urn:mc' xmlns:w14='urn:w14' xmlns:v='urn:v'";

/// Parts beside the document: name without folder, and the inside of its root.
type Part<'a> = (&'a str, &'a str);

fn file(body: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    let relationship = |(name, _): &Part<'_>| {
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        format!("<Relationship Id='{name}' Type='http://purl.example/relationships/{kind}' Target='{name}.xml'/>")
    };
    let rels = parts.iter().map(relationship).collect::<Vec<_>>().concat();
    let rels = format!("<Relationships>{rels}</Relationships>");
    let mut members =
        vec![("word/document.xml".to_owned(), document), ("word/_rels/document.xml.rels".to_owned(), rels)];
    for (name, inside) in parts {
        members.push((format!("word/{name}.xml"), format!("<w:{name} {W}>{inside}</w:{name}>")));
    }
    let members: Vec<(&str, &str)> = members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&members)
}

fn reading(body: &str, parts: &[Part<'_>]) -> Reading {
    read(&file(body, parts), &Limits::default()).expect("the file is read")
}

#[track_caller]
fn check(body: &str, parts: &[Part<'_>], expect: &[&str]) {
    assert_eq!(shown(&reading(body, parts).draft), expect);
}

/// A paragraph with properties and text.
fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(num: u32, level: u32, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{num}'/></w:numPr>"), text)
}

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}

fn numbering(levels: &str, nums: &str) -> String {
    format!("<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>{nums}")
}

const NUM: &str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";

#[test]
fn every_number_format_prints_as_in_word() {
    for (format, number, expect) in [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 4, "IV"),
        ("ordinal", 2, "2e"),
        ("numberInDash", 5, "- 5 -"),
        ("chicago", 2, "†"),
        ("never-heard-of", 7, "7"),
    ] {
        let levels = format!(
            "<w:lvl w:ilvl='0'><w:start w:val='{number}'/><w:numFmt w:val='{format}'/><w:lvlText w:val='(%1)'/></w:lvl>"
        );
        let styles =
            "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='nl-BE'/></w:rPr></w:rPrDefault></w:docDefaults>";
        let parts = [("numbering", &*numbering(&levels, NUM)), ("styles", styles)];
        check(&listed(1, 0, "tekst"), &parts, &[&format!("i ({expect}) tekst")]);
    }
}

#[test]
fn deeper_levels_restart_as_their_rule_says() {
    let levels = level(0, "upperRoman", "%1.", "")
        + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &level(2, "lowerLetter", "%3)", "<w:lvlRestart w:val='1'/>")
        + &level(3, "decimal", "%4", "<w:lvlRestart w:val='0'/>");
    let body: String = [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (1, "e"), (2, "f"), (0, "g"), (2, "h"), (3, "i")]
        .iter()
        .map(|&(at, text)| listed(1, at, text))
        .collect();
    check(
        &body,
        &[("numbering", &numbering(&levels, NUM))],
        &["i I. a", "i 1.1 b", "i a) c", "i 1 d", "i 1.2 e", "i b) f", "i II. g", "i a) h", "i 2 i"],
    );
}

#[test]
fn a_level_passed_over_counts_as_used() {
    let levels = level(0, "decimal", "%1", "") + &level(1, "decimal", "%1.%2", "");
    let body: String = [1, 1, 0, 1].iter().map(|&at| listed(1, at, "x")).collect();
    check(&body, &[("numbering", &numbering(&levels, NUM))], &["i 1.1 x", "i 1.2 x", "i 2 x", "i 2.1 x"]);
}

#[test]
fn legal_numbering_sets_only_higher_levels_in_digits() {
    let levels = level(0, "upperRoman", "Artikel %1", "") + &level(1, "decimalZero", "Afdeling %1.%2", "<w:isLgl/>");
    let body = listed(1, 0, "x") + &listed(1, 1, "y");
    check(&body, &[("numbering", &numbering(&levels, NUM))], &["i Artikel I x", "i Afdeling 1.01 y"]);
}

#[test]
fn text_boxes_and_notes_count_for_themselves() {
    let inside = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", listed(1, 0, "vak"));
    let body = listed(1, 0, "een") + &format!("<w:p>{inside}</w:p>") + &listed(1, 0, "twee");
    let levels = level(0, "decimal", "%1.", "");
    check(&body, &[("numbering", &numbering(&levels, NUM))], &["i 1. een", "i 1. vak", "i 2. twee"]);
}

#[test]
fn instances_share_a_count_unless_they_start_anew() {
    let nums = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
        <w:num w:numId='4'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:lvl w:ilvl='0'><w:numFmt w:val='upperLetter'/><w:lvlText w:val='Bijlage %1:'/></w:lvl></w:lvlOverride></w:num>";
    let body: String = [1, 2, 3, 3, 4].iter().map(|&num| listed(num, 0, "x")).collect();
    check(
        &body,
        &[("numbering", &numbering(&level(0, "decimal", "%1.", ""), nums))],
        &["i 1. x", "i 2. x", "i 5. x", "i 6. x", "i Bijlage G: x"],
    );
}

#[test]
fn styles_bring_numbers_and_can_be_taken_out_of_the_list() {
    let styles = "<w:style w:type='paragraph' w:styleId='Kop1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Lid'><w:pPr><w:numPr><w:ilvl w:val='7'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Sub'><w:basedOn w:val='Lid'/></w:style>\
        <w:style w:type='paragraph' w:styleId='Lus'><w:basedOn w:val='Lus'/></w:style>";
    let levels = level(0, "decimal", "Artikel %1", "") + &level(1, "decimal", "%1.%2", "<w:pStyle w:val='Lid'/>");
    let body = p("<w:pStyle w:val='Kop1'/>", "Kop")
        + &p("<w:pStyle w:val='Lid'/>", "lid")
        + &p("<w:pStyle w:val='Sub'/>", "geërfd")
        + &p("<w:pStyle w:val='Lid'/><w:numPr><w:numId w:val='0'/></w:numPr>", "zonder")
        + &p("<w:pStyle w:val='Lus'/>", "lus");
    let parts = [("styles", styles), ("numbering", &*numbering(&levels, NUM))];
    check(&body, &parts, &["h1! Artikel 1 Kop", "i 1.1 lid", "i 1.2 geërfd", "p zonder", "p lus"]);
}

#[test]
fn a_numbering_style_is_followed_to_its_list() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='Lijst'/></w:abstractNum>\
         <w:abstractNum w:abstractNumId='1'><w:styleLink w:val='Lijst'/>{}</w:abstractNum>{NUM}",
        level(0, "lowerLetter", "%1.", "")
    );
    check(&listed(1, 0, "x"), &[("numbering", &numbering)], &["i a. x"]);
}

#[test]
fn custom_formats_bullets_and_labels_that_print_nothing() {
    let padded = "<mc:AlternateContent><mc:Choice><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>\
        <mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback></mc:AlternateContent>";
    for (level, expect) in [
        (format!("<w:lvl w:ilvl='0'>{padded}<w:lvlText w:val='%1'/></w:lvl>"), "i 001 x"),
        (level(0, "bullet", "\u{f0b7}", "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>"), "i • x"),
        (level(0, "bullet", " ", ""), "p x"),
        (level(0, "none", "", ""), "p x"),
        (level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"), "p x"),
        (level(0, "decimal", "100%", ""), "i 100% x"),
    ] {
        check(&listed(1, 0, "x"), &[("numbering", &numbering(&level, NUM))], &[expect]);
    }
}

#[test]
fn open_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>wij </w:t></w:r><w:ins w:author='B. Voorbeeld'><w:r><w:t>wel</w:t></w:r></w:ins>\
        <w:del w:author='A. Voorbeeld'><w:r><w:delText>niet</w:delText></w:r></w:del></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:author='A. Voorbeeld'/></w:rPr></w:pPr><w:r><w:t>een </w:t></w:r></w:p>\
        <w:p><w:r><w:t>alinea</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>weg</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let reading = reading(body, &[("comments", "<w:comment/><w:comment/>")]);
    assert_eq!(shown(&reading.draft), ["p wij wel", "p een alinea"]);
    let warnings: Vec<_> = reading.warnings.iter().map(|warning| (warning.kind, warning.detail.as_str())).collect();
    assert_eq!(warnings, [(WarningKind::TrackedChanges, "A. Voorbeeld, B. Voorbeeld"), (WarningKind::Comments, "2")]);
}

#[test]
fn fields_give_their_result_and_forms_their_state() {
    let field = |inner: &str| format!("<w:p>{inner}</w:p>");
    let mark = |kind: &str, data: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'>{data}</w:fldChar></w:r>");
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let begin = mark("begin", "");
    let code = "<w:r><w:instrText> REF x </w:instrText></w:r>";
    for (body, expect) in [
        (begin.clone() + code + &mark("separate", "") + &text("artikel 2") + &mark("end", ""), "p artikel 2"),
        (mark("begin", "<w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>") + &mark("end", "") + &text(" ja"), "p ☒ ja"),
        (mark("begin", "<w:ffData><w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox></w:ffData>") + &mark("end", "") + &text(" ja"), "p ☐ ja"),
        (mark("begin", "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='a'/><w:listEntry w:val='b'/></w:ddList></w:ffData>") + &mark("end", ""), "p b"),
        (begin.clone() + &text("IF") + &begin + &text("PAGE") + &mark("separate", "") + &text("7") + &mark("end", "") + &mark("separate", "") + &text("uit") + &mark("end", ""), "p uit"),
        ("<w:fldSimple w:instr='x'><w:r><w:t>kort</w:t></w:r></w:fldSimple>".to_owned(), "p kort"),
        ("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:sym w:font='X' w:char='0041'/></w:r></w:sdtContent></w:sdt>".to_owned() + &text(" ja"), "p ☒ ja"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>".to_owned() + &text(" nee"), "p ☐ nee"),
    ] {
        check(&field(&body), &[], &[expect]);
    }
    // A field that never gets to its result must not swallow what follows.
    check(&(field(&begin) + &p("", "rest")), &[], &["p rest"]);
}

#[test]
fn tables_keep_their_grid_and_nested_ones_their_place() {
    let cell = |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>");
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val='2'/>", &p("", "a")),
        cell("<w:vMerge w:val='restart'/>", &p("", "b")),
        cell("", &(p("", "c1") + &p("", "c2"))),
        cell("", &format!("{}<w:tbl><w:tr>{}</w:tr></w:tbl>", p("", "d"), cell("", &p("", "nest")))),
        cell("<w:vMerge/>", "<w:p/>"),
    );
    check(&body, &[], &["0.0.0 a", "0.0.2 b", "0.1.0 c1 c2", "0.1.1 d", "1.0.0 nest"]);
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("", "in het vak"));
    let body = format!(
        "<w:p><w:r><w:t>voor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> en na</w:t></w:r></w:p>"
    );
    check(&body, &[], &["p voor en na", "p in het vak"]);
}

#[test]
fn what_cannot_be_seen_is_set_aside() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let white = "<w:color w:val='FFFFFF'/>";
    for (body, text, hidden) in [
        (run("<w:vanish/>", "weg") + &run("", "zicht"), "zicht", "weg"),
        (run("<w:vanish w:val='0'/>", "zicht"), "zicht", ""),
        (run(white, "wit") + &run("", "zicht"), "zicht", "wit"),
        (run(&format!("{white}<w:shd w:val='clear' w:fill='1F3864'/>"), "zicht"), "zicht", ""),
        (run(&format!("{white}<w:highlight w:val='black'/>"), "zicht"), "zicht", ""),
        (run("<w:sz w:val='2'/>", "klein") + &run("", "zicht"), "zicht", "klein"),
    ] {
        let draft = reading(&format!("<w:p>{body}</w:p>"), &[]).draft;
        assert_eq!((draft.body.as_str(), draft.hidden.as_str()), (text, hidden));
    }
    let cover =
        format!("<w:p>{}<w:r><w:drawing><wp:anchor behindDoc='1'/></w:drawing></w:r></w:p>", run(white, "titel"));
    check(&cover, &[], &["p titel"]);
    let header = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='000000'/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
        run(white, "kop")
    );
    check(&header, &[], &["0.0.0 kop"]);
}

#[test]
fn notes_stand_at_the_end_and_margins_apart() {
    let body = "<w:p><w:r><w:t>30</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r><w:r><w:t> dagen</w:t></w:r></w:p>\
        <w:p><w:r><w:t>slot</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r></w:p>\
        <w:sectPr><w:headerReference r:id='header1'/><w:footerReference r:id='footer1'/></w:sectPr>";
    let note = p("", "werkdagen");
    let parts = [
        ("footnotes", &*format!("<w:footnote w:id='7'>{note}</w:footnote>")),
        ("endnotes", &*format!("<w:endnote w:id='1'>{note}</w:endnote>")),
        ("header1", &*p("", "Vertrouwelijk")),
        ("footer1", &*p("", "1")),
        ("header2", &*p("", "nergens gebruikt")),
    ];
    let draft = reading(body, &parts).draft;
    assert_eq!(shown(&draft), ["p 30[1] dagen", "p slot[i]", "p [1] werkdagen", "p [i] werkdagen"]);
    assert_eq!(draft.furniture, "Vertrouwelijk\n1");
}

#[test]
fn a_table_of_contents_is_no_body() {
    let styles = "<w:style w:type='paragraph' w:styleId='Inhopg1'><w:name w:val='toc 1'/></w:style>";
    let body = p("<w:pStyle w:val='Inhopg1'/>", "Definities 3") + &p("", "tekst");
    let draft = reading(&body, &[("styles", styles)]).draft;
    assert_eq!((draft.body.as_str(), draft.furniture.as_str()), ("tekst", "Definities 3"));
}

#[test]
fn breaks_tabs_and_hyphens() {
    let body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r></w:p>";
    assert_eq!(reading(body, &[]).draft.body, "a\tb\nc-de");
}

#[test]
fn bold_counts_when_all_of_it_is() {
    let styles = "<w:style w:type='paragraph' w:styleId='V'><w:rPr><w:b/></w:rPr></w:style>";
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Kop</w:t></w:r><w:r><w:t>: </w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Kop</w:t></w:r><w:r><w:t> tekst</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='V'/></w:pPr><w:r><w:t>Kop</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val='V'/></w:pPr><w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>tekst</w:t></w:r></w:p>";
    check(body, &[("styles", styles)], &["p! Kop:", "p Kop tekst", "p! Kop", "p tekst"]);
}

#[test]
fn files_without_text_say_why() {
    let error = |bytes: &[u8]| read(bytes, &Limits::default()).err();
    assert_eq!(error(&file("<w:p/>", &[])), Some(ReadError::Empty));
    let picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    assert_eq!(error(&file(picture, &[])), Some(ReadError::NoText { pages: 0 }));
    assert_eq!(error(&archive(&[("a", "b")])), Some(ReadError::Damaged { part: "word/document.xml" }));
    assert_eq!(error(b"PK\x03\x04"), Some(ReadError::Damaged { part: "archive directory" }));
    assert_eq!(
        error(&archive(&[("word/document.xml", "<w:document")])).map(|error| error.to_string()).as_deref(),
        Some("the file is damaged: no readable word/document.xml")
    );
}

/// A file with everything in it, for tests of damage.
fn rich_file() -> Vec<u8> {
    let mut body = String::new();
    for number in 0..40 {
        body += &listed(1, number % 3, &format!("bepaling {number} over beveiliging"));
        body += &["<w:tbl><w:tr><w:tc>", &p("", "naam"), "</w:tc><w:tc>", &p("", "waarde"), "</w:tc></w:tr></w:tbl>"]
            .concat();
    }
    let levels =
        level(0, "decimal", "%1.", "") + &level(1, "lowerLetter", "%2.", "") + &level(2, "lowerRoman", "%3.", "");
    file(&body, &[("numbering", &numbering(&levels, NUM)), ("styles", ""), ("footnotes", "")])
}

#[test]
fn damaged_archives_give_what_is_left_and_never_panic() {
    let whole = rich_file();
    let blocks = |bytes: &[u8]| read(bytes, &Limits::default()).map_or(0, |reading| reading.draft.blocks.len());
    let all = blocks(&whole);
    assert_eq!(all, 120);
    for cut in (0..whole.len()).step_by(97) {
        assert!(blocks(&whole[..cut]) <= all);
    }
    for at in (0..whole.len()).step_by(13) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = blocks(&bytes);
    }
    // The central directory is gone, the members are there.
    let directory = whole.windows(4).position(|four| four == b"PK\x01\x02").expect("there is a directory");
    let reading = read(&whole[..directory], &Limits::default()).expect("the members are found");
    assert_eq!(reading.draft.blocks.len(), all);
    assert_eq!(reading.warnings[0].kind, WarningKind::Damaged);
}

#[test]
fn damaged_xml_never_panics() {
    let body =
        p("", "tekst") + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel &amp; meer</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    for cut in (0..document.len()).filter(|&cut| document.is_char_boundary(cut)) {
        let _ = read(&archive(&[("word/document.xml", &document[..cut])]), &Limits::default());
    }
}

#[test]
fn many_notes_and_fields_that_never_end_stay_cheap() {
    let reference =
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p>";
    let body = reference.repeat(20_000) + &p("", "slot");
    let start = std::time::Instant::now();
    let draft = reading(&body, &[("footnotes", &format!("<w:footnote w:id='1'>{}</w:footnote>", p("", "noot")))]).draft;
    assert!(draft.body.contains("slot"));
    assert!(start.elapsed().as_secs() < 20, "quadratic: {:?}", start.elapsed());
}

#[test]
fn nesting_is_bounded() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5_000) + &p("", "diep") + &"</w:tc></w:tr></w:tbl>".repeat(5_000);
    let reading = reading(&(p("", "ondiep") + &deep), &[]);
    assert_eq!(reading.draft.body, "ondiep");
    assert_eq!(reading.warnings[0].kind, WarningKind::LimitReached);
}

/// Files of the shared material, where it is there: the labels LibreOffice prints for them.
#[test]
fn labels_of_the_shared_sample() {
    let Ok(bytes) = std::fs::read("/work/shared/pdfs/docx/features.docx") else {
        return; // the shared material is absent
    };
    let draft = read(&bytes, &Limits::default()).expect("the sample is read").draft;
    let labels = [
        "Artikel 1 ",
        "1.1 ",
        "1.2 ",
        "a. ",
        "b. ",
        "(i) ",
        "Artikel 2 ",
        "2.1 ",
        "Artikel 3 ",
        "3.1 ",
        "1. ",
        "a) ",
        "2. ",
        "1. ",
        "Bijlage C: ",
        "2. ",
    ];
    let mut blocks = draft.blocks.iter().map(|block| block.span.of(&draft.body));
    for label in labels {
        assert!(blocks.any(|text| text.starts_with(label)), "{label}");
    }
}
