//! The words of the report in its languages, side by side: Dutch, English, and Dutch in Flanders where that differs.
//!
//! In: a [`Word`] and a [`Tongue`]. Out: the words a reader sees. Not here: sentences about an agreement; those are
//! worded in the rule files.

use crate::compare::Wording;
use crate::text::Lang;

/// Language of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Dutch.
    Nl,
    /// Dutch in Flanders.
    Be,
    /// English.
    En,
}

impl Tongue {
    /// The language a report is in when nobody chose one: Dutch about a Dutch agreement, else English.
    pub fn about(language: Option<Lang>) -> Self {
        if language == Some(Lang::Nl) { Self::Nl } else { Self::En }
    }

    /// The language of the report on one agreement: the one asked for, else [`Tongue::about`] its language. Which Dutch
    /// it is, the agreement tells.
    pub fn for_report(asked: Option<Self>, language: Option<Lang>, flemish: bool) -> Self {
        match asked.unwrap_or_else(|| Self::about(language)) {
            Self::Nl if flemish => Self::Be,
            tongue => tongue,
        }
    }

    /// Whether it is Dutch, of either kind.
    pub fn is_dutch(self) -> bool {
        matches!(self, Self::Nl | Self::Be)
    }

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::Be => "nl-BE",
            Self::En => "en",
        }
    }

    /// The sentence in this language, or in the other one where only that was written.
    pub fn of(self, wording: &Wording) -> &str {
        let (own, other) = match self {
            // The Dutch of a wording is that of its agreement.
            Self::Nl | Self::Be => (&wording.nl, &wording.en),
            Self::En => (&wording.en, &wording.nl),
        };
        if own.is_empty() { other } else { own }
    }
}

/// The words for `key`.
pub fn word(tongue: Tongue, key: Word) -> &'static str {
    let (nl, en, be) = key.all();
    match tongue {
        Tongue::Nl => nl,
        Tongue::Be => be.unwrap_or(nl),
        Tongue::En => en,
    }
}

