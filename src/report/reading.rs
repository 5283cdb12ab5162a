//! What remarks and errors of the reading mean for a reader.
//!
//! In: a [`Warning`] or [`ReadError`] and a language. Out: sentences. Not here: remarks about the agreement.

use super::words::{Tongue, Word, fill, word};
use crate::read::{ReadError, Warning, WarningKind};

/// What the remark means for the result.
pub(super) fn warning_message(warning: &Warning, tongue: Tongue) -> String {
    let key = match warning.kind {
        WarningKind::PageWithoutText => Word::WarnPageWithoutText,
        WarningKind::GarbledText => Word::WarnGarbledText,
        WarningKind::Damaged => Word::WarnDamaged,
        WarningKind::LimitReached => Word::WarnLimitReached,
        WarningKind::TrackedChanges => Word::WarnTrackedChanges,
        WarningKind::Comments => Word::WarnComments,
        WarningKind::HiddenText => Word::WarnHiddenText,
        WarningKind::Encoding => Word::WarnEncoding,
        WarningKind::UnreadPart => Word::WarnUnreadPart,
    };
    let detail = warning.detail.trim();
    if detail.is_empty() {
        return without_detail(word(tongue, key));
    }
    fill(tongue, key, &[("detail", detail)])
}

/// A sentence is worded for a detail in parentheses; without one the parentheses go.
fn without_detail(sentence: &str) -> String {
    let around = sentence.split_once("{detail}").and_then(|(before, after)| {
        let (kept, _) = before.rsplit_once(" (")?;
        let (_, rest) = after.split_once(')')?;
        Some(format!("{kept}{rest}"))
    });
    around.unwrap_or_else(|| sentence.to_owned())
}

/// Why there is no document in a file.
pub fn read_error(error: &ReadError, tongue: Tongue) -> String {
    match error {
        ReadError::Empty => word(tongue, Word::ErrorEmpty).to_owned(),
        ReadError::TooLarge { bytes, limit } => {
            fill(tongue, Word::ErrorTooLarge, &[("bytes", &bytes.to_string()), ("limit", &limit.to_string())])
        }
        ReadError::Unsupported { what } => fill(tongue, Word::ErrorUnsupported, &[("what", of_reader(what, tongue))]),
        ReadError::PasswordProtected => word(tongue, Word::ErrorPassword).to_owned(),
        ReadError::Damaged { part } => fill(tongue, Word::ErrorDamaged, &[("part", of_reader(part, tongue))]),
        ReadError::NoText { pages } => fill(tongue, Word::ErrorNoText, &[("pages", &pages.to_string())]),
        ReadError::Limit { what } => fill(tongue, Word::ErrorLimit, &[("what", of_reader(what, tongue))]),
    }
}

/// What the reader calls something, in Dutch where that is the language of the report.
fn of_reader(what: &'static str, tongue: Tongue) -> &'static str {
    let dutch = DUTCH.iter().find(|(english, _)| *english == what).map(|&(_, dutch)| dutch);
    dutch.filter(|_| tongue.is_dutch()).unwrap_or(what)
}

/// The reader's names for things, which are English. A new one is shown in English until it stands here.
const DUTCH: &[(&str, &str)] = &[
    ("an empty file", "een leeg bestand"),
    ("a ZIP archive without a text document in it", "een ZIP-archief zonder tekstdocument erin"),
    ("binary data", "binaire gegevens"),
    ("an old Word file (.doc); save it as DOCX", "een oud Word-bestand (.doc); bewaar het als DOCX"),
    ("rich text (.rtf); save it as DOCX", "opgemaakte tekst (.rtf); bewaar het als DOCX"),
    ("a PNG image", "een PNG-afbeelding"),
    ("a JPEG image", "een JPEG-afbeelding"),
    ("a TIFF image", "een TIFF-afbeelding"),
    ("a GIF image", "een GIF-afbeelding"),
    ("a gzip archive", "een gzip-archief"),
    ("a 7-Zip archive", "een 7-Zip-archief"),
    ("a RAR archive", "een RAR-archief"),
    ("pages", "pagina's"),
    ("encryption", "versleuteling"),
    ("archive directory", "inhoudsopgave van het archief"),
    ("members of an archive", "delen van een archief"),
    ("inflated bytes of an archive member", "uitgepakte bytes van een deel van het archief"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, read};

    #[test]
    fn what_the_reader_recognises_has_a_dutch_name() {
        for bytes in [
            b"\xd0\xcf\x11\xe0".as_slice(),
            b"{\\rtf1",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"II*\0",
            b"GIF8",
            b"\x1f\x8b",
            b"Rar!",
            b"PK\x03\x04",
            b"\x01\x02\x03\x04",
        ] {
            let Err(ReadError::Unsupported { what }) = read(bytes, "x", "x", &Limits::default()) else {
                panic!("{bytes:?} is read");
            };
            assert_ne!(of_reader(what, Tongue::Nl), what);
        }
    }

    #[track_caller]
    fn check(kind: WarningKind, detail: &str, expect: &str) {
        let warning = Warning { kind, page: None, detail: detail.to_owned() };
        assert_eq!(warning_message(&warning, Tongue::En), expect);
    }

    #[test]
    fn a_remark_reads_well_with_and_without_a_detail() {
        check(WarningKind::Comments, "3", "The file holds comments (3); they were not assessed.");
        check(WarningKind::Comments, "", "The file holds comments; they were not assessed.");
        check(WarningKind::HiddenText, "", "Text a reader cannot see was set aside.");
    }

    #[test]
    fn english_errors_are_those_of_the_reader() {
        for error in [
            ReadError::Empty,
            ReadError::TooLarge { bytes: 9, limit: 5 },
            ReadError::Unsupported { what: "a PNG image" },
            ReadError::PasswordProtected,
            ReadError::Damaged { part: "page tree" },
            ReadError::NoText { pages: 3 },
            ReadError::Limit { what: "pages" },
        ] {
            assert_eq!(read_error(&error, Tongue::En), error.to_string());
        }
    }
}
