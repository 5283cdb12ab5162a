//! Facts that clauses state: retention, places, sub-processors, breach notice, audit, end, law.
//!
//! In: a scanned document. Out: those fields of [`Facts`]. Not here: the paper itself (`paper`), and the
//! language in which facts are stated (`rules/facts`).

mod audit;
mod breach;
mod conduct;
mod end;
mod grid;
mod law;
mod listed;
mod locations;
mod mechanisms;
mod names;
mod retention;
mod said;
mod state;
mod subprocessors;

use super::Facts;
use crate::rules::Scan;
use crate::value::Tables;

/// Fills in what clauses state.
pub(super) fn extract(scan: &Scan<'_, '_>, tables: &Tables, facts: &mut Facts) {
    let notes = said::notes(scan);
    let context = said::Context { scan, tables, notes: &notes };
    let grounds = mechanisms::extract(context, facts);
    let places = subprocessors::extract(context, facts, &grounds);
    locations::extract(context, facts, &grounds, places);
    retention::extract(context, facts);
    breach::extract(context, facts);
    audit::extract(context, facts);
    end::extract(context, facts);
    law::extract(context, facts);
    listed::extract(context, facts);
    conduct::extract(context, facts);
}

#[cfg(test)]
mod tests {
    use crate::analysis::{Analysis, Options, assess};
    use crate::extract::{Facts, State};
    use crate::read::{Limits, read};
    use crate::rules::Rules;
    use crate::text::Lang;
    use std::sync::OnceLock;

    fn analysis(lang: Lang, text: &str) -> Analysis {
        static RULES: OnceLock<Rules> = OnceLock::new();
        let parsed = read(text.as_bytes(), "example.txt", "example.txt", &Limits::default()).expect("text is read");
        let options = Options { model: None, language: Some(lang) };
        assess(parsed.value, parsed.warnings, RULES.get_or_init(Rules::built_in), &options)
    }

    #[track_caller]
    fn check(lang: Lang, text: &str, show: fn(&Facts) -> String, expect: &str) {
        assert_eq!(show(&analysis(lang, text).facts), expect, "{text}");
    }

    fn items(facts: &Facts) -> String {
        let item = |item: &crate::extract::Subprocessor| {
            format!(
                "{} ({}) {}",
                item.name,
                item.service.as_deref().unwrap_or("-"),
                item.country.as_deref().unwrap_or("-")
            )
        };
        facts.subprocessors.items.iter().map(item).collect::<Vec<_>>().join("; ")
    }

    fn places(facts: &Facts) -> String {
        let place = |place: &crate::extract::Location| {
            let side = if place.subprocessor { "sub" } else { "own" };
            format!("{} {} {side} {}", place.country, place.activity.name(), place.zone)
        };
        facts.locations.iter().map(place).collect::<Vec<_>>().join("; ")
    }

    fn terms(facts: &Facts) -> String {
        let term = |kept: &crate::extract::Retention| {
            format!("{} {} {}", kept.term.iso, kept.qualifier.name(), kept.trigger.name())
        };
        facts.retention.iter().map(term).collect::<Vec<_>>().join("; ")
    }

    fn choice(facts: &Facts) -> String {
        facts.end_of_term.choice.as_ref().map_or("-", |(choice, _)| *choice).to_owned()
    }

    fn breach(facts: &Facts) -> String {
        let term = facts.breach_notice.term.as_ref().map_or("-", |term| term.iso.as_str());
        format!("{term} {}", facts.breach_notice.wording.as_ref().map_or("-", |(word, _)| *word))
    }

    fn authorisation(facts: &Facts) -> String {
        let facts = &facts.subprocessors;
        let iso = |term: &Option<crate::extract::Term>| term.as_ref().map_or("-".to_owned(), |term| term.iso.clone());
        format!(
            "{} {} objection {} notice {}",
            facts.declared.name(),
            facts.authorisation.name(),
            iso(&facts.objection),
            iso(&facts.notice)
        )
    }

    #[test]
    fn sub_processors_are_read_from_tables_lists_labels_and_flattened_tables() {
        let table = "Bijlage 2: Subverwerkers\n\n| Naam | Dienst | Land |\n|---|---|---|\n\
                     | Vorstgaard ApS, Kajen 4, Aarhus | opslag | Denemarken |\n| Olijf Mail S.r.l. | e-mail | Italië |\n";
        check(Lang::Nl, table, items, "Vorstgaard ApS (opslag) DK; Olijf Mail S.r.l. (e-mail) IT");
        let flat = "Bijlage 2: Subverwerkers\n\nSubverwerker\n\nDienst\n\nLand\n\nVorstgaard (VG)\n\nopslag\n\nDenemarken\n\n\
                    Olijf Mail\n\ne-mail\n\nCanada\n\nDeze lijst wordt ieder jaar door partijen nagekeken en zo nodig aangepast.\n";
        check(Lang::Nl, flat, items, "Vorstgaard (VG) (opslag) DK; Olijf Mail (e-mail) CA");
        check(Lang::Nl, flat, places, "DK storage sub eea; CA processing sub conditional");
        let list = "Annex 2: Sub-processors\n\nThe Vendor uses the following Sub-processors:\n\n\
                    - Elmwick Ltd (hosting)\n- Fjordhus AS (mail)\n";
        check(Lang::En, list, items, "Elmwick Ltd (hosting) -; Fjordhus AS (mail) -");
    }

