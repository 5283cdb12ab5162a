//! The closed words that structure an agreement, folded: what an article, an annex, a recital, a signature is called.
//!
//! In: folded words. Out: [`Word`] and tests on lines. Not here: names of models, parties or places.

/// A word that opens a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    /// Artikel, article, art.
    Article,
    /// The paragraph sign.
    Paragraph,
    /// Clause.
    Clause,
    /// Section, sectie, Abschnitt.
    Section,
    /// Deel, part, chapter: parts that hold articles.
    Part,
    /// Bijlage, annex, schedule.
    Annex,
    /// Table: heads a part of an annex, and nothing in an article.
    Table,
}

const LABELS: [(&str, Word); 56] = [
    ("artikel", Word::Article),
    ("article", Word::Article),
    ("art.", Word::Article),
    ("art", Word::Article),
    ("ziffer", Word::Article),
    ("bepaling", Word::Clause),
    ("clausule", Word::Clause),
    ("klausel", Word::Clause),
    ("clause", Word::Clause),
    ("par.", Word::Paragraph),
    ("paragraaf", Word::Paragraph),
    ("paragraph", Word::Paragraph),
    ("section", Word::Section),
    ("sectie", Word::Section),
    ("abschnitt", Word::Section),
    ("afdeling", Word::Section),
    ("deel", Word::Part),
    ("part", Word::Part),
    ("teil", Word::Part),
    ("partie", Word::Part),
    ("hoofdstuk", Word::Part),
    ("chapter", Word::Part),
    ("kapitel", Word::Part),
    ("chapitre", Word::Part),
    ("titel", Word::Part),
    ("title", Word::Part),
    ("titre", Word::Part),
    ("tabel", Word::Table),
    ("table", Word::Table),
    ("tabelle", Word::Table),
    ("tableau", Word::Table),
    ("bijlage", Word::Annex),
    ("bijlagen", Word::Annex),
    ("bijvoegsel", Word::Annex),
    ("aanhangsel", Word::Annex),
    ("addendum", Word::Annex),
    ("appendix", Word::Annex),
    ("appendice", Word::Annex),
    ("annex", Word::Annex),
    ("annexe", Word::Annex),
    ("anlage", Word::Annex),
    ("anhang", Word::Annex),
    ("schedule", Word::Annex),
    ("exhibit", Word::Annex),
    ("attachment", Word::Annex),
    ("enclosure", Word::Annex),
    ("beilage", Word::Annex),
    ("piece jointe", Word::Annex),
    ("annexure", Word::Annex),
    ("bylage", Word::Annex),
    ("beveiligingsbijlage", Word::Annex),
    ("privacybijlage", Word::Annex),
    ("privacybijsluiter", Word::Annex),
    ("sous-annexe", Word::Annex),
    ("subbijlage", Word::Annex),
    ("addenda", Word::Annex),
];

/// Whether an annex may be called by this word alone, without number or title.
const NEEDS_NUMBER: [&str; 7] = ["addendum", "addenda", "bijlagen", "titel", "title", "titre", "beveiligingsbijlage"];

/// The label word a folded line begins with, and its length.
pub(super) fn label_word(folded: &str) -> Option<(Word, &'static str)> {
    LABELS
        .iter()
        .filter(|(word, _)| folded.starts_with(word) && !folded[word.len()..].starts_with(|c: char| c.is_alphabetic()))
        .max_by_key(|(word, _)| word.len())
        .map(|&(word, kind)| (kind, word))
}

/// Whether `word` opens an annex only together with a number.
pub(super) fn needs_number(word: &str) -> bool {
    NEEDS_NUMBER.contains(&word)
}

const RECITALS: [&str; 13] = [
    "overwegingen",
    "considerans",
    "achtergrond",
    "recitals",
    "background",
    "preamble",
    "considerants",
    "preambule",
    "praambel",
    "erwagungsgrunde",
    "vorbemerkung",
    "vorbemerkungen",
    "considerations",
];

