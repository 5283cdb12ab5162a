//! Small PDFs written by hand, read back.

use std::fmt::Write as _;

use super::super::{Limits, ReadError, Reading, WarningKind};
use crate::document::{BlockKind, FileSignature, TextLayer};

/// A PDF with one page per content stream; `/F1` is Helvetica, `/F2` its bold face.
fn pdf(pages: &[String]) -> Vec<u8> {
    pdf_with(pages, &[])
}

/// The same with further objects nothing on the pages refers to.
fn pdf_with(pages: &[String], more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut kids = String::new();
    for content in pages {
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let mut file = String::from("%PDF-1.7\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// Text at a place counted from the lower left corner.
fn at(x: f32, y: f32, size: f32, text: &str) -> String {
    format!(
        "BT /F1 {size} Tf {x} {y} Td ({}) Tj ET\n",
        text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)")
    )
}

fn bold(x: f32, y: f32, size: f32, text: &str) -> String {
    at(x, y, size, text).replace("/F1", "/F2")
}

/// Lines one below the other, 13 points apart.
fn column(x: f32, top: f32, lines: &[&str]) -> String {
    (0_u8..).zip(lines).map(|(row, line)| at(x, top - 13.0 * f32::from(row), 11.0, line)).collect()
}

fn read(file: &[u8]) -> Reading {
    super::read(file, &Limits::default()).expect("the file is read")
}

fn check(pages: &[String], body: &str) {
    assert_eq!(read(&pdf(pages)).draft.body, body);
}

const FULL: &str = "The Vendor keeps a list of the persons who may see the data of the Customer and shows";

#[test]
fn lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart() {
    let first =
        column(72.0, 700.0, &[FULL, "that list to the Customer on request.", "Each Party bears its own costs."]);
    let second = column(72.0, 640.0, &["1. The Vendor acts on instructions.", "2. The Vendor keeps a record."]);
    check(
        &[first + &second],
        &format!(
            "{FULL} that list to the Customer on request.\nEach Party bears its own costs.\n1. The Vendor acts on instructions.\n2. The Vendor keeps a record."
        ),
    );
}

#[test]
fn a_full_line_before_a_label_does_not_swallow_the_next_item() {
    let first = format!("a. {}", &FULL[..82]);
    let items = [first.as_str(), "b. the persons named in the list", "c. all others."];
    let reading = read(&pdf(&[column(72.0, 700.0, &items)]));
    let kinds: Vec<BlockKind> = reading.draft.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Item; 3]);
}

#[test]
fn a_reference_broken_before_its_number_is_no_item() {
    let first = format!("{} as laid down in article", &FULL[..58]);
    check(&[column(72.0, 700.0, &[&first, "7.1. of this agreement."])], &format!("{first} 7.1. of this agreement."));
}

#[test]
fn hyphens_at_line_ends_are_told_apart() {
    let full = |end: &str| {
        let mut line = FULL.to_owned();
        line.truncate(line.len() - end.len() - 1);
        let cut = line.rfind(' ').unwrap_or(0);
        line.truncate(cut);
        format!("{line} {end}")
    };
    let pair = |y: f32, end: &str, next: &str| column(72.0, y, &[&full(end), next]);
    let text = pair(700.0, "verwer-", "king van de gegevens")
        + &pair(660.0, "leer-", "en werkplekken zijn bedoeld")
        + &pair(620.0, "toegang tot e-", "mail van de beheerder")
        + &pair(580.0, "de verwerking van onder-", "wijs en onderzoek")
        + &column(72.0, 540.0, &["De verwerking betreft e-mail en onderwijs."]);
    let body = read(&pdf(&[text])).draft.body;
    for joined in
        ["verwerking van de gegevens", "leer- en werkplekken", "toegang tot e-mail van", "van onderwijs en onderzoek"]
    {
        assert!(body.contains(joined), "{joined} in {body}");
    }
}

