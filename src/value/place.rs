//! Places in text: countries, towns, cloud regions, zones of the law.
//!
//! In: folded text, with the text itself where capitals decide. Out: [`Mention`]s. Not here: which mentions belong
//! together ("Nuremberg, Duitsland" gives two) and what happens at a place.

use std::ops::Range;

use super::phrase::Phrases;
use super::{Code, Tables, Territory};
use crate::text::{Folded, Lang};

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A country by name or code.
    Country,
    /// A town, province or state.
    City,
    /// A cloud region.
    Region,
    /// The EEA, the Union, or "third countries".
    Zone,
    /// An adjective of a country ("Nederlands recht"): no place by itself.
    Adjective,
    /// A word too wide to place: "Europe", "elsewhere".
    Imprecise,
}

/// How sure the country is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The name means this country.
    Certain,
    /// It does in daily use: "Engeland", "Amerika".
    Colloquial,
    /// There are places of that name in other countries, or the code stands for something else too.
    Ambiguous,
}

/// A place named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in the bytes of the text that was searched.
    pub range: Range<usize>,
    /// The country or zone.
    pub country: Territory,
    /// The town, state or region's site, as the report names it.
    pub place: Option<String>,
    /// The cloud provider whose region it is.
    pub provider: Option<String>,
    /// What it names.
    pub kind: Kind,
    /// How sure the country is.
    pub certainty: Certainty,
    /// Other countries it may lie in.
    pub also_in: Vec<Code>,
    /// Whether the words before put the matter outside it: "buiten de EER".
    pub outside: bool,
}

/// Finds places by name.
#[derive(Debug)]
pub struct Gazetteer {
    names: Phrases<Entry>,
    outside: Phrases<()>,
    joining: Vec<String>,
    not_before: Phrases<()>,
    not_after: Vec<String>,
    codes: Codes,
}

#[derive(Debug)]
struct Entry {
    territory: Territory,
    kind: Kind,
    certainty: Certainty,
    place: Option<Box<str>>,
    provider: Option<Box<str>>,
    also_in: Vec<Code>,
    /// The language of an adjective, or of a name that is another word elsewhere.
    lang: Option<Lang>,
    /// The capitals an ordinary word must have to count.
    capitals: Capitals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    Any,
    First,
    All,
}

#[derive(Debug)]
struct Codes {
    known: Vec<Code>,
    aliases: Vec<(Code, Code)>,
    never: Vec<Code>,
    seldom: Vec<Code>,
}

impl Gazetteer {
    /// Builds the finder from `tables`.
    pub fn new(tables: &Tables) -> Self {
        let plain = |words: &[String]| Phrases::new(words.iter().map(|word| (word.clone(), ())));
        let fold = |words: &[String]| words.iter().map(|word| crate::text::fold_word(word)).collect();
        let outside: Vec<String> = tables.zones.outside.values().flatten().cloned().collect();
        Self {
            names: Phrases::new(entries(tables)),
            outside: plain(&outside),
            joining: fold(&tables.zones.joining),
            not_before: plain(&tables.zones.not_a_place.before),
            not_after: fold(&tables.zones.not_a_place.after),
            codes: codes(tables),
        }
    }

    /// The places named in `folded`, by position. Names that are ordinary words too ("lets", "us", "polish") are left
    /// out, because folding has lost the capitals that tell them apart: use [`Self::find_in`] where the text is at hand.
    pub fn find(&self, folded: &str, lang: Lang) -> Vec<Mention> {
        self.search(folded, lang, |_, capitals| capitals == Capitals::Any)
    }

    /// The places named in `text`, by position, ordinary words with the right capitals among them. Ranges are bytes of
    /// `folded`, which is the folded view of `text`.
    pub fn find_in(&self, text: &str, folded: &Folded, lang: Lang) -> Vec<Mention> {
        self.search(folded.as_str(), lang, |range, capitals| {
            let written = folded.span_of(range.clone()).of(text);
            let mut letters = written.chars().filter(|c| c.is_alphabetic());
            match capitals {
                Capitals::Any => true,
                Capitals::First => letters.next().is_some_and(char::is_uppercase),
                Capitals::All => letters.all(char::is_uppercase),
            }
        })
    }