    #[test]
    fn a_place_is_not_taken_from_conditions_denials_seats_and_laws() {
        for text in [
            "Indien gegevens worden opgeslagen in Brazilië, meldt Leverancier dat.",
            "Er worden geen gegevens opgeslagen in Brazilië.",
            "De gegevens worden opgeslagen in een kluis, en indien nodig in een tweede kluis.",
            "Leverancier is gevestigd te Rio de Janeiro, Brazilië, en verwerkt gegevens.",
        ] {
            check(Lang::Nl, text, places, "");
        }
        for text in ["Data are processed as the laws of Brazil require.", "No data are sent to Brazil."] {
            check(Lang::En, text, places, "");
        }
    }

    #[test]
    fn a_place_outside_the_eea_is_found_however_it_is_said() {
        check(Lang::Nl, "De cloudopslag is in Amerika.", places, "US storage own conditional");
        check(Lang::Nl, "In Canada worden de gegevens opgeslagen.", places, "CA storage own conditional");
        check(Lang::En, "Data is kept on Canadian servers.", places, "CA storage own conditional");
        check(
            Lang::En,
            "The servers are in the U.S. and Norway.",
            places,
            "US storage own conditional; NO storage own eea",
        );
        check(Lang::En, "Our support staff access data from India.", places, "IN support own third");
        check(
            Lang::En,
            "Data may be transferred outside the EEA, the United Kingdom or Switzerland.",
            places,
            "third-country-unspecified transfer own third",
        );
    }

    #[test]
    fn a_retention_term_has_its_bound_and_what_starts_it() {
        check(Lang::Nl, "De logs worden ten minste 1 jaar bewaard.", terms, "P1Y min other");
        check(
            Lang::Nl,
            "Binnen zes weken na beëindiging van de overeenkomst worden alle gegevens verwijderd.",
            terms,
            "P6W max end-of-agreement",
        );
        check(Lang::En, "Copies are overwritten no later than 40 days after deletion.", terms, "P40D max deletion");
        check(Lang::En, "Invoices are payable within 30 days after receipt.", terms, "");
    }

    #[test]
    fn the_longest_breach_term_promised_counts() {
        let text = "Leverancier meldt een datalek onverwijld aan Klant.\n\n\
                    Een datalek meldt Leverancier binnen 24 uur aan Klant.\n\nDatalekken worden gemeld binnen 3 dagen.";
        check(Lang::Nl, text, breach, "P3D without-undue-delay");
    }

    #[test]
    fn the_choice_at_the_end_is_the_one_named() {
        check(Lang::En, "At the Customer's choice the Vendor shall delete or return all data.", choice, "controller");
        check(Lang::Nl, "Bij beëindiging worden de gegevens teruggegeven of vernietigd.", choice, "unstated");
        check(
            Lang::Nl,
            "Na beëindiging geeft Leverancier de gegevens terug en vernietigt hij ze, tenzij bewaring nodig is op verzoek van Klant.",
            choice,
            "unstated",
        );
        check(Lang::En, "On termination the Vendor shall erase all data.", choice, "delete-only");
    }

    #[test]
    fn time_to_object_and_notice_are_kept_apart() {
        let text = "Klant geeft algemene toestemming voor het inzetten van subverwerkers. Leverancier informeert Klant \
                    40 dagen vooraf over een nieuwe subverwerker. Klant kan binnen 10 werkdagen bezwaar maken.";
        check(Lang::Nl, text, authorisation, "absent general objection P10D notice P40D");
        let none = "Leverancier maakt geen gebruik van subverwerkers.";
        check(Lang::Nl, none, authorisation, "none none objection - notice -");
    }

    #[test]
    fn states_tell_blank_from_nothing_found() {
        let state = |text: &str, fact: &str| {
            let analysis = analysis(Lang::Nl, text);
            match analysis.facts.states.get(fact) {
                Some(State::Found(_)) => "found",
                Some(State::None(_)) => "none",
                Some(State::Blank(_)) => "blank",
                Some(State::Redacted(_)) => "redacted",
                Some(State::NotFound(_)) => "not-found",
                None => "missing",
            }
        };
        assert_eq!(state("Bewaartermijn:\t……\nVersie:\t2\n", "retention"), "blank");
        assert_eq!(state("Bewaartermijn:\t4 jaar\nVersie:\t2\n", "retention"), "found");
        assert_eq!(state("Bewaartermijn:\txxx xxxx\nVersie:\t2\n", "retention"), "redacted");
        assert_eq!(state("Partijen overleggen.\n", "retention"), "not-found");
        assert_eq!(state("Leverancier maakt geen gebruik van subverwerkers.\n", "subprocessors"), "none");
        for fact in ["locations", "breach_notice", "audit", "end_of_term", "governing_law", "liability_cap"] {
            assert_eq!(state("Partijen overleggen.\n", fact), "not-found", "{fact}");
        }
    }
}