#[test]
fn a_paragraph_over_a_page_break_is_one_block_and_heads_and_feet_are_set_aside() {
    let page = |number: usize, text: &str| {
        let foot = format!("Page {number} of 3");
        at(72.0, 805.0, 9.0, "Data agreement, confidential") + text + &at(280.0, 30.0, 9.0, &foot)
    };
    let pages = [
        page(1, &column(72.0, 100.0, &["Duties of the Vendor:", FULL])),
        page(2, &column(72.0, 740.0, &["that list to the Customer.", "The Customer pays nothing for it."])),
        page(3, &column(72.0, 740.0, &["This agreement ends with the service."])),
    ];
    let reading = read(&pdf(&pages));
    assert_eq!(
        reading.draft.body,
        format!(
            "Duties of the Vendor:\n{FULL} that list to the Customer.\nThe Customer pays nothing for it.\nThis agreement ends with the service."
        )
    );
    assert!(reading.draft.furniture.starts_with("Data agreement, confidential\nPage 1 of 3\n"));
    let pages: Vec<u32> = reading.draft.lines.iter().map(|line| line.page).collect();
    assert_eq!(pages, [1, 1, 2, 2, 3]);
}

#[test]
fn a_ruled_table_gives_cells_in_rows() {
    let mut content = String::from("0.5 w\n");
    for y in [700, 660, 620] {
        let _ = writeln!(content, "72 {y} m 500 {y} l S");
    }
    for x in [72, 250, 500] {
        let _ = writeln!(content, "{x} 620 m {x} 700 l S");
    }
    // Column by column, as some programs paint.
    content += &(at(76.0, 686.0, 11.0, "Product") + &at(76.0, 646.0, 11.0, "Kept for"));
    content += &(at(254.0, 686.0, 11.0, "Ledger for")
        + &at(254.0, 673.0, 11.0, "small schools")
        + &at(254.0, 646.0, 11.0, "6 months"));
    let draft = read(&pdf(&[content])).draft;
    assert_eq!(draft.body, "Product\tLedger for small schools\nKept for\t6 months");
    assert_eq!(draft.blocks[3].kind, BlockKind::Cell { table: 0, row: 1, column: 1 });
    assert_eq!(draft.blocks[3].span.of(&draft.body), "6 months");
}

#[test]
fn label_and_value_are_parted_by_a_tab() {
    let row = |y: f32, label: &str, value: &str| at(72.0, y, 11.0, label) + &at(220.0, y, 11.0, value);
    check(
        &[row(700.0, "Name:", "Foo") + &row(687.0, "Place of storage:", "Utrecht")],
        "Name:\tFoo\nPlace of storage:\tUtrecht",
    );
}

#[test]
fn text_nobody_sees_is_set_aside_with_a_warning() {
    let content = at(72.0, 700.0, 11.0, "Seen.")
        + "1 1 1 rg\n"
        + &at(72.0, 680.0, 11.0, "White.")
        + "0 g 3 Tr\n"
        + &at(72.0, 660.0, 11.0, "Inkless.")
        + "0 Tr\n"
        + &at(72.0, 640.0, 0.2, "Tiny.")
        + &at(900.0, 620.0, 11.0, "Outside.")
        + "0 0 0.5 rg 60 590 200 30 re f 1 1 1 rg\n"
        + &at(72.0, 600.0, 11.0, "White on blue is seen.");
    let reading = read(&pdf(&[content]));
    assert_eq!(reading.draft.body, "Seen.\nWhite on blue is seen.");
    assert_eq!(reading.draft.hidden, "White.\nInkless.\nTiny.\nOutside.");
    assert_eq!(reading.warnings[0].kind, WarningKind::HiddenText);
}

#[test]
fn text_under_a_box_painted_later_is_hidden() {
    let content = at(72.0, 700.0, 11.0, "Open.") + &at(72.0, 680.0, 11.0, "Covered.") + "0 g 60 676 200 14 re f\n";
    let draft = read(&pdf(&[content])).draft;
    assert_eq!((draft.body.as_str(), draft.hidden.as_str()), ("Open.", "Covered."));
}

#[test]
fn bold_by_printing_twice_is_one_text() {
    check(&[at(72.0, 700.0, 11.0, "Article 1") + &at(72.4, 700.0, 11.0, "Article 1")], "Article 1");
}