    fn search(&self, folded: &str, lang: Lang, counts: impl Fn(&Range<usize>, Capitals) -> bool) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut from = 0;
        for at in super::phrase::word_starts(folded) {
            if at < from {
                continue;
            }
            let fits = |candidate: &(usize, &Entry)| {
                let (len, entry) = *candidate;
                speaks(lang, entry) && counts(&(at..at + len), entry.capitals)
            };
            let Some((len, entry)) = self.names.all_at(folded, at).find(fits) else { continue };
            from = at + len;
            if !on_the_web(folded, at, from) && (entry.kind == Kind::Adjective || self.is_place(folded, at, from)) {
                let mut mention = self.mention(folded, at..from, entry);
                mention.outside |=
                    found.last().is_some_and(|last: &Mention| last.outside && self.joins(&folded[last.range.end..at]));
                found.push(mention);
            }
        }
        found
    }

    /// Whether nothing but joining words stands between two places.
    fn joins(&self, between: &str) -> bool {
        let between = between.trim_matches([' ', ',', '/', '(', ')', '"']);
        between
            .split([' ', ','])
            .filter(|word| !word.is_empty())
            .all(|word| self.joining.iter().any(|join| join == word))
    }

    fn mention(&self, folded: &str, range: Range<usize>, entry: &Entry) -> Mention {
        Mention {
            country: entry.territory,
            place: entry.place.as_deref().map(str::to_owned),
            provider: entry.provider.as_deref().map(str::to_owned),
            kind: entry.kind,
            certainty: entry.certainty,
            also_in: entry.also_in.clone(),
            outside: self.outside.before(folded, range.start).is_some(),
            range,
        }
    }

    /// Whether the name stands for itself, and is not part of the name of a law or a framework.
    fn is_place(&self, folded: &str, start: usize, end: usize) -> bool {
        let rest = folded[end..].trim_start();
        let named = self.not_after.iter().any(|word| follows(rest, word) || follows(&folded[end..], word));
        !named && self.not_before.before(folded, start).is_none()
    }

    /// Two-letter country codes in upper case that stand alone in `text`, in brackets, in a cell or on a line of their
    /// own: "(DE)", "| US |", "NL/BE". Ranges are bytes of `text`. A bare code inside a sentence is never one.
    pub fn find_codes(&self, text: &str) -> Vec<Mention> {
        let closed = |byte: u8| matches!(byte, b'(' | b')' | b'[' | b']' | b'|' | b'\t' | b'\n' | b'\r');
        let mut found = Vec::new();
        let mut start = 0;
        let bytes = text.as_bytes();
        for end in 0..=bytes.len() {
            if bytes.get(end).is_none_or(|&byte| closed(byte)) {
                let closes = matches!(bytes.get(end), Some(b')' | b']'));
                let opened = start > 0 && matches!(bytes[start - 1], b'(' | b'[');
                // "(EU) 2016/679" is the number of a law
                let law = closes && text[end + 1..].trim_start().starts_with("20");
                if opened == closes && !law {
                    self.cell_codes(text, start..end, &mut found);
                }
                start = end + 1;
            }
        }
        found
    }

    /// The codes of a cell that holds nothing but codes.
    fn cell_codes(&self, text: &str, cell: Range<usize>, found: &mut Vec<Mention>) {
        let alone = !matches!(text.as_bytes().get(cell.end), Some(b')' | b']'));
        let mut mentions = Vec::new();
        let mut at = cell.start;
        for part in text[cell].split([',', '/', ';', ' ', '&', '*', '\u{a0}']) {
            let range = at..at + part.len();
            // the separators are one byte each but the no-break space
            at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
            if part.is_empty() || matches!(part, "en" | "and" | "und" | "et" | "of" | "or") {
                continue;
            }
            let Some(mention) = self.code(part, range, alone) else { return };
            mentions.push(mention);
        }
        found.append(&mut mentions);
    }

    fn code(&self, part: &str, range: Range<usize>, alone: bool) -> Option<Mention> {
        let codes = &self.codes;
        let zone = matches!(part, "EU" | "EEA" | "EER" | "EWR" | "EEE");
        let country = match part {
            "EU" => Territory::Eu,
            _ if zone => Territory::Eea,
            _ => {
                let code = Code::new(part)?;
                let code = codes.aliases.iter().find(|(alias, _)| *alias == code).map_or(code, |(_, meant)| *meant);
                codes.known.binary_search(&code).ok()?;
                Territory::Country(code)
            }
        };
        let listed = |list: &[Code]| Code::new(part).is_some_and(|code| list.contains(&code));
        if listed(&codes.never) || (listed(&codes.seldom) && !alone) {
            return None;
        }
        let kind = if zone { Kind::Zone } else { Kind::Country };
        let certainty = if listed(&codes.seldom) { Certainty::Ambiguous } else { Certainty::Certain };
        Some(Mention {
            range,
            country,
            place: None,
            provider: None,
            kind,
            certainty,
            also_in: Vec::new(),
            outside: false,
        })
    }
}