const CONSIDERING: [&str; 14] = [
    "overwegen",
    "overwegende",
    "partijen overwegen",
    "partijen nemen in aanmerking",
    "nemen het volgende in overweging",
    "nemen in aanmerking",
    "in overweging nemende",
    "in aanmerking nemende",
    "whereas",
    "considering",
    "considerant",
    "attendu",
    "in erwagung",
    "etant prealablement",
];

/// A line that opens the recitals: a heading of one of these words, or a sentence that breaks off after them.
pub(super) fn opens_recitals(folded: &str) -> bool {
    let bare = folded.trim_end_matches([':', '.', ' ', ',']);
    let after =
        |word: &str| bare.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',']));
    let words = bare.split(' ').count();
    RECITALS.contains(&bare)
        || words <= 8 && CONSIDERING.iter().any(|word| after(word))
        || words <= 10 && (bare.ends_with("overwegende dat") || bare.ends_with("in aanmerking nemende dat"))
}

const INTRODUCTIONS: [&str; 8] =
    ["inleiding", "introductie", "introduction", "einleitung", "einfuhrung", "voorwoord", "preambule", "preamble"];

/// A heading over the opening.
pub(super) fn introduces(folded: &str) -> bool {
    INTRODUCTIONS.contains(&folded.trim_end_matches([':', '.', ' ']))
}

const AGREEMENTS: [&str; 9] =
    ["overeenkomst", "agreement", "addendum", "contract", "vertrag", "vereinbarung", "contrat", "accord", "terms"];
const ANNEXED_TO: [&str; 12] =
    ["bij ", "van ", "behorend", "to ", "of ", "zu ", "zum ", "zur ", "au ", "a l", "du ", "de "];

/// A title that calls the text itself an agreement, not something that belongs to one.
pub(super) fn names_agreement(folded: &str) -> bool {
    let belongs = |before: &str| ANNEXED_TO.iter().any(|word| format!(" {before}").contains(&format!(" {word}")));
    AGREEMENTS.iter().any(|word| folded.find(word).is_some_and(|at| !belongs(&folded[..at])))
}

const PARTIES: [&str; 18] = [
    "partijen",
    "de partijen",
    "ondergetekenden",
    "de ondergetekenden",
    "tussen",
    "parties",
    "the parties",
    "the undersigned",
    "between",
    "vertragsparteien",
    "die parteien",
    "parteien",
    "zwischen",
    "les parties",
    "entre",
    "entre les soussignes",
    "les soussignes",
    "contracting parties",
];

/// A line that heads the list of parties.
pub(super) fn heads_parties(folded: &str) -> bool {
    PARTIES.contains(&folded.trim_end_matches([':', '.', ' ', ',']))
}

const SIGNING: [&str; 36] = [
    "aldus overeengekomen",
    "aldus opgemaakt",
    "aldus getekend",
    "aldus ondertekend",
    "aldus in tweevoud",
    "voor akkoord",
    "opgemaakt in",
    "opgemaakt te",
    "getekend te",
    "getekend op",
    "getekend door",
    "in witness whereof",
    "signed by",
    "signed for",
    "signed on behalf",
    "agreed and accepted",
    "agreed and signed",
    "accepted and agreed",
    "executed by",
    "executed as",
    "the parties have signed",
    "the parties' authorized signatories",
    "place/date",
    "place, date",
    "plaats, datum",
    "plaats/datum",
    "ort, datum",
    "ort/datum",
    "unterschriften",
    "fait a ",
    "fait en ",
    "lu et approuve",
    "signature page",
    "overeengekomen en ondertekend",
    "zo overeengekomen",
    "by signing this",
];

const SIGNING_HEADS: [&str; 16] = [
    "ondertekening",
    "ondertekeningen",
    "handtekening",
    "handtekeningen",
    "ondertekening door partijen",
    "slotformule",
    "signature",
    "signatures",
    "signing",
    "signature block",
    "execution",
    "unterschrift",
    "unterschriften",
    "unterzeichnung",
    "signataires",
    "signatures des parties",
];

