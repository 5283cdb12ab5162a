//! Country codes and what else can stand where a report names a country.
//!
//! In: codes. Out: [`Code`], [`Territory`]. Not here: which names mean which country (`place`).

use serde::Deserialize;

/// An ISO 3166-1 alpha-2 code, two upper-case letters (`XK` for Kosovo).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 2]);

impl Code {
    /// A code of two upper-case ASCII letters; nothing otherwise.
    pub fn new(text: &str) -> Option<Self> {
        let bytes: [u8; 2] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("expected two upper-case letters"))
    }
}

/// What stands where a report names a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Territory {
    /// One country.
    Country(Code),
    /// Somewhere in the European Economic Area.
    Eea,
    /// Somewhere in the European Union.
    Eu,
    /// Outside the EEA, no country named.
    ThirdCountry,
    /// Words too wide to tell: "Europe", "abroad".
    Imprecise,
}

impl Territory {
    /// As the report writes it; nothing for an imprecise place, which is no country.
    pub fn as_str(&self) -> Option<&str> {
        Some(match self {
            Self::Country(code) => code.as_str(),
            Self::Eea => "EEA",
            Self::Eu => "EU",
            Self::ThirdCountry => "third-country-unspecified",
            Self::Imprecise => return None,
        })
    }

    /// The territory that [`Self::as_str`] or a table names.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "EEA" => Self::Eea,
            "EU" => Self::Eu,
            "third-country-unspecified" => Self::ThirdCountry,
            "imprecise" => Self::Imprecise,
            code => Self::Country(Code::new(code)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_capitals_are_a_code() {
        assert!(Code::new("NL").is_some());
        for text in ["nl", "N", "NLD", "É", "12", ""] {
            assert!(Code::new(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_territory_is_written_as_it_is_read() {
        for text in ["NL", "EEA", "EU", "third-country-unspecified"] {
            assert_eq!(Territory::parse(text).as_ref().and_then(Territory::as_str), Some(text));
        }
        assert_eq!(Territory::parse("imprecise").and_then(|t| t.as_str().map(str::to_owned)), None);
    }
}