#[test]
fn a_bold_line_is_a_heading_and_spaces_over_the_next_column_are_none() {
    let content = bold(72.0, 700.0, 11.0, "Duties")
        + &at(72.0, 680.0, 11.0, "Name:                    ")
        + &at(110.0, 680.0, 11.0, "Foo BV");
    let draft = read(&pdf(&[content])).draft;
    assert_eq!(draft.body, "Duties\nName: Foo BV");
    assert_eq!((draft.blocks[0].kind, draft.blocks[0].strong), (BlockKind::Heading(1), true));
}

#[test]
fn a_page_without_text_is_named_and_a_file_without_text_is_an_error() {
    let reading = read(&pdf(&[at(72.0, 700.0, 11.0, "Text."), String::new()]));
    assert_eq!(reading.text_layer, TextLayer::Mixed);
    assert_eq!((reading.warnings[0].kind, reading.warnings[0].page), (WarningKind::PageWithoutText, Some(2)));
    let none = super::read(&pdf(&[String::new()]), &Limits::default());
    assert_eq!(none.err(), Some(ReadError::NoText { pages: 1 }));
}

#[test]
fn a_password_is_asked_for_and_an_empty_one_is_not() {
    let locked = |user: &str| {
        let mut file = lopdf::Document::load_mem(&pdf(&[at(72.0, 700.0, 11.0, "Secret.")])).expect("the file is sound");
        let version = lopdf::EncryptionVersion::V2 {
            document: &file,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: lopdf::Permissions::all(),
        };
        let state = lopdf::EncryptionState::try_from(version).expect("the file can be encrypted");
        file.encrypt(&state).expect("the file is encrypted");
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("the file is written");
        bytes
    };
    let refused = super::read(&locked("key"), &Limits::default());
    assert_eq!(refused.err(), Some(ReadError::PasswordProtected));
    assert_eq!(read(&locked("")).draft.body, "Secret.");
}

#[test]
fn a_cut_file_is_mended_with_a_warning() {
    let whole = pdf(&[at(72.0, 700.0, 11.0, "Text.")]);
    let cut = whole.windows(4).position(|window| window == b"xref").expect("the file has a table");
    let reading = read(&whole[..cut]);
    assert_eq!(reading.draft.body, "Text.");
    assert_eq!(reading.warnings[0].kind, WarningKind::Damaged);
}

#[test]
fn limits_stop_reading_with_a_warning() {
    let file = pdf(&[at(72.0, 700.0, 11.0, "First page."), at(72.0, 700.0, 11.0, "Second page.")]);
    let limits = Limits { pages: 1, ..Limits::default() };
    let reading = super::read(&file, &limits).expect("the file is read");
    assert_eq!(reading.draft.body, "First page.");
    assert_eq!(reading.warnings[0].kind, WarningKind::LimitReached);
}

#[test]
fn a_signature_dictionary_is_reported() {
    let signature =
        "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> /Name (A. Tester) /M (D:20300102) >>";
    let found = read(&pdf_with(&[at(72.0, 700.0, 11.0, "Text.")], &[signature])).draft.signatures;
    let expected = FileSignature { name: Some("A. Tester".to_owned()), date: Some("D:20300102".to_owned()) };
    assert_eq!(found, [expected]);
}

#[test]
#[allow(clippy::print_stderr)]
fn known_texts_come_back_paragraph_by_paragraph() {
    let shared = std::env::var_os("DPA_SHARED")
        .map_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), std::path::PathBuf::from);
    for (name, number) in [("lo_2", 2), ("lo_4", 4), ("ty_0", 0), ("ty_2", 2), ("ty_4", 4), ("ch_0", 0), ("ch_4", 4)] {
        let file = shared.join(format!("pdfs/made/{name}.pdf"));
        let known = shared.join(format!("pdfs/made-text/{number}.txt"));
        let (Ok(bytes), Ok(text)) = (std::fs::read(&file), std::fs::read_to_string(&known)) else {
            eprintln!("skipped: {} is not here", file.display());
            return;
        };
        let plain = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            lines.filter(|line| !line.is_empty()).collect()
        };
        let (body, text) = (plain(&read(&bytes).draft.body), plain(&text));
        let kept = text.iter().filter(|line| body.contains(line)).count();
        assert!(kept * 100 >= text.len() * 99, "{name}: {kept} of {} paragraphs", text.len());
    }
}
