//! The words of the register beside those of the report: headings, and what it says of itself.
//!
//! In: nothing. Out: constants in every language. Not here: words of the report (`words`).

use super::super::words::{Tongue, Word, word};

/// Words in every language.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said {
    /// Words of the report.
    Report(Word),
    /// Dutch, English, and Dutch in Flanders where it differs.
    Own(&'static str, &'static str, Option<&'static str>),
}

impl Said {
    pub(super) fn of(self, tongue: Tongue) -> &'static str {
        match (self, tongue) {
            (Self::Report(key), _) => word(tongue, key),
            (Self::Own(_, en, _), Tongue::En) => en,
            (Self::Own(nl, _, be), Tongue::Be) => be.unwrap_or(nl),
            (Self::Own(nl, ..), Tongue::Nl) => nl,
        }
    }
}

macro_rules! said {
    ($($name:ident: $nl:literal, $en:literal $(, $be:literal)?;)*) => {
        $(pub(super) const $name: Said = Said::Own($nl, $en, said!(@be $($be)?));)*
        /// All of them.
        #[cfg(test)]
        pub(super) const ALL: &[Said] = &[$($name,)*];
    };
    (@be) => { None };
    (@be $be:literal) => { Some($be) };
}

said! {
    TITLE: "Register van verwerkersovereenkomsten", "Register of data processing agreements";
    REGISTER: "Register", "Register";
    SUBPROCESSORS: "Subverwerkers", "Sub-processors";
    RETENTION: "Bewaartermijnen", "Retention";
    FINDINGS: "Bevindingen", "Findings";
    BLANKS: "In te vullen", "To fill in";
    ABOUT: "Toelichting", "About";

    AGREEMENT: "Overeenkomst", "Agreement";
    CONTROLLER: "Verwerkingsverantwoordelijke", "Controller", "Schoolbestuur (verwerkingsverantwoordelijke)";
    REGISTRATION: "Registratie verwerker", "Registration of the processor", "Ondernemingsnummer verwerker";
    PRODUCT: "Product", "Product";
    PURPOSES: "Doeleinden", "Purposes";
    DATA: "Categorieën van persoonsgegevens", "Categories of personal data";
    SUBJECTS: "Categorieën van betrokkenen", "Categories of data subjects";
    SPECIAL: "Bijzondere categorieën", "Special categories";
    SUBPROCESSOR_COUNT: "Subverwerkers genoemd", "Sub-processors named";
    AUTHORISATION: "Toestemming voor subverwerkers", "Authorisation of sub-processors";
    COUNTRIES: "Landen (zone)", "Countries (zone)";
    LAW: "Toepasselijk recht", "Governing law";
    BREACH_CONTACT: "Contact bij een datalek", "Contact for a breach", "Contact bij een inbreuk";
    SIGNATURE: "Ondertekening", "Signature";
    MODEL: "Model", "Model";
    COUNT_BLOCKING: "Blokkerend", "Blocking";
    COUNT_MAJOR: "Belangrijk", "Major";
    COUNT_MINOR: "Aandachtspunt", "Minor";
    COUNT_BLANKS: "Nog in te vullen", "Still to fill in";
    READING: "Inlezen", "Reading";
    READ: "gelezen", "read";
    AS_OF: "Feitentabellen per", "Fact tables as of";

    ADEQUACY: "adequaatheidsbesluit", "adequacy decision";
    SCC: "modelcontractbepalingen (2021/914)", "standard contractual clauses (2021/914)";
    SCC_OLD: "modelcontractbepalingen (2010/87, vervallen)", "standard contractual clauses (2010/87, repealed)";
    DPF: "EU-VS Data Privacy Framework", "EU-US Data Privacy Framework";
    SHIELD: "Privacy Shield (ongeldig)", "Privacy Shield (invalid)";
    BCR: "bindende bedrijfsvoorschriften", "binding corporate rules";

    NAME: "Naam", "Name";
    SERVICE: "Dienst", "Service";
    ADDRESS: "Adres", "Address";
    COUNTRY: "Land", "Country";
    ZONE: "Zone", "Zone";
    CLAUSE: "Artikel", "Clause";
    PAGE: "Bladzijde", "Page";
    LINE: "Regel", "Line";
    TERM: "Termijn", "Term";
    ISO: "ISO 8601", "ISO 8601";
    CALENDAR: "Kalenderdagen", "Calendar days";
    BUSINESS: "Werkdagen", "Business days";
    QUALIFIER: "Soort", "Kind";
    AT_MOST: "hoogstens", "at most";
    AT_LEAST: "minstens", "at least";
    EXACTLY: "precies", "exactly";
    STARTS: "Loopt vanaf", "Starts at";
    OBJECT: "Waarvan", "Of what";
    QUOTE: "Tekst in de overeenkomst", "Words of the agreement";
    SEVERITY: "Zwaarte", "Severity";
    INFO: "Ter informatie", "For information";
    MATTER: "Wat is er", "What is the matter";
    RULE: "Regel van het programma", "Rule";
    NOTE: "Eigen aantekening", "Own note";
    NOTE_HELP: "Ruimte voor een eigen aantekening. Het programma leest deze kolom niet.", "Room for a note of your own. The program does not read this column.";
    DONE: "Afgehandeld", "Settled";
    DONE_HELP: "Kies ja of nee.", "Choose yes or no.";
    YES: "ja", "yes";
    NO: "nee", "no";

    WHAT: "Wat dit is", "What this is";
    WHAT_TEXT: "Een overzicht van wat in de gelezen overeenkomsten staat, voor het register van verwerkingsactiviteiten en de beoordeling van leveranciers. Elke rij komt uit de tekst van het genoemde bestand.", "An overview of what stands in the agreements read, for the record of processing activities and the assessment of suppliers. Every row comes from the text of the file named.";
    EMPTY: "Vier antwoorden", "Four answers";
    EMPTY_TEXT: "«Niet gevonden», «uitdrukkelijk geen», «leeg gelaten» en «onleesbaar gemaakt» zijn vier verschillende antwoorden; «niet beoordeeld» betekent dat er niet naar is gezocht. Een lege cel betekent dat de vraag hier niet speelt.", "“Not found”, “expressly none”, “left blank” and “made unreadable” are four different answers; “not assessed” means that nobody looked. An empty cell means that the question does not arise.";
    NOT_COMPLETE: "Wat er niet in staat", "What is not in it";
    NOT_COMPLETE_TEXT: "Het register van artikel 30 AVG vraagt ook gegevens die niet in een verwerkersovereenkomst staan, zoals de rechtsgrond van de school zelf en haar eigen ontvangers. Vul die zelf aan.", "The record of GDPR Article 30 also asks for what does not stand in a processing agreement, such as the school's own recipients. Add these yourself.", "Het register van artikel 30 AVG vraagt ook gegevens die niet in een verwerkersovereenkomst staan, zoals de ontvangers van het schoolbestuur zelf. Vul die zelf aan.";
    PROGRAM: "Programma", "Program";
    RULES: "Regels (digest)", "Rules (digest)";
    NUMBERS: "Overeenkomsten", "Agreements";
    NUMBERS_TEXT: "gelezen: {read}; niet gelezen: {unread}", "read: {read}; not read: {unread}";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_in_every_language() {
        let rules = crate::rules::Rules::built_in();
        for said in ALL {
            for tongue in [Tongue::Nl, Tongue::Be, Tongue::En] {
                assert!(!said.of(tongue).trim().is_empty(), "{said:?}");
            }
            let flemish = said.of(Tongue::Be);
            assert_eq!(rules.dialect.reworded(flemish), flemish);
        }
    }
}