/// Whether a name is part of an address on the web or of the number of a decision ("2010/87/EU").
fn on_the_web(folded: &str, start: usize, end: usize) -> bool {
    let bytes = folded.as_bytes();
    let decision = start > 1 && bytes[start - 1] == b'/' && bytes[start - 2].is_ascii_digit();
    let before = decision || (start > 0 && matches!(bytes[start - 1], b'@' | b'.'));
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    before || (matches!(bytes.get(end), Some(b'@' | b'.')) && letter(end + 1))
}

/// Whether `rest` opens with `word` as a whole word.
fn follows(rest: &str, word: &str) -> bool {
    rest.strip_prefix(word)
        .is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()) || word.ends_with('-'))
}

/// English adjectives are met in agreements of any language.
fn speaks(lang: Lang, entry: &Entry) -> bool {
    entry.lang.is_none_or(|own| own == lang || (own == Lang::En && entry.kind == Kind::Adjective))
}

fn codes(tables: &Tables) -> Codes {
    let table = &tables.countries;
    Codes {
        known: table.country.iter().map(|country| country.code).collect(),
        aliases: table.code_aliases.iter().filter_map(|(alias, &code)| Some((Code::new(alias)?, code))).collect(),
        never: table.codes_never.clone(),
        seldom: table.codes_seldom.clone(),
    }
}

/// All names; of equal ones the first counts, so a country goes before a town of its name.
fn entries(tables: &Tables) -> Vec<(String, Entry)> {
    let mut out = Vec::with_capacity(4_000);
    ambiguous_countries(tables, &mut out);
    countries(tables, &mut out);
    zones(tables, &mut out);
    regions(tables, &mut out);
    places(tables, &mut out);
    adjectives(tables, &mut out);
    out
}

fn ambiguous_countries(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    for name in &tables.places.also_a_country {
        let entry = Entry {
            certainty: Certainty::Ambiguous,
            also_in: name.also_in.clone(),
            ..plain(Territory::Country(name.country), Kind::Country)
        };
        out.push((name.name.clone(), entry));
    }
}

fn countries(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    let ordinary = &tables.countries.ordinary_words;
    for country in &tables.countries.country {
        let territory = Territory::Country(country.code);
        let lists = [(&country.nl), (&country.en), (&country.de), (&country.fr), (&country.colloquial)];
        for (list, names) in lists.into_iter().enumerate() {
            let certainty = if list == 4 { Certainty::Colloquial } else { Certainty::Certain };
            for name in names {
                let one = |(code, names): (&String, &Vec<String>)| names.contains(name).then(|| code.parse().ok())?;
                let lang = tables.countries.one_language.iter().find_map(one);
                let entry =
                    Entry { certainty, lang, capitals: capitals(name, ordinary), ..plain(territory, Kind::Country) };
                out.push((name.clone(), entry));
            }
        }
    }
}

fn adjectives(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    let ordinary = &tables.countries.ordinary_words;
    for country in &tables.countries.country {
        for lang in Lang::ALL {
            for name in country.adjectives.get(lang.code()).into_iter().flatten() {
                let entry = Entry {
                    lang: Some(lang),
                    capitals: capitals(name, ordinary),
                    ..plain(Territory::Country(country.code), Kind::Adjective)
                };
                out.push((name.clone(), entry));
            }
        }
    }
}

fn zones(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    let ordinary = &tables.countries.ordinary_words;
    for zone in &tables.zones.zone {
        let territory = Territory::parse(&zone.is).expect("a zone's table names a territory, which a test holds");
        let kind = if territory == Territory::Imprecise { Kind::Imprecise } else { Kind::Zone };
        for name in &zone.names {
            out.push((name.clone(), Entry { capitals: capitals(name, ordinary), ..plain(territory, kind) }));
        }
    }
}