/// The words for `key` with `{name}` replaced by its value.
pub(super) fn fill(tongue: Tongue, key: Word, values: &[(&str, &str)]) -> String {
    let mut text = word(tongue, key).to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// `one` or `many` with `{n}` replaced.
pub(super) fn count(tongue: Tongue, n: usize, one: Word, many: Word) -> String {
    fill(tongue, if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

macro_rules! words {
    (@be) => { None };
    (@be $be:literal) => { Some($be) };
    ($($key:ident: $nl:literal, $en:literal $(, $be:literal)?;)*) => {
        /// Everything the report says by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Word {
            $(#[doc = $en] $key,)*
        }

        impl Word {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$key,)*];

            fn all(self) -> (&'static str, &'static str, Option<&'static str>) {
                match self {
                    $(Self::$key => ($nl, $en, words!(@be $($be)?)),)*
                }
            }
        }
    };
}

words! {
    Title: "Afwijkingenrapport verwerkersovereenkomst", "Deviation report, data processing agreement";
    FactsTitle: "Gegevens uit de verwerkersovereenkomst", "Facts of the data processing agreement";
    Identity: "Documentkenmerk", "Document";
    IdentityTitle: "Titel", "Title";
    Processor: "Verwerker", "Processor";
    Controller: "Verantwoordelijke", "Controller";
    File: "Bestand", "File";
    Digest: "SHA-256", "SHA-256";
    SignedOn: "Datum", "Date";
    NotFilledIn: "niet ingevuld", "not filled in";
    PageOne: "1 pagina", "1 page";
    PageMany: "{n} pagina's", "{n} pages";
    ModelAndCertainty: "Model en zekerheid", "Model and certainty";
    FollowsModel: "Volgt model", "Follows model";
    ComparedWith: "Vergeleken met", "Compared with";
    RecognisedBy: "Herkend aan", "Recognised by";
    FactTables: "Feitentabellen", "Fact tables";
    AsOf: "stand per {date}", "as of {date}";
    NoModel: "geen bekend model herkend", "no known model recognised";
    NotCompared: "geen model", "no model";
    Verdict: "Oordeel", "Verdict";
    AgainstModels: "Ten opzichte van {models}: {counts}.", "Against {models}: {counts}.";
    BlockingFirst: "De blokkerende punten vragen een oplossing vóór ondertekening of gebruik.", "The blocking points ask for a solution before signing or use.";
    NothingFound: "In wat is beoordeeld zijn ten opzichte van {models} geen verschillen gevonden; dat is geen goedkeuring.", "In what was assessed no differences from {models} were found; that is no approval.";
    ComparedWithNothing: "Er is met geen model vergeleken; verschillen met een model zijn dus niet vastgesteld.", "No model was compared with, so no differences from one were established.";
    FoundAnyway: "Los daarvan: {counts}.", "Apart from that: {counts}.";
    And: "en", "and";
    NoBlocking: "geen blokkerende punten", "no blocking points";
    BlockingOne: "1 blokkerend punt", "1 blocking point";
    BlockingMany: "{n} blokkerende punten", "{n} blocking points";
    MajorOne: "1 belangrijk punt", "1 major point";
    MajorMany: "{n} belangrijke punten", "{n} major points";
    MinorOne: "1 aandachtspunt", "1 minor point";
    MinorMany: "{n} aandachtspunten", "{n} minor points";
    InfoOne: "1 punt ter informatie", "1 point for information";
    InfoMany: "{n} punten ter informatie", "{n} points for information";
    Status: "Documentstatus", "Document state";
    FillInOne: "nog 1 plaats in te vullen", "1 place still to be filled in";
    FillInMany: "nog {n} plaatsen in te vullen", "{n} places still to be filled in";
    SignatureSigned: "ondertekening aangetroffen, geldigheid niet onderzocht", "signature found, its validity not examined";
    SignaturePartly: "ondertekening deels ingevuld", "signature partly filled in";
    SignatureBlank: "ondertekening niet aangetroffen", "no signature found";
    SignatureUnknown: "ondertekening niet vast te stellen", "signature cannot be established";
    Blocking: "Blokkerend", "Blocking";
    Major: "Belangrijk", "Major";
    Minor: "Aandachtspunten", "Minor points";
    MinorElsewhere: "Andere aandachtspunten staan in de lijsten hieronder.", "Other minor points stand in the lists below.";
    Info: "Ter informatie", "For information";
    More: "en nog {n}, hieronder", "and {n} more, below";
    MoreBlocking: "Blokkerend, vervolg", "Blocking, continued";
    MoreMajor: "Belangrijk, vervolg", "Major, continued";
    Found: "Staat er", "Stands there";
    Expected: "Gevraagd", "Asked";
    Remedy: "Vraag of doe", "Ask or do";
    Basis: "Grondslag", "Basis";
    Place: "Vindplaats", "Place";
    Searched: "Gezocht in", "Searched in";
    Everywhere: "het hele document", "the whole document";
    Nearest: "Dichtst erbij", "Nearest";
    Article: "art. {number}", "art. {number}";
    Preamble: "aanhef", "preamble";
    Recitals: "overwegingen", "recitals";
    Signatures: "ondertekening", "signatures";
    Page: "blz. {n}", "page {n}";
    Line: "regel {n}", "line {n}";
    Characters: "teken {from}–{to}", "characters {from}–{to}";
    NotInBody: "buiten de lopende tekst", "outside the running text";
    KeyFacts: "Kerngegevens", "Key facts";
    StorageCountries: "Landen", "Countries";
    Subprocessors: "Subverwerkers", "Sub-processors";
    TransferGround: "Doorgiftegrond", "Transfer ground";
    BreachNotice: "Meldtermijn datalek", "Breach notice", "Meldtermijn inbreuk";
    Objection: "Bezwaartermijn", "Time to object";
    Retention: "Bewaartermijn", "Retention";
    EndOfTerm: "Einde overeenkomst", "End of agreement";
    Audit: "Audit, wie betaalt", "Audit, who pays";
    SpecialCategories: "Bijzondere gegevens", "Special categories";
    Contact: "Contact", "Contact";
    Parties: "Partijen", "Parties";
    AnswerNone: "uitdrukkelijk geen", "expressly none";
    AnswerBlank: "leeg gelaten", "left blank";
    AnswerRedacted: "onleesbaar gemaakt", "made unreadable";
    AnswerNotFound: "niet gevonden", "not found";
    AnswerNotAssessed: "niet beoordeeld", "not assessed";
    NotAssessed: "Niet beoordeeld of onleesbaar", "Not assessed or unreadable";
    NothingLeftOut: "niets gemeld", "nothing reported";
    Unfinished: "De overeenkomst is niet afgesloten: {places}.", "The agreement is not concluded: {places}.";
    SeeFillIn: "Zie de lijst «{list}».", "See the list “{list}”.";
    FillInList: "Nog in te vullen", "Still to be filled in";
    Questions: "Vragen aan de leverancier", "Questions to the supplier";
    Contradictions: "Tegenstrijdigheden binnen het document", "Contradictions within the document";
    References: "Verwijzingen die niet kloppen", "References that lead nowhere";
    Improvements: "Gunstiger dan het model", "Better than the model";
    ModelRemarks: "Punten die uit het model zelf komen", "Points that come from the model itself";
    ModelRemarksNote: "Deze punten staan zo in het model en tellen niet als afwijking ervan.", "These points stand in the model as they are and do not count as deviations from it.";
    Requirements: "Getoetste eisen", "Requirements checked";
    RequirementSatisfied: "gevonden", "found";
    RequirementPartial: "deels gevonden", "partly found";
    RequirementViolated: "ontbreekt of tegengesteld", "missing or contrary";
    RequirementNotApplicable: "niet van toepassing", "not applicable";
    RequirementUndetermined: "niet vast te stellen", "cannot be told";
    WhatThisIsNot: "Wat dit rapport niet is", "What this report is not";
    Disclaimer: "Dit rapport beschrijft verschillen en bijzonderheden. Het is geen juridisch advies en geen goedkeuring. Het leest alleen de tekst van dit bestand: of de praktijk ermee overeenkomt, of bijlagen buiten het bestand bestaan en of een handtekening geldig is, is niet onderzocht. Wat niet is gemeld, kan toch een bezwaar zijn.", "This report describes differences and peculiarities. It is no legal advice and no approval. It reads only the text of this file: whether practice agrees with it, whether annexes exist outside the file and whether a signature is valid was not examined. What is not reported may still be an objection.";
    Unread: "Niet gelezen", "Not read";
    Reading: "Opmerkingen bij het lezen", "Remarks about the reading";
    Overview: "Overzicht van {n} overeenkomsten", "Overview of {n} agreements";
    ColumnName: "Overeenkomst", "Agreement";
    ColumnModel: "Model", "Model";
    ColumnBlocking: "Blokk.", "Block.";
    ColumnMajor: "Belangr.", "Major";
    ColumnFillIn: "In te vullen", "To fill in";
    ColumnThird: "Buiten EER", "Outside EEA";
    ColumnState: "Ondertekening", "Signature";
    StateSigned: "aangetroffen", "found";
    StatePartly: "deels", "partly";
    StateBlank: "niet aangetroffen", "not found";
    StateUnknown: "onbekend", "unknown";
    NoneNamed: "geen genoemd", "none named";
    Activity: "activiteit", "activity";
    ActivityStorage: "opslag", "storage";
    ActivityProcessing: "verwerking", "processing";
    ActivitySupport: "ondersteuning", "support";
    ActivityTransfer: "doorgifte", "transfer";
    ZoneEea: "EER", "EEA";
    ZoneAdequate: "passend beschermingsniveau", "adequate";
    ZoneConditional: "onder voorwaarden", "conditional";
    ZoneThird: "derde land", "third country";
    ZoneUnknown: "onbekend", "unknown";
    ThirdUnnamed: "derde land zonder naam", "unnamed third country";
    BySubprocessor: "subverwerker", "sub-processor";
    DeclaredExternal: "lijst buiten het document", "list outside the document";
    AuthorisationGeneral: "algemene toestemming", "general authorisation";
    AuthorisationSpecific: "specifieke toestemming", "specific authorisation";
    AuthorisationMixed: "algemene en specifieke toestemming naast elkaar", "general and specific authorisation side by side";
    WordingUndueDelay: "zonder onredelijke vertraging", "without undue delay";
    WordingImmediate: "onmiddellijk", "immediately";
    WordingPrompt: "spoedig", "promptly";
    ChoiceController: "keuze bij de verantwoordelijke", "the controller chooses";
    ChoiceProcessor: "keuze bij de verwerker", "the processor chooses";
    ChoiceDelete: "alleen wissen", "deletion only";
    ChoiceReturn: "alleen teruggeven", "return only";
    ChoiceUnstated: "wissen en teruggeven, wie kiest staat er niet", "deletion and return, nobody named to choose";
    Within: "binnen {time}", "within {time}";
    AuditRight: "recht op controle", "right to audit";
    PayerController: "de verantwoordelijke betaalt", "the controller pays";
    PayerProcessor: "de verwerker betaalt", "the processor pays";
    PayerShared: "kosten gedeeld", "costs shared";
    PayerUnstated: "wie betaalt staat er niet", "who pays is not said";
    Every: "per {time}", "every {time}";
    Notice: "aankondiging {time}", "notice {time}";
    AtMost: "hoogstens {time}", "at most {time}";
    AtLeast: "minstens {time}", "at least {time}";
    AfterEnd: "na het einde", "after the end";
    AfterCollection: "na verkrijging", "after collection";
    AfterBackup: "na de back-up", "after the back-up";
    AfterRequest: "na verzoek", "after a request";
    AfterDeletion: "na wissen", "after deletion";
    BusinessDayOne: "1 werkdag", "1 business day";
    BusinessDayMany: "{n} werkdagen", "{n} business days";
    YearOne: "1 jaar", "1 year";
    YearMany: "{n} jaar", "{n} years";
    MonthOne: "1 maand", "1 month";
    MonthMany: "{n} maanden", "{n} months";
    WeekOne: "1 week", "1 week";
    WeekMany: "{n} weken", "{n} weeks";
    DayOne: "1 dag", "1 day";
    DayMany: "{n} dagen", "{n} days";
    HourOne: "1 uur", "1 hour";
    HourMany: "{n} uur", "{n} hours";
    MinuteOne: "1 minuut", "1 minute";
    MinuteMany: "{n} minuten", "{n} minutes";
    PageMark: "Pagina {n}", "Page {n}";
    FurnitureMark: "Terzijde gezet: kop- en voetregels, paginanummers, watermerken", "Set aside: running heads, page numbers, watermarks";
    HiddenMark: "Verborgen tekst: voor een lezer niet te zien", "Hidden text: a reader cannot see it";
    NoClauses: "Er zijn geen genummerde bepalingen herkend.", "No numbered clauses were recognised.";
    WarnPageWithoutText: "Deze pagina bevat geen tekst (een afbeelding, of leeg) en is niet gelezen.", "This page holds no text (an image, or empty) and was not read.";
    WarnGarbledText: "De tekst van deze pagina leest niet als taal; wat erop staat kan gemist zijn.", "The text of this page does not read as language; what it says may have been missed.";
    WarnDamaged: "Het bestand was beschadigd en is tijdens het lezen hersteld.", "The file was damaged and was mended while reading.";
    WarnLimitReached: "Een grens is bereikt ({detail}); wat daarna komt is niet gelezen.", "A limit was reached ({detail}); what comes after it was not read.";
    WarnTrackedChanges: "Het bestand bevat nog niet aanvaarde wijzigingen ({detail}); gelezen is de tekst met die wijzigingen.", "The file holds changes that are still open ({detail}); the text with these changes was read.";
    WarnComments: "Het bestand bevat opmerkingen ({detail}); die zijn niet beoordeeld.", "The file holds comments ({detail}); they were not assessed.";
    WarnHiddenText: "Tekst die een lezer niet ziet is terzijde gezet ({detail} tekens).", "Text a reader cannot see was set aside ({detail} characters).";
    WarnEncoding: "De tekens passen niet bij de gevonden codering ({detail}); sommige kunnen verkeerd zijn gelezen.", "The bytes do not fit the encoding found ({detail}); some characters may have been misread.";
    WarnUnreadPart: "Een deel van het bestand is niet gelezen ({detail}).", "A part of the file was not read ({detail}).";
    ErrorNotFound: "er is geen bestand met deze naam", "there is no file of this name";
    ErrorDenied: "dit bestand mag niet worden geopend", "this file may not be opened";
    ErrorFolder: "dit is een map, verwacht een bestand", "this is a folder, expected a file";
    ErrorPanic: "het programma liep vast op dit bestand, meld dit alstublieft", "the program failed on this file, please report this";
    ErrorEmpty: "het bestand is leeg", "the file is empty";
    ErrorTooLarge: "het bestand heeft {bytes} bytes, verwacht hoogstens {limit}", "the file has {bytes} bytes, expected at most {limit}";
    ErrorUnsupported: "dit lijkt op {what}, verwacht PDF, DOCX, ODT, HTML of tekst", "this looks like {what}, expected PDF, DOCX, ODT, HTML or text";
    ErrorPassword: "het bestand opent alleen met een wachtwoord; bewaar het zonder", "the file opens only with a password; save it without one";
    ErrorDamaged: "het bestand is beschadigd: geen leesbare {part}", "the file is damaged: no readable {part}";
    ErrorNoText: "de {pages} pagina('s) bevatten geen tekst, waarschijnlijk een scan; deze versie leest geen afbeeldingen", "the {pages} page(s) hold no text, most likely a scan; this version reads no images";
    ErrorLimit: "het lezen stopte bij de grens voor {what}", "reading stopped at the limit for {what}";
    ChangesTitle: "Wat is er veranderd", "What has changed";
    Versions: "Versies", "Versions";
    VersionOld: "Oud", "Old";
    VersionNew: "Nieuw", "New";
    FindingsNew: "Nieuwe punten", "New points";
    FindingsSolved: "Opgeloste punten", "Solved points";
    UnchangedOne: "1 punt is gebleven", "1 point has stayed";
    UnchangedMany: "{n} punten zijn gebleven", "{n} points have stayed";
    ChangedFacts: "Gegevens die verschillen", "Facts that differ";
    ChangedWordings: "Gewijzigde tekst", "Changed wording";
    ChangedWordingsNote: "Weggevallen woorden staan tussen [- -], nieuwe tussen {+ +}.", "Words left out stand between [- -], new ones between {+ +}.";
    NoneChanged: "geen", "none";
    NothingElse: "niets anders", "nothing else";
    MinorPoint: "Aandachtspunt", "Minor point";
    WordingAltered: "gewijzigd", "altered";
    WordingAdded: "toegevoegd", "added";
    WordingRemoved: "weggelaten", "removed";
    WordingMoved: "verplaatst", "moved";
    ChangeAt: "{kind}, {place}", "{kind}, {place}";
    ChangesDisclaimer: "Dit overzicht beschrijft verschillen tussen twee teksten. Het is geen juridisch advies en geen goedkeuring.", "This overview describes differences between two texts. It is no legal advice and no approval.";
    PageLanguage: "nl", "en";
    SkipToPoints: "Naar de punten", "Skip to the points";
    Contents: "Inhoud", "Contents";
    Points: "Punten per onderwerp", "Points by topic";
    Point: "Punt {n}", "Point {n}";
    BackToPoint: "Terug naar punt {n}", "Back to point {n}";
    BackToFact: "Terug naar gegeven: {n}", "Back to fact: {n}";
    BackToRequirement: "Terug naar eis {n}", "Back to requirement {n}";
    SeverityMinor: "Aandachtspunt", "Minor point";
    SectionParties: "Partijen en ondertekening", "Parties and signature";
    SectionPurposes: "Doel en persoonsgegevens", "Purposes and personal data";
    SectionSecurity: "Beveiliging en vertrouwelijkheid", "Security and confidentiality";
    SectionBreaches: "Datalekken", "Breaches", "Inbreuken";
    SectionRights: "Rechten van betrokkenen en medewerking", "Rights of data subjects and assistance";
    SectionTransfers: "Opslag en doorgifte buiten de EER", "Storage and transfer outside the EEA";
    SectionSubprocessors: "Subverwerkers", "Sub-processors";
    SectionRetention: "Bewaren en vernietigen", "Retention and deletion";
    SectionAudit: "Audit", "Audit";
    SectionLiability: "Aansprakelijkheid", "Liability";
    SectionChange: "Wijziging en einde", "Change and end";
    SectionLaw: "Toepasselijk recht", "Governing law";
    SectionOther: "Overige onderwerpen", "Other topics";
    ClauseTable: "Overzicht per artikel", "Overview by article";
    ColumnClause: "Artikel", "Article";
    ColumnHeading: "Opschrift", "Heading";
    ColumnPlace: "Plaats", "Place";
    ColumnPoints: "Punten", "Points";
    ColumnRequirements: "Eisen gevonden", "Requirements found";
    ColumnRequirement: "Eis", "Requirement";
    ColumnOutcome: "Uitkomst", "Outcome";
    ColumnWhat: "Gegeven", "Fact";
    ColumnAnswer: "Wat het document zegt", "What the document says";
    ColumnCountry: "Land", "Country";
    ColumnTown: "Plaatsnaam", "Town";
    ColumnActivity: "Activiteit", "Activity";
    ColumnZone: "Zone", "Zone";
    ColumnWhose: "Van wie", "Whose";
    ColumnGround: "Grond", "Ground";
    ColumnService: "Dienst", "Service";
    ColumnAddress: "Adres", "Address";
    ColumnTerm: "Termijn", "Term";
    ColumnText: "Zoals vermeld", "As printed";
    ColumnReason: "Waarom", "Why";
    FactsHeading: "Gegevens", "Facts";
    AllAnswers: "Alle gegevens", "All facts";
    FactAnnexes: "Bijlagen", "Annexes";
    FactCertifications: "Certificeringen", "Certifications";
    FactDataCategories: "Soorten gegevens", "Categories of data";
    FactDataSubjects: "Betrokkenen", "Data subjects";
    FactDefinitions: "Begrippen", "Definitions";
    FactGoverningLaw: "Toepasselijk recht", "Governing law";
    FactLiabilityCap: "Grens aan aansprakelijkheid", "Cap on liability";
    FactPlaceholders: "Lege plaatsen", "Blanks";
    FactProducts: "Producten", "Products";
    FactPurposes: "Doelen", "Purposes";
    FactMeasures: "Maatregelen", "Measures";
    FactSignature: "Ondertekening", "Signature";
    FactVersions: "Versies", "Versions";
    FactVersion: "Versie", "Version";
    FactRedactions: "Onleesbaar gemaakt", "Made unreadable";
    AgreementText: "Tekst van de overeenkomst", "Text of the agreement";
    AgreementTextNote: "De tekst zoals gelezen. Gemarkeerd is waarop het rapport rust; wat er in kleine letters achter staat leidt terug naar het punt, het gegeven of de eis. Tekens die niet te zien zijn of de schrijfrichting omkeren staan er als code.", "The text as read. Marked is what the report rests on; the small print after it leads back to the point, the fact or the requirement. Characters that cannot be seen or that turn the direction of writing are shown as codes.";
    TableRegion: "Tabel {n}", "Table {n}";
    MadeBy: "Gemaakt met dpa {version}, regels {digest}, feitentabellen per {date}.", "Made by dpa {version}, rules {digest}, fact tables as of {date}.";
    BackToOverview: "Terug naar het overzicht", "Back to the overview";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in braces, sorted.
    fn holes(text: &str) -> Vec<&str> {
        let mut holes: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        holes.sort_unstable();
        holes
    }

    #[test]
    fn every_word_stands_in_every_language_with_the_same_holes() {
        for &key in Word::ALL {
            let said = [Tongue::Nl, Tongue::Be, Tongue::En].map(|tongue| word(tongue, key));
            assert!(said.iter().all(|words| !words.trim().is_empty()), "{key:?}");
            assert!(said.iter().all(|words| holes(words) == holes(said[0])), "{key:?}");
        }
    }

    /// A word of the report that would be replaced in a sentence of a rule has its own Flemish.
    #[test]
    fn no_word_in_flemish_is_one_of_the_netherlands_only() {
        let rules = crate::rules::Rules::built_in();
        for &key in Word::ALL {
            let said = word(Tongue::Be, key);
            assert_eq!(rules.dialect.reworded(said), said, "{key:?}");
        }
    }

    #[test]
    fn a_sentence_in_one_language_serves_both() {
        let wording = Wording { nl: "zin".into(), en: String::new() };
        assert_eq!((Tongue::Nl.of(&wording), Tongue::En.of(&wording)), ("zin", "zin"));
    }
}