/// A heading over signatures.
pub(super) fn heads_signatures(folded: &str) -> bool {
    SIGNING_HEADS.contains(&folded.trim_end_matches([':', '.', ' ']))
}

/// A heading over signatures that no annex has for a field of its own ("Signature:" stands in model annexes).
pub(super) fn ends_annexes(folded: &str) -> bool {
    heads_signatures(folded)
        && !["signature", "handtekening", "unterschrift"].contains(&folded)
        && !folded.ends_with(':')
}

/// A line that opens the signature block.
pub(super) fn opens_signatures(folded: &str) -> bool {
    SIGNING.iter().any(|word| folded.starts_with(word)) || heads_signatures(folded)
}

const CONTENTS: [&str; 9] = [
    "inhoud",
    "inhoudsopgave",
    "inhoudsopgaaf",
    "table of contents",
    "contents",
    "inhaltsverzeichnis",
    "inhalt",
    "table des matieres",
    "sommaire",
];

/// A line that heads a table of contents.
pub(super) fn heads_contents(folded: &str) -> bool {
    CONTENTS.contains(&folded.trim_end_matches([':', '.', ' ']))
}

/// A heading over defined terms: their run-in titles are terms, not headings.
pub(super) fn defines(folded: &str) -> bool {
    ["definiti", "begrip", "begriff", "interpretation", "defined terms"].iter().any(|word| folded.contains(word))
}

/// A version or date line such as stands under "Version".
pub(super) fn dated(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// A line to fill in.
pub(super) fn blank(text: &str) -> bool {
    text.contains("__") || text.contains("……") || text.contains("....")
}

/// `Pagina 3 van 11`, `Page 3 of 11`, `- 3 -`.
pub(super) fn page_number(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let numeral = |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [page, number, of, total] => {
            ["pagina", "page", "seite", "blad"].contains(page)
                && numeral(number)
                && ["van", "of", "von", "sur", "/"].contains(of)
                && numeral(total)
        }
        [page, number] => ["pagina", "page", "seite", "blad"].contains(page) && number.split('/').all(numeral),
        ["-", number, "-"] => numeral(number),
        _ => false,
    }
}

const COLUMNS: [&str; 60] = [
    "naam",
    "name",
    "nom",
    "bedrijf",
    "company",
    "entity",
    "entiteit",
    "unternehmen",
    "societe",
    "firma",
    "land",
    "country",
    "pays",
    "locatie",
    "location",
    "plaats",
    "standort",
    "ort",
    "lieu",
    "localisation",
    "dienst",
    "diensten",
    "service",
    "services",
    "leistung",
    "doel",
    "doeleinde",
    "purpose",
    "zweck",
    "finalite",
    "activiteit",
    "activiteiten",
    "activity",
    "omschrijving",
    "beschrijving",
    "description",
    "beschreibung",
    "adres",
    "address",
    "adresse",
    "anschrift",
    "subverwerker",
    "sub-verwerker",
    "subprocessor",
    "sub-processor",
    "unterauftragnehmer",
    "unterauftragsverarbeiter",
    "sous-traitant",
    "waarborg",
    "waarborgen",
    "garantie",
    "overdrachtmechanisme",
    "doorgiftemechanisme",
    "transfer",
    "safeguards",
    "bewaartermijn",
    "categorie",
    "category",
    "kategorie",
    "functie",
];

/// A short line that names a column of a table.
pub(super) fn names_column(folded: &str) -> bool {
    let first = folded.split([' ', '/', ':']).next().unwrap_or("").trim_end_matches(['s', '?', ':']);
    let same = |word: &&'static str| word.trim_end_matches('s') == first;
    folded.split(' ').count() <= 8 && !folded.contains(',') && COLUMNS.iter().any(same)
}
