//! The four languages agreements are read in.
//!
//! In: a text. Out: its language, when it is long enough to tell and one of the four. Not here: mixed documents, which
//! are cut into parts first.

use std::str::FromStr;

use whatlang::{Detector, Lang as Detected};

/// Fewer characters than this do not tell a language reliably: names and addresses outweigh the sentences.
const LEAST_CHARACTERS: usize = 200;

/// No more bytes than this are looked at; trigram counts have settled long before.
const MOST_BYTES: usize = 20_000;

/// A language of agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
}

impl Lang {
    /// All four, in the order in which tables list them.
    pub const ALL: [Self; 4] = [Self::Nl, Self::En, Self::De, Self::Fr];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A language code that is none of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl std::fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown language, expected `nl`, `en`, `de` or `fr`")
    }
}

impl std::error::Error for UnknownLang {}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code)).ok_or(UnknownLang)
    }
}

/// The language of `text`, or nothing when it is too short to tell.
pub fn detect(text: &str) -> Option<Lang> {
    if text.chars().take(LEAST_CHARACTERS).count() < LEAST_CHARACTERS {
        return None;
    }
    let known =
        [(Detected::Nld, Lang::Nl), (Detected::Eng, Lang::En), (Detected::Deu, Lang::De), (Detected::Fra, Lang::Fr)];
    let detector = Detector::with_allowlist(known.iter().map(|(detected, _)| *detected).collect());
    let found = detector.detect_lang(opening(text))?;
    known.into_iter().find(|(detected, _)| *detected == found).map(|(_, lang)| lang)
}

fn opening(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<Lang>) {
        assert_eq!(detect(text), expect);
    }

    #[test]
    fn each_language_is_told_from_the_others() {
        let nl = "De leverancier bewaart de gegevens van leerlingen niet langer dan nodig is en wist ze daarna uit al zijn \
                  systemen, ook uit de reservekopieën, tenzij een wet hem verplicht om ze langer onder zich te houden dan \
                  de school had gewild.";
        let en = "The supplier keeps the data of pupils no longer than is needed and erases them afterwards from every one \
                  of its systems, the spare copies among them, unless some statute obliges it to hold on to them for longer \
                  than the school had wished.";
        let de = "Der Anbieter bewahrt die Daten der Schüler nicht länger auf als nötig und löscht sie danach aus allen \
                  seinen Systemen, auch aus den Sicherungskopien, es sei denn, ein Gesetz zwingt ihn, sie länger zu behalten, \
                  als die Schule es wollte.";
        let fr = "Le prestataire ne garde pas les données des élèves plus longtemps qu'il ne faut et les efface ensuite de \
                  tous ses systèmes, y compris des copies de secours, sauf si une loi l'oblige à les garder plus longtemps \
                  que l'école ne l'aurait voulu.";
        check(nl, Some(Lang::Nl));
        check(en, Some(Lang::En));
        check(de, Some(Lang::De));
        check(fr, Some(Lang::Fr));
    }

    #[test]
    fn a_short_text_has_no_language() {
        check("Artikel 1. Definities", None);
        check("", None);
    }

    #[test]
    fn codes_lead_to_languages_and_back() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
        }
        assert_eq!("it".parse::<Lang>(), Err(UnknownLang));
    }
}