fn places(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    let table = &tables.places;
    for country in &table.country {
        for names in &country.places {
            let elsewhere = table.ambiguous.iter().find(|place| Some(&place.name) == names.first());
            for name in names {
                let entry = Entry {
                    place: names.first().map(|name| name.as_str().into()),
                    certainty: if elsewhere.is_some() { Certainty::Ambiguous } else { Certainty::Certain },
                    also_in: elsewhere.map(|place| place.also_in.clone()).unwrap_or_default(),
                    capitals: capitals(name, &table.ordinary_words),
                    ..plain(Territory::Country(country.code), Kind::City)
                };
                out.push((name.clone(), entry));
            }
        }
    }
}

/// Region codes, and those of their availability zones ("eu-west-1a").
fn regions(tables: &Tables, out: &mut Vec<(String, Entry)>) {
    let table = &tables.regions;
    for provider in &table.provider {
        for region in &provider.regions {
            for name in &region.names {
                let zones = name.contains('-') && name.ends_with(|c: char| c.is_ascii_digit());
                let ends: &[&str] = if zones { &["", "a", "b", "c"] } else { &[""] };
                for end in ends {
                    let entry = Entry {
                        place: Some(region.place.as_str().into()),
                        provider: Some(provider.name.as_str().into()),
                        capitals: capitals(name, &table.ordinary_words),
                        ..plain(Territory::Country(region.country), Kind::Region)
                    };
                    out.push((format!("{name}{end}"), entry));
                }
            }
        }
    }
}

fn plain(territory: Territory, kind: Kind) -> Entry {
    Entry {
        territory,
        kind,
        certainty: Certainty::Certain,
        place: None,
        provider: None,
        also_in: Vec::new(),
        lang: None,
        capitals: Capitals::Any,
    }
}

