//! OpenDocument texts built in the test: what a reader sees of each.

use super::read;
use crate::read::flow::shown;
use crate::read::package::archive;
use crate::read::{Limits, ReadError, Reading, WarningKind};

const ROOT: &str = "xmlns:office='urn:o' xmlns:text='urn:t' xmlns:style='urn:s' xmlns:table='urn:b' xmlns:fo='urn:f' xmlns:draw='urn:d'";

fn file(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {ROOT}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

fn reading(styles: &str, body: &str) -> Reading {
    read(&file(styles, body), &Limits::default()).expect("the file is read")
}

#[track_caller]
fn check(styles: &str, body: &str, expect: &[&str]) {
    assert_eq!(shown(&reading(styles, body).draft), expect);
}

fn level(at: u32, more: &str) -> String {
    format!("<text:list-level-style-number text:level='{at}' {more}/>")
}

fn style(levels: &str) -> String {
    format!("<text:list-style style:name='L'>{levels}</text:list-style>")
}

/// A list with items given as their inside.
fn list(more: &str, items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|item| format!("<text:list-item>{item}</text:list-item>")).collect();
    let items = items.concat();
    format!("<text:list text:style-name='L' {more}>{items}</text:list>")
}

#[test]
fn labels_come_from_the_list_style() {
    for (more, expect) in [
        ("style:num-format='1' style:num-suffix='.'", "i 1. x"),
        ("style:num-format='a' style:num-prefix='(' style:num-suffix=')' text:start-value='3'", "i (c) x"),
        ("style:num-format='I' style:num-prefix='Artikel '", "i Artikel I x"),
        ("style:num-format='i' text:start-value='4'", "i iv x"),
        ("style:num-format='a' text:start-value='28'", "i ab x"),
        ("style:num-format='a' style:num-letter-sync='true' text:start-value='28'", "i bb x"),
        ("style:num-format='A' style:num-list-format='Bijlage %1%:'", "i Bijlage A: x"),
        ("style:num-format='01, 02, 03, ...' text:start-value='7'", "i 07 x"),
        ("style:num-format=''", "p x"),
    ] {
        check(&style(&level(1, more)), &list("", &["<text:p>x</text:p>"]), &[expect]);
    }
    let bullet = "<text:list-level-style-bullet text:level='1' text:bullet-char='\u{f0b7}'/>";
    check(&style(bullet), &list("", &["<text:p>x</text:p>"]), &["i • x"]);
}

#[test]
fn levels_count_within_their_item_and_lists_go_on_when_told() {
    let levels = style(
        &(level(1, "style:num-format='1' style:num-suffix='.'")
            + &level(2, "style:num-format='1' text:display-levels='2'")),
    );
    let inner = list("", &["<text:p>b</text:p>", "<text:p>c</text:p>"]);
    let first = format!("<text:p>a</text:p>{inner}<text:p>zonder</text:p>");
    let body = list("xml:id='een'", &[&first, &format!("<text:p>d</text:p>{inner}")])
        + "<text:p>tussen</text:p>"
        + &list("text:continue-numbering='true'", &["<text:p>e</text:p>"])
        + &list("", &["<text:p>f</text:p>"])
        + &list("text:continue-list='een'", &[&list("", &["<text:p>g</text:p>"])]);
    check(
        &levels,
        &body,
        &[
            "i 1. a", "i 1.1 b", "i 1.2 c", "p zonder", "i 2. d", "i 2.1 b", "i 2.2 c", "p tussen", "i 3. e", "i 1. f",
            "i 3.1 g",
        ],
    );
}

#[test]
fn headings_take_the_outline_numbers() {
    let content = format!(
        "<office:document-content {ROOT}><office:styles><text:outline-style>\
         <text:outline-level-style text:level='1' style:num-format='1' style:num-prefix='Artikel '/>\
         <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style></office:styles>\
         <office:body><office:text><text:h text:outline-level='1'>Doel</text:h><text:h text:outline-level='2'>Aard</text:h>\
         <text:h text:outline-level='1' text:is-list-header='true'>Los</text:h><text:h text:outline-level='1'>Duur</text:h>\
         </office:text></office:body></office:document-content>"
    );
    let draft = read(&archive(&[("content.xml", &content)]), &Limits::default()).expect("it is read").draft;
    assert_eq!(shown(&draft), ["h1! Artikel 1 Doel", "h2! 1.1 Aard", "h1! Los", "h1! Artikel 2 Duur"]);
}

