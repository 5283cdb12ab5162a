//! What a reader of the paper sees, by example.

use std::sync::OnceLock;

use crate::clause::segment;
use crate::extract::{Facts, Paper, extract};
use crate::read::{Limits, read};
use crate::rules::{Rules, Scan, View};
use crate::text::Lang;
use crate::value::Tables;

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(Rules::built_in)
}

fn with<T>(lang: Lang, text: &str, f: impl FnOnce(&Facts, &str) -> T) -> T {
    let document = read(text.as_bytes(), "x", "x", &Limits::default()).expect("a text reads").value;
    let clauses = segment(&document);
    let view = View::new(&document, &clauses, lang, &[]);
    let scan = Scan::new(rules(), &view);
    let paper = Paper::read(&scan, Tables::embedded());
    f(&extract(&paper, &scan, Tables::embedded()), &document.text)
}

#[track_caller]
fn check_parties(lang: Lang, text: &str, expect: &[&str]) {
    with(lang, text, |facts, _| {
        let found: Vec<String> = facts
            .parties
            .iter()
            .map(|party| {
                let numbers: Vec<_> =
                    party.registrations.iter().map(|it| format!(" {} {}", it.scheme, it.value)).collect();
                let name = party.name.as_deref().unwrap_or(if party.placeholder { "?" } else { "masked" });
                let country = party.country.as_deref().map(|it| format!(" [{it}]")).unwrap_or_default();
                format!("{}: {name}{}{country}", party.role.name(), numbers.concat())
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    });
}

#[track_caller]
fn check_blanks(lang: Lang, text: &str, expect: &[&str]) {
    with(lang, text, |facts, all| {
        let found: Vec<&str> = facts.placeholders.iter().map(|blank| blank.evidence.first.of(all)).collect();
        assert_eq!(found, expect, "{text}");
    });
}

#[track_caller]
fn check_signature(lang: Lang, text: &str, expect: &str) {
    with(lang, text, |facts, _| {
        let signature = &facts.signature;
        let date = signature.date.as_deref().unwrap_or("-");
        assert_eq!(format!("{} {date} {}", signature.state.name(), signature.blanks.len()), expect, "{text}");
    });
}

#[track_caller]
fn check_aliases(lang: Lang, text: &str, expect: &[&str]) {
    let document = read(text.as_bytes(), "x", "x", &Limits::default()).expect("a text reads").value;
    let clauses = segment(&document);
    let view = View::new(&document, &clauses, lang, &[]);
    let scan = Scan::new(rules(), &view);
    let found = Paper::read(&scan, Tables::embedded()).role_names();
    let found: Vec<String> = found.iter().map(|alias| format!("{}={}", alias.name, alias.role)).collect();
    assert_eq!(found, expect, "{text}");
}

const ARTICLES: &str = "\n\nArtikel 1: Onderwerp\n1. Verwerker helpt.\n\nArtikel 2: Duur\n1. Een jaar.\n";

#[test]
fn german_and_french_papers_name_their_parties() {
    check_parties(
        Lang::De,
        "zwischen\n\nBirkenau Schule gGmbH, Ringweg 3, 24103 Kiel\n- Verantwortlicher - nachstehend Auftraggeber genannt -\n\nund\n\nFederleicht IT GmbH, Amtsgericht Jena, HRB 51234\n- Auftragsverarbeiter - nachstehend Auftragnehmer genannt -\n\n§ 1 Gegenstand\n\n(1) Der Auftragnehmer betreibt einen Stundenplan.\n",
        &["controller: Birkenau Schule gGmbH", "processor: Federleicht IT GmbH hrb HRB 51234 [DE]"],
    );
    check_parties(
        Lang::De,
        "zwischen der Lindner GmbH, Ahornweg 4, Graz (Auftraggeber) und der Wolkenhaus GmbH, Am Hafen 9, Wien (Auftragnehmer)\n\n§ 1 Gegenstand\n\n(1) Der Auftragnehmer betreibt einen Stundenplan.\n",
        &["controller: Lindner GmbH [AT]", "processor: Wolkenhaus GmbH [AT]"],
    );
    check_parties(
        Lang::Fr,
        "La société Bouleau SAS, dont le siège est sis 3 rue Haute à Nantes, ci-après dénommée « le Responsable de traitement »,\n\nEt\n\nLa société Plume Numérique SARL, dont le siège est à Lyon, ci-après dénommée « le Sous-traitant »,\n\nArticle 1. Objet\n\n1.1 Le Sous-traitant tient un carnet.\n",
        &["controller: Bouleau SAS [FR]", "processor: Plume Numérique SARL [FR]"],
    );
}

#[test]
fn parties_of_the_introduction() {
    let check = |text: &str, expect: &[&str]| check_parties(Lang::Nl, &format!("{text}{ARTICLES}"), expect);
    check(
        "Partijen:\n1. Stichting De Ringelmus, gevestigd te Zandpad 3, 7731 AA Ommen, hierna “Onderwijsinstelling”;\nen\n\
         2. **Puikdata B.V.**, KvK-nummer 99990172, gevestigd te Ommen, hierna “Verwerker”.",
        &["controller: Stichting De Ringelmus", "processor: Puikdata B.V. kvk 99990172 [NL]"],
    );
    check(
        "Partijen:\n1. <naam school>, hierna: Onderwijsinstelling\n2. Puikdata, gevestigd te Ommen, hierna: Verwerker",
        &["controller: ?", "processor: Puikdata"],
    );
    check(
        "Gesloten tussen Puikdata B.V. (\"Verwerker\") en haar klanten (de klant is de \"Beheerder\").",
        &["controller: ?", "processor: Puikdata B.V."],
    );
    check(
        "Partijen\n\n**Verwerkingsverantwoordelijke (“Klant”):**\nNaam: ______________\n\n**Verwerker:**\n\
         Naam: Quirijn Hommel (eenmanszaak)\nKvK-nummer: 99990172",
        &["controller: ?", "processor: Quirijn Hommel kvk 99990172 [NL]"],
    );
    check(
        "Partijen:\n1. Abeel B.V. en Beuk B.V., hierna gezamenlijk: Opdrachtgever\n2. Puikdata B.V. (hierna “Puik” of “Verwerker”)",
        &["controller: Abeel B.V.", "controller: Beuk B.V.", "processor: Puikdata B.V."],
    );
    check(
        "Overeenkomst tussen [naam klant] (Verwerkingsverantwoordelijke) en Puikdata B.V. (Verwerker).",
        &["controller: ?", "processor: Puikdata B.V."],
    );
    check(
        "## Partijen\n\n| | Verwerkingsverantwoordelijke | Verwerker |\n|--|--|--|\n| Naam | Stichting Abeel | Puikdata B.V. |\n| KvK-nummer | | 99990172 |\n",
        &["controller: Stichting Abeel", "processor: Puikdata B.V. kvk 99990172 [NL]"],
    );
    check(
        "Partijen:\n1. Stichting Abeel, hierna: Onderwijsinstelling\n2. Xxxxxxx Xxxx, hierna: Verwerker",
        &["controller: Stichting Abeel", "processor: masked"],
    );
}

#[test]
fn parties_of_standard_terms() {
    let check = |text: &str, expect: &[&str]| check_parties(Lang::En, text, expect);
    check(
        "Data Terms\nThese terms are between Larkmoor Ltd. (“Larkmoor”) and any customer that orders a plan (“Customer”).\n\
         1. Roles\n1.1 Larkmoor acts as processor.\n2. Term\n2.1 One year.",
        &["controller: ?", "processor: Larkmoor Ltd."],
    );
    check(
        "Data Terms\nThis addendum belongs to the contract between Customer and Larkmoor AI, Inc. (the “Processor” or “Larkmoor”).\n\
         1. Roles\n1.1 Larkmoor helps.\n2. Term\n2.1 One year.",
        &["controller: ?", "processor: Larkmoor AI, Inc."],
    );
    check(
        "Terms\n1. Scope\n1.1 A contract between every customer of larkmoor GmbH, hereinafter referred to as \"client\", \
         and larkmoor GmbH, hereinafter referred to as \"contractor\".\n2. Term\n2.1 One year.",
        &["controller: ?", "processor: larkmoor GmbH"],
    );
    check(
        "Agreement\nbetween Quillmere Ltd (the “Company”) and Larkmoor Inc. (the “Data Processor”).\n\
         (A) The Company acts as a Data Controller.\n1. Roles\n1.1 The Data Processor helps.\n2. Term\n2.1 One year.",
        &["controller: Quillmere Ltd", "processor: Larkmoor Inc."],
    );
    check(
        "Terms\n1. Words\n1.1 “Glue Rules”, “Controller” and “Processor” mean what the law says.\n2. Scope\n\
         2.1 Larkmoor processes Personal Data on behalf of Customer.",
        &["controller: ?", "processor: Larkmoor"],
    );
}

#[test]
fn brackets_and_lines_are_blanks() {
    let check = |text: &str, expect: &[&str]| check_blanks(Lang::Nl, text, expect);
    check("De school <naam van de school> te <plaats>.", &["<naam van de school>", "<plaats>"]);
    check("Zie <https://puik.example> of <ol style=\"x\"> en <br>.", &[]);
    check("De heer [naam] en [INVULLEN] en [zie noot](http://x) en [3].", &["[naam]", "[INVULLEN]"]);
    check("Wij noemen de leverancier/distributeur en vragen rollen, accounts, ... te melden.", &[]);
    check("Datum: ……/……/20……", &["Datum: ……/……/20……"]);
    check("Bedrag: ____________ euro", &["Bedrag: ____________"]);
    check("1. Duur ........ 3\n2. Kosten ........ 4\n", &[]);
    check("Lijst:\n- roosters\n- ...\n", &["..."]);
    check("Geheim: Xxxxx Xxxxxxx te Xxxxxx, tel. 00-0000000.", &[]);
}

#[test]
fn of_alternative_formulas_one_is_enough() {
    let open = "Partijen:\n- De stichting <naam stichting> te <plaats>, of\n- De vereniging <naam vereniging>, of\n- De gemeente <naam gemeente>,\nhierna: Onderwijsinstelling";
    with(Lang::Nl, open, |facts, _| {
        let counts: Vec<usize> = facts.placeholders.iter().map(|blank| blank.evidence.more.len()).collect();
        assert_eq!(counts, [2, 0]);
    });
    let filled = open.replace("De vereniging <naam vereniging>", "De vereniging Vereniging Het Abeel");
    check_blanks(Lang::Nl, &filled, &[]);
}

#[test]
fn signatures() {
    let block = |left: &str, right: &str| {
        format!(
            "Artikel 1: Duur\n1. Een jaar.\nArtikel 2: Slot\n1. Klaar.\n\nOndertekening\nAldus in tweevoud ondertekend.\nOnderwijsinstelling | Verwerker |\nNaam: {left} | Naam: {right} |\nDatum: {left} | Datum: {right} |\n"
        )
    };
    let nl = |text: String, expect: &str| check_signature(Lang::Nl, &text, expect);
    nl(block("………………………", "………………………"), "blank - 4");
    nl(block("………………………", "3 mei 2026"), "partly 2026-05-03 2");
    nl(block("1 mei 2026", "3 mei 2026"), "signed 2026-05-03 0");
    check_signature(Lang::Nl, "Artikel 1: Duur\n1. Een jaar.\n", "unknown - 0");
    let table = "# Overeenkomst\n\n## Artikel 1 — Duur\n\nEen jaar.\n\n## Artikel 2 — Ondertekening\n\n| | School | Verwerker |\n|--|--|--|\n| Naam | | Q. Hommel |\n| Datum | | |\n| Handtekening | | |\n";
    check_signature(Lang::Nl, table, "blank - 3");
    let stacked = "1. Term\n1.1 One year.\n2. End\n2.1 Done.\n\nSigned by the parties:\n\nLarkmoor\n\nName: Q. Hommel\n\nDate: 4 May 2026\n\nCustomer\n\nName:\n\nDate:\n";
    check_signature(Lang::En, stacked, "partly 2026-05-04 2");
}

#[test]
fn names_used_as_roles() {
    check_aliases(
        Lang::En,
        "Terms between Larkmoor Ltd (“Larkmoor”) and the customer.\n1. Duty\n1.1 Larkmoor shall act as processor.\n2. More\n2.1 Larkmoor shall help.",
        &["larkmoor ltd=processor", "larkmoor=processor"],
    );
    check_aliases(
        Lang::En,
        "Agreement\nbetween Quillmere Ltd (the “Company”) and Larkmoor Inc. (the “Data Processor”).\n(A) The Company acts as a Data Controller.\n1. Duty\n1.1 The Company shall pay.\n2. Term\n2.1 One year.",
        &["quillmere ltd=controller", "company=controller"],
    );
    check_aliases(
        Lang::Nl,
        &format!("Partijen:\n1. <naam>, hierna: Onderwijsinstelling\n2. Puikdata B.V., hierna: Verwerker{ARTICLES}"),
        &[],
    );
    check_aliases(
        Lang::Nl,
        &format!(
            "Partijen:\n1. <naam>, hierna: Onderwijsinstelling\n2. Puikdata B.V., hierna: Verwerker{ARTICLES}3. Puikdata Rooster toont lessen. Puikdata Toets zal cijfers tonen. Puikdata Klas toont namen.\n"
        ),
        &[],
    );
}

#[test]
fn versions_and_terms() {
    let text = "Overeenkomst\nArtikel 1: Definities\na. Rooster: de lessen van een week;\nb. Klant: wie een plan koopt;\nArtikel 2: Duur\n1. Een jaar (de “Looptijd”).\nBijlage 1: Uitleg\nVersie 2.3 van maart 2025\n";
    with(Lang::Nl, text, |facts, _| {
        let terms: Vec<&str> = facts.definitions.iter().map(|it| it.term.as_str()).collect();
        assert_eq!(terms, ["Rooster", "Klant", "Looptijd"]);
        assert_eq!(facts.definitions[1].role, Some(crate::extract::Role::Controller));
        let versions: Vec<_> = facts.versions.iter().map(|it| (it.text.as_str(), it.date.as_deref())).collect();
        assert_eq!(versions, [("2.3 van maart 2025", Some("2025-03"))]);
    });
}

#[test]
fn masked_words_are_neither_blanks_nor_names() {
    with(Lang::Nl, "De heer Xxxxx Xxxxxxx, Xxxxxxx 0-00, 0000 XX Xxxxxx, tekent.", |facts, text| {
        let found: Vec<&str> = facts.redactions.iter().map(|it| it.first.of(text)).collect();
        assert_eq!(found, ["Xxxxx Xxxxxxx, Xxxxxxx 0-00, 0000 XX Xxxxxx"]);
        assert!(facts.placeholders.is_empty());
    });
}
