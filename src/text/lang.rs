//! The four languages the rules are written in.

use std::fmt;

/// A language of agreements and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Dutch, of the Netherlands and of Flanders.
    Nl,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
}

impl Lang {
    /// All of them, in a fixed order.
    pub const ALL: [Self; 4] = [Self::Nl, Self::En, Self::De, Self::Fr];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
        }
    }

    /// The language with this ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// Shorter texts are too little to tell a language by (whatlang: 100 % on 200 characters, 92-97 % on 60).
const ENOUGH: usize = 200;
/// Reading more changes no verdict and costs time.
const AT_MOST: usize = 20_000;

/// The language most of the text is in, if it is one of the four.
pub fn detect(text: &str) -> Option<Lang> {
    use whatlang::Lang as Known;
    if text.trim().chars().count() < ENOUGH {
        return None;
    }
    let end = text.char_indices().nth(AT_MOST).map_or(text.len(), |(at, _)| at);
    let allowed = vec![Known::Nld, Known::Eng, Known::Deu, Known::Fra];
    match whatlang::Detector::with_allowlist(allowed).detect_lang(&text[..end])? {
        Known::Nld => Some(Lang::Nl),
        Known::Eng => Some(Lang::En),
        Known::Deu => Some(Lang::De),
        Known::Fra => Some(Lang::Fr),
        _ => None,
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