#[test]
fn white_space_spans_notes_and_boxes() {
    let styles =
        "<style:style style:family='text' style:name='B'><style:text-properties fo:font-weight='bold'/></style:style>";
    check(
        styles,
        "<text:p>een\n  <text:span text:style-name='B'>twee</text:span><text:s text:c='2'/>drie<text:tab/>x<text:line-break/>y</text:p>\
         <text:p><text:span text:style-name='B'>vet</text:span></text:p>",
        &["p een twee  drie\tx\ny", "p! vet"],
    );
    check(
        "",
        "<text:p>30<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>werkdagen</text:p></text:note-body></text:note> dagen</text:p>\
         <text:p>voor<draw:frame><draw:text-box><text:p>vak</text:p></draw:text-box></draw:frame> na</text:p>",
        &["p 30[1] dagen", "p voor na", "p vak", "p [1] werkdagen"],
    );
}

#[test]
fn form_fields_of_word_show_their_state() {
    let field =
        |kind: &str, params: &str| format!("<text:p><f:fieldmark f:type='x.{kind}'>{params}</f:fieldmark> ja</text:p>");
    let body = field("FORMCHECKBOX", "<f:param f:name='Checkbox_Checked' f:value='true'/>")
        + &field("FORMCHECKBOX", "")
        + &field(
            "FORMDROPDOWN",
            "<f:param f:name='Dropdown_ListEntry' f:value='a'/><f:param f:name='Dropdown_ListEntry' f:value='b'/>\
             <f:param f:name='Dropdown_Selected' f:value='1'/>",
        );
    check("", &body, &["p ☒ ja", "p ☐ ja", "p b ja"]);
}

#[test]
fn an_item_may_be_set_in_another_style() {
    let levels = style(&level(1, "style:num-format='1'"))
        + "<text:list-style style:name='M'><text:list-level-style-number text:level='1' style:num-format='a'/></text:list-style>";
    let body = "<text:list text:style-name='L'><text:list-item><text:p>x</text:p></text:list-item>\
        <text:list-item text:start-value='1' text:style-override='M'><text:p>y</text:p></text:list-item></text:list>\
        <text:list text:style-name='M' text:continue-list='nergens'><text:list-item><text:p>z</text:p></text:list-item></text:list>";
    check(&levels, body, &["i 1 x", "i a y", "i b z"]);
}

#[test]
fn tables_keep_their_grid() {
    check(
        "",
        "<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>a</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell><text:p>b</text:p><text:p>c</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>",
        &["0.0.0 a", "0.0.2 b c"],
    );
}

#[test]
fn changes_comments_and_what_cannot_be_seen() {
    let styles =
        "<style:style style:family='text' style:name='W'><style:text-properties text:display='none'/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A. Voorbeeld</dc:creator></office:change-info>\
        <text:p>geschrapt</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>zicht<text:span text:style-name='W'>weg</text:span><office:annotation><text:p>kanttekening</text:p></office:annotation></text:p>\
        <text:section text:display='none'><text:p>ook weg</text:p></text:section>\
        <text:table-of-content><text:index-body><text:p>Doel 3</text:p></text:index-body></text:table-of-content>";
    let reading = reading(styles, body);
    let draft = &reading.draft;
    assert_eq!((&*draft.body, &*draft.hidden, &*draft.furniture), ("zicht", "weg\nook weg", "Doel 3"));
    let kinds: Vec<_> = reading.warnings.iter().map(|warning| (warning.kind, warning.detail.as_str())).collect();
    assert_eq!(
        kinds,
        [(WarningKind::TrackedChanges, "A. Voorbeeld"), (WarningKind::Comments, "1"), (WarningKind::HiddenText, "11")]
    );
}

#[test]
fn files_that_give_no_text_say_why() {
    let error = |members: &[(&str, &str)]| read(&archive(members), &Limits::default()).err();
    assert_eq!(error(&[("mimetype", "x")]), Some(ReadError::Damaged { part: "content.xml" }));
    assert_eq!(
        error(&[("META-INF/manifest.xml", "<m:encryption-data/>"), ("content.xml", "?")]),
        Some(ReadError::PasswordProtected)
    );
    assert_eq!(read(&file("", "<text:p/>"), &Limits::default()).err(), Some(ReadError::Empty));
}

#[test]
fn damage_never_panics() {
    let levels = style(&level(1, "style:num-format='1'"));
    let whole = file(&levels, &list("", &["<text:p>bepaling over beveiliging</text:p>"; 30]));
    for cut in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..cut], &Limits::default());
    }
}