fn capitals(name: &str, ordinary: &[String]) -> Capitals {
    if !ordinary.iter().any(|word| word == name) {
        return Capitals::Any;
    }
    let all = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if all { Capitals::All } else { Capitals::First }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(mention: &Mention) -> String {
        let mut out = mention.country.as_str().unwrap_or("?").to_owned();
        if let Some(place) = &mention.place {
            out = out + ":" + place;
        }
        match mention.kind {
            Kind::Adjective => out += " adjective",
            Kind::Region => out += " region",
            _ => {}
        }
        match mention.certainty {
            Certainty::Ambiguous => out += " ambiguous",
            Certainty::Colloquial => out += " colloquial",
            Certainty::Certain => {}
        }
        out + if mention.outside { " outside" } else { "" }
    }

    #[track_caller]
    fn check(lang: Lang, text: &str, expect: &[&str]) {
        let folded = Folded::new(text);
        let found = Tables::embedded().gazetteer().find_in(text, &folded, lang);
        let shown: Vec<_> = found.iter().map(shown).collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[track_caller]
    fn check_codes(text: &str, expect: &[&str]) {
        let found = Tables::embedded().gazetteer().find_codes(text);
        for mention in &found {
            assert_eq!(text[mention.range.clone()].len(), mention.range.len());
        }
        let shown: Vec<_> = found.iter().map(shown).collect();
        assert_eq!(shown, expect, "{text}");
    }

    use Lang::{De, En, Fr, Nl};

    #[test]
    fn countries_in_four_languages() {
        check(Nl, "opslag in Duitsland, Oekraïne en de Verenigde Staten", &["DE", "UA", "US"]);
        check(Nl, "servers staan in nederland", &["NL"]);
        check(En, "stored in Germany, the Netherlands or the United Kingdom", &["DE", "NL", "GB"]);
        check(De, "in Österreich und in den Vereinigten Staaten", &["AT", "US"]);
        check(Fr, "en Belgique, aux Pays-Bas et aux États-Unis", &["BE", "NL", "US"]);
        check(Nl, "in Noord-Ierland en Ierland", &["GB", "IE"]);
        check(Nl, "Zuid-Korea, Nieuw-Zeeland, Kazachstan, Curaçao", &["KR", "NZ", "KZ", "CW"]);
        check(Nl, "de VS, het VK en de V.S.", &["US", "GB", "US"]);
        check(Nl, "Engeland en Amerika", &["GB colloquial", "US colloquial"]);
    }

    #[test]
    fn towns_and_regions() {
        check(Nl, "datacenter in Frankfurt am Main", &["DE:Frankfurt am Main"]);
        check(Nl, "Nuremberg, Duitsland", &["DE:Nuremberg", "DE"]);
        check(Nl, "Nürnberg en Neurenberg", &["DE:Nuremberg", "DE:Nuremberg"]);
        check(En, "Dublin, Ireland", &["IE:Dublin ambiguous", "IE"]);
        check(En, "Dublin, Ohio", &["US:Dublin, Ohio"]);
        check(
            En,
            "Cambridge; Birmingham; Georgia",
            &["GB:Cambridge ambiguous", "GB:Birmingham ambiguous", "GE ambiguous"],
        );
        check(En, "AWS eu-west-1 and eu-central-1a", &["IE:Ireland region", "DE:Frankfurt region"]);
        check(En, "Azure region West Europe", &["NL:Netherlands region"]);
        check(En, "europe-west4 (Eemshaven)", &["NL:Eemshaven region", "NL:Eemshaven"]);
        check(Nl, "hosting te Londen en Parijs", &["GB:London", "FR:Paris ambiguous"]);
        check(En, "us-east-1, Ashburn, Virginia", &["US:Northern Virginia region", "US:Ashburn", "US:Virginia"]);
    }

    #[test]
    fn zones_and_wide_words() {
        check(Nl, "binnen de EER", &["EEA"]);
        check(Nl, "buiten de EER", &["EEA outside"]);
        check(Nl, "buiten de Europese Economische Ruimte", &["EEA outside"]);
        check(En, "outside the European Union", &["EU outside"]);
        check(De, "außerhalb des Europäischen Wirtschaftsraums", &["EEA outside"]);
        check(Fr, "hors de l'Espace économique européen", &["EEA outside"]);
        check(Nl, "doorgifte naar een derde land", &["third-country-unspecified"]);
        check(
            En,
            "outside the EEA, the UK or Switzerland, in India",
            &["EEA outside", "GB outside", "CH outside", "IN"],
        );
        check(En, "any non-EEA subprocessor", &["EEA outside"]);
        check(Nl, "wereldwijd en in Europa", &["third-country-unspecified", "?"]);
        check(En, "transfer to third countries", &["third-country-unspecified"]);
    }

    #[test]
    fn adjectives_are_no_places() {
        check(Nl, "Nederlands recht", &["NL adjective"]);
        check(Nl, "de Duitse toezichthouder", &["DE adjective"]);
        check(En, "governed by Dutch law", &["NL adjective"]);
        check(De, "nach deutschem Recht", &["DE adjective"]);
        check(Fr, "une société française", &["FR adjective"]);
    }

    #[test]
    fn ordinary_words_are_no_places() {
        check(En, "Contact us in no. 4 and polish it, lets go", &[]);
        check(En, "servers in the US", &["US"]);
        check(Nl, "de us en vs. zoals een ede", &[]);
        check(Nl, "Duitsland en lets anders", &["DE"]);
        check(Nl, "te Ede", &["NL:Ede"]);
        check(De, "in Indien", &["IN"]);
        check(De, "Die Insel, das Essen und das Island-Projekt", &["IS"]);
        check(Fr, "une réunion a eu lieu", &[]);
        check(En, "Verordening (EU) 2016/679, EU-US Data Privacy Framework", &[]);
        check(Nl, "Indien de namen ontbreken, besluit 2010/87/EU", &[]);
        check(En, "the UK Addendum and UK GDPR", &[]);
        check(En, "Standard Contractual Clauses (UK) and the UK government", &[]);
        check(En, "EU Standard Contractual Clauses", &[]);
        check(Nl, "info@nederland.nl en www.belgie.be", &[]);
        check(Nl, "", &[]);
    }

    #[test]
    fn without_the_text_ordinary_words_stay_out() {
        let found = Tables::embedded().gazetteer().find("the us and germany", En);
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), ["DE"]);
    }

    #[test]
    fn codes_count_only_alone() {
        check_codes("Hosting (DE) door X", &["DE"]);
        check_codes("| NL | hosting | US |", &["NL", "US"]);
        check_codes("NL/BE", &["NL", "BE ambiguous"]);
        check_codes("(NL, DE en FR)", &["NL", "DE", "FR"]);
        check_codes("UK", &["GB"]);
        check_codes("IT", &["IT ambiguous"]);
        check_codes("afdeling (IT) en (HR)", &[]);
        check_codes("opgeslagen IN NL of DE", &[]);
        check_codes("Verordening (EU) 2016/679", &[]);
        check_codes("the European Commission (EC)", &[]);
        check_codes("(EU)", &["EU"]);
        check_codes("(SE", &[]);
        check_codes("", &[]);
        check_codes("é|DE|é", &["DE"]);
    }
}
