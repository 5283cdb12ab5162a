//! Texts in, outlines out.

use super::*;
use crate::read::{Limits, read};

fn document(text: &str) -> Document {
    read(text.as_bytes(), "test.txt", "test.txt", &Limits::default()).expect("a text is read").value
}

/// Every clause on a line: two spaces a level, kind, citation, heading.
fn outline(text: &str) -> String {
    let document = document(text);
    let clauses = segment(&document);
    hold(&document, &clauses);
    let mut lines = String::new();
    for index in 0..clauses.nodes.len() {
        let id = ClauseId(index as u32);
        let clause = clauses.get(id);
        let label = clause.label.map_or("-", |label| document.slice(label));
        let heading = clauses.heading_text(&document, id);
        let indent = "  ".repeat(usize::from(clause.level) - 1);
        lines.push_str(format!("{indent}{} {label} {heading}", clause.kind.name()).trim_end());
        lines.push('\n');
    }
    lines
}

#[track_caller]
fn check(text: &str, expect: &str) {
    let expect: Vec<&str> = expect.lines().filter(|line| !line.trim().is_empty()).collect();
    let margin = expect.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expect: Vec<&str> = expect.iter().map(|line| &line[margin..]).collect();
    assert_eq!(outline(text).lines().collect::<Vec<_>>(), expect, "\n{}", outline(text));
}

/// What holds for every tree.
#[track_caller]
fn hold(document: &Document, clauses: &Clauses) {
    let text = &document.text;
    let bounded = |span: Span| text.get(span.start()..span.end()).is_some();
    let mut last_end = 0;
    for (index, node) in clauses.nodes.iter().enumerate() {
        assert!(bounded(node.span) && bounded(node.own), "spans lie on character boundaries");
        assert!(node.end as usize > index && node.end as usize <= clauses.nodes.len());
        assert!(node.span.contains(node.own), "own text lies in the clause: {node:?}");
        for part in [node.label, node.heading].into_iter().flatten() {
            assert!(node.span.contains(part) && !part.is_empty(), "label and heading lie in the clause: {node:?}");
        }
        if let Some(parent) = node.parent {
            let above = clauses.get(parent);
            assert!(
                above.span.contains(node.span),
                "{:?} holds {:?}",
                document.slice(above.span),
                document.slice(node.span)
            );
            assert!(parent.0 < index as u32 && node.end <= above.end && node.level == above.level + 1);
        } else {
            assert!(node.span.start() >= last_end && node.level == 1, "top clauses follow each other");
            last_end = node.span.end();
        }
        let mut end = node.span.start();
        for child in clauses.children(ClauseId(index as u32)) {
            assert!(clauses.get(child).span.start() >= end, "siblings do not overlap");
            end = clauses.get(child).span.end();
        }
    }
    let mut end = 0;
    for sentence in &clauses.sentences {
        assert!(
            bounded(sentence.span) && !sentence.span.is_empty() && sentence.span.start() >= end,
            "sentences in order"
        );
        end = sentence.span.end();
        assert_eq!(clauses.at(sentence.span.start()), Some(sentence.clause), "{:?}", document.slice(sentence.span));
        assert!(clauses.get(sentence.clause).span.contains(sentence.span));
        if let Some(head) = sentence.head {
            assert!(
                clauses.sentences[head as usize].span.end() <= sentence.span.start(),
                "a head stands before its item"
            );
        }
    }
    for row in &clauses.rows {
        assert!(row.cells.iter().all(|&cell| bounded(cell)));
        assert!(
            row.cells.iter().filter(|cell| !cell.is_empty()).all(|cell| clauses.at(cell.start()) == Some(row.clause))
        );
        assert!(row.head.is_none_or(|head| clauses.rows[head as usize].table == row.table));
    }
}

const PLAIN: &str = "Verwerkersovereenkomst\nPartijen:\n1. Het bestuur van <naam school>, hierna: school\nen\n2. Zonnewal B.V., hierna: leverancier\n\
Overwegen het volgende:\na. Partijen werken samen.\nb. De leverancier verwerkt gegevens.\nKomen overeen:\nArtikel 1: Definities\nIn deze overeenkomst is:\n\
a. AVG: de verordening;\nb. Datalek: een inbreuk.\nArtikel 2: Opdracht\n1. De leverancier werkt op instructie.\n2. De leverancier zal:\na. loggen;\nb. melden.\n\
3. Verder niets.\nArtikel 3: Recht\nNederlands recht geldt.\nAldus overeengekomen en getekend,\nNaam: Datum:\nBijlage 1: Bijsluiter\nBijlage 2: Beveiliging\n\
BIJLAGE 1: BIJSLUITER\nA. Algemeen\nNaam product : Zonlicht\nB. Gegevens\nDe gegevens van leerlingen.\nBIJLAGE 2: BEVEILIGING\nDe leverancier beveiligt alles naar de stand van de techniek.\n";

#[test]
fn an_agreement_in_plain_text() {
    check(
        PLAIN,
        "
        preamble - Partijen
          item 1.
          item 2.
        recitals - Overwegen het volgende
          item a.
          item b.
        article Artikel 1: Definities
          item a.
          item b.
        article Artikel 2: Opdracht
          paragraph 1.
          paragraph 2.
            item a.
            item b.
          paragraph 3.
        article Artikel 3: Recht
        signatures -
        annex BIJLAGE 1: BIJSLUITER
          section A. Algemeen
          section B. Gegevens
        annex BIJLAGE 2: BEVEILIGING
        ",
    );
}

#[test]
fn decimals_under_headings_in_markdown() {
    check(
        "# Data Processing Agreement\n\n## 1. Scope\n\n1.1 This binds both.\n\n1.2 It says:\n\n- (a) first\n- (b) second\n\n## 2. Duties\n\n### 2.1 Security\n\nThe vendor secures.\n\n### 2.2 Audit\n\nThe client audits.\n\n## Annex A: Measures\n\n### Access\n\nDoors are shut.\n\n### Backups\n\nThey are made.\n",
        "
        preamble -
        article 1. Scope
          paragraph 1.1
          paragraph 1.2
            item (a)
            item (b)
        article 2. Duties
          section 2.1 Security
          section 2.2 Audit
        annex Annex A: Measures
          section - Access
          section - Backups
        ",
    );
}

#[test]
fn a_list_in_an_article_is_no_series_of_articles() {
    check(
        "## 1. Gegenstand\n\n1. Der Anbieter hostet Daten.\n2. Der Kunde zahlt dafür.\n3. Mehr gilt nicht.\n\n## 2. Dauer\n\n1. Der Vertrag gilt ein Jahr.\n    1. Danach ein Monat.\n    2. Dann noch einer.\n2. Er kann enden.\n3. Er endet schriftlich.\n4. Er endet ganz.\n",
        "
        article 1. Gegenstand
          paragraph 1.
          paragraph 2.
          paragraph 3.
        article 2. Dauer
          paragraph 1.
            item 1.
            item 2.
          paragraph 2.
          paragraph 3.
          paragraph 4.
        ",
    );
}

#[test]
fn paragraph_signs_and_bracketed_numbers() {
    check(
        "§ 1 Gegenstand\n(1) Der Auftragnehmer verarbeitet Daten.\n(2) Er tut dies im Auftrag.\n§ 2 Dauer\n(1) Der Vertrag ist unbefristet.\nAnlage 1 – Maßnahmen\nDie Türen der Rechenzentren sind verschlossen und bewacht.\n",
        "
        article § 1 Gegenstand
          paragraph (1)
          paragraph (2)
        article § 2 Dauer
          paragraph (1)
        annex Anlage 1 Maßnahmen
        ",
    );
}

#[test]
fn run_in_titles_are_headings_and_defined_terms_are_not() {
    check(
        "## Artikel 1 - Definities\n\n1.1 **Dienst**: de dienst van de leverancier.\n1.2 **Klant**: de afnemer daarvan.\n\n## Artikel 2 - Duur\n\n2.1 **Aanvang**: De overeenkomst begint bij ondertekening.\n2.2 **Einde**: De overeenkomst eindigt met de dienst.\n\n## Artikel 3 - Gegevens\n\n3.1 **Soorten gegevens** die worden verwerkt:\n3.2 **Betrokkenen**:\n   - klanten\n",
        "
        article Artikel 1 Definities
          paragraph 1.1
          paragraph 1.2
        article Artikel 2 Duur
          section 2.1 Aanvang
          section 2.2 Einde
        article Artikel 3 Gegevens
          paragraph 3.1
          paragraph 3.2
            item -
        ",
    );
}

#[test]
fn titles_without_bold_count_where_their_siblings_have_them() {
    check(
        "1. Terms\n1.1 Scope of use. The vendor works for the client.\n1.2 Term. The agreement lasts a year.\n2. Safety\n2.1 Measures. The vendor takes them.\n2.2 Staff. People are bound to secrecy.\n",
        "
        article 1. Terms
          section 1.1 Scope of use
          section 1.2 Term
        article 2. Safety
          section 2.1 Measures
          section 2.2 Staff
        ",
    );
}

#[test]
fn headings_may_stand_under_their_label() {
    check(
        "Clause 1\n\nPurpose\n\n(a)\n\nThe purpose is safety.\n\n(b)\n\nThe parties agree.\n\nClause 2\n\nHierarchy\n\nThese clauses prevail.\n\nANNEX I\n\nList of parties\n\nThe vendor and the client are listed in this place.\n",
        "
        article Clause 1 Purpose
          item (a)
          item (b)
        article Clause 2 Hierarchy
        annex ANNEX I List of parties
        ",
    );
}

#[test]
fn a_table_of_contents_has_no_articles() {
    check(
        "Contrat\n\nTABLE DES MATIERES\nArticle 1 : Objet 3\nArticle 2 : Durée 4\n\nArticle 1 : Objet\nLe contrat règle le traitement.\nArticle 2 : Durée\nIl dure un an.\n",
        "
        preamble -
        article Article 1 Objet
        article Article 2 Durée
        ",
    );
    check(
        "Artikel 1 Doel ........ 2\nArtikel 2 Duur ........ 3\nArtikel 1 Doel\nHet doel is goed.\nArtikel 2 Duur\nDe duur is kort.\n",
        "
        preamble -
        article Artikel 1 Doel
        article Artikel 2 Duur
        ",
    );
}

#[test]
fn articles_mentioned_at_the_start_of_a_line_are_text() {
    check(
        "Artikel 1. Doel\nDe verwerking is geregeld zoals\nartikel 28 lid 3 van de verordening wil.\nArtikel 2. Duur\nZij duurt een jaar.\nArtikel 3. Slot\nBijlage 1 bevat de lijst van gegevens.\n",
        "
        article Artikel 1. Doel
        article Artikel 2. Duur
        article Artikel 3. Slot
        ",
    );
}

#[test]
fn a_number_may_be_missing_or_double() {
    check(
        "Artikel 1 Doel\n1. Een zin staat hier.\n2. Nog een zin staat hier.\n4. De derde viel weg.\nArtikel 3 Duur\nEen jaar.\nArtikel 4 Slot\nEinde.\n",
        "
        article Artikel 1 Doel
          paragraph 1.
          paragraph 2.
          paragraph 4.
        article Artikel 3 Duur
        article Artikel 4 Slot
        ",
    );
}

#[test]
fn roman_and_lettered_articles() {
    check(
        "I. Doel\nDe partijen regelen hier hun verwerking.\nII. Duur\nZij duurt zolang als de dienst.\nIII. Slot\nEr is niets meer te zeggen.\n",
        "
        article I. Doel
        article II. Duur
        article III. Slot
        ",
    );
    check(
        "A. Scope\nThe parties settle their processing.\nB. Term\nIt lasts as long as the service.\nC. End\nThere is nothing more to say.\n",
        "
        article A. Scope
        article B. Term
        article C. End
        ",
    );
}

#[test]
fn i_is_a_letter_after_h_and_a_number_after_a_colon() {
    check(
        "Artikel 1 Lijst\ng. zeven;\nh. acht;\ni. negen;\nj. tien.\nArtikel 2 Romeins\n1. Het gaat om:\n(i) een;\n(ii) twee;\n(iii) drie.\n2. Meer niet.\n",
        "
        article Artikel 1 Lijst
          item g.
          item h.
          item i.
          item j.
        article Artikel 2 Romeins
          paragraph 1.
            item (i)
            item (ii)
            item (iii)
          paragraph 2.
        ",
    );
}

#[test]
fn lists_nest_and_come_back() {
    check(
        "Artikel 1 Doel\n1. De leverancier mag:\na. opslaan, waaronder:\n1. kopiëren;\n2. ordenen;\nb. wissen.\n2. Verder mag niets.\nArtikel 2 Slot\nEinde.\n",
        "
        article Artikel 1 Doel
          paragraph 1.
            item a.
              item 1.
              item 2.
            item b.
          paragraph 2.
        article Artikel 2 Slot
        ",
    );
}

#[test]
fn an_agreement_without_numbers_has_its_headings() {
    check(
        "# Agreement\n\nText of the start.\n\n## Scope\n\nThe scope.\n\n### Detail\n\nA detail.\n\n## Security\n\nIt is safe.\n\n## Audits\n\nThere are audits.\n",
        "
        preamble -
        article - Scope
          section - Detail
        article - Security
        article - Audits
        ",
    );
}

#[test]
fn annexed_model_clauses_are_sections_of_their_annex() {
    check(
        "# Agreement\n\n## Scope\n\nThe scope.\n\n## Security\n\nIt is safe.\n\n## Audits\n\nThere are audits.\n\n## Attachment 1 - Model clauses\n\n### Clause 1\n\n#### Purpose\n\nThe purpose.\n\n### Clause 2\n\n#### Order\n\nThe order.\n\n### Clause 3\n\n#### End\n\nThe end.\n\n### Clause 4\n\n#### Law\n\nThe law.\n",
        "
        preamble -
        article - Scope
        article - Security
        article - Audits
        annex Attachment 1 Model clauses
          section Clause 1 Purpose
          section Clause 2 Order
          section Clause 3 End
          section Clause 4 Law
        ",
    );
}

#[test]
fn a_part_may_count_again() {
    check(
        "Part 1 – As processor\n\n1. Scope\n\nThe vendor processes on behalf of the client.\n\n2. Term\n\nIt lasts for the duration of the service.\n\n3. Law\n\nDutch law applies to this part.\n\nPart 2 – As controller\n\n1. Purpose\n\nThe vendor sends invoices to the client.\n\n2. Data\n\nNames and addresses of contacts are used.\n",
        "
        section Part 1 As processor
        article 1. Scope
        article 2. Term
        article 3. Law
        section Part 2 As controller
        article 1. Purpose
        article 2. Data
        ",
    );
}

#[test]
fn a_list_of_what_follows_is_no_row_of_headings() {
    check(
        "# Terms\n\nThis part holds:\n- [Scope](#scope)\n- [Security](#security)\n- [Audits](#audits)\n\n## Scope\n\nThe scope.\n\n## Security\n\nIt is safe.\n\n## Audits\n\nThere are audits.\n",
        "
        preamble -
        article - Scope
        article - Security
        article - Audits
        ",
    );
    check(
        "## 1. Scope\n\nThe scope.\n\n## 2. Security\n\nIt is safe.\n\n## List of Schedules\n\nSchedule 1: Data\nSchedule 2: Measures\n\n## Schedule 1: Data\n\nNames and addresses of the people who use the service.\n\n## Schedule 2: Measures\n\nDoors are shut and watched by guards at every hour.\n",
        "
        article 1. Scope
        article 2. Security
        annex Schedule 1: Data
        annex Schedule 2: Measures
        ",
    );
}

#[test]
fn tags_in_markdown_give_structure_like_their_twins() {
    check(
        "# Agreement\n\n## Scope\n\nThe scope.\n\n<h2>Security</h2>\n\nIt is safe.<br/>\n\n## Audits\n\n<ol>\n<li>First the notice;</li>\n<li>then the visit.</li>\n</ol>\n\n<p id=\"a1\"><h1>Attachment 1 - Measures</h1></p>\n\n<b>Access control</b>\n\nDoors are shut and watched.\n",
        "
        preamble -
        article - Scope
        article - Security
        article - Audits
          item -
          item -
        annex Attachment 1 Measures
          section - Access control
        ",
    );
}

#[test]
fn a_printed_introduction_is_a_unit_of_its_own() {
    check(
        "## Introduction\n\nText of the start.\n\n### Notices\n\nBy mail.\n\n## Scope\n\nThe scope.\n\n## Security\n\nIt is safe.\n",
        "
        article - Introduction
          section - Notices
        article - Scope
        article - Security
        ",
    );
}

#[test]
fn an_annex_may_be_a_file_of_its_own() {
    check(
        "# Bijsluiter Zonlicht\n\n**Bijlage 1 bij de Verwerkersovereenkomst**\n**Versie:** 1.0\n\n## Wat is Zonlicht?\n\nEen leermiddel.\n\n## Welke gegevens?\n\nNamen van leerlingen.\n\n## Hoe lang?\n\nEen jaar.\n",
        "
        annex Bijlage 1 Bijsluiter Zonlicht
          section - Wat is Zonlicht?
          section - Welke gegevens?
          section - Hoe lang?
        ",
    );
    // An agreement that is annexed to another stays an agreement.
    check(
        "# Annex 2 - Data Processing Agreement\n\n## Scope\n\nThe scope.\n\n## Security\n\nIt is safe.\n\n## Audits\n\nThere are audits.\n",
        "
        preamble -
        article - Scope
        article - Security
        article - Audits
        ",
    );
}

#[test]
fn parts_of_an_annex_stand_beside_its_sections() {
    check(
        "## 1. Scope\n\nThe scope.\n\n## 2. Law\n\nDutch law.\n\n## Annex 3: Terms\n\n**PART A - TERMS FOR EUROPE**\n\n1. **Definitions.** Words have their meaning.\n\n2. **Audits.** They take place each year.\n\n**PART B - TERMS ELSEWHERE**\n\n1. **Definitions.** Words have another meaning.\n\n2. **Notices.** They go by mail.\n",
        "
        article 1. Scope
        article 2. Law
        annex Annex 3: Terms
          section PART A TERMS FOR EUROPE
          section 1. Definitions
          section 2. Audits
          section PART B TERMS ELSEWHERE
          section 1. Definitions
          section 2. Notices
        ",
    );
}

#[test]
fn sections_between_attached_clauses_do_not_break_their_row() {
    check(
        "# Agreement\n\n## Scope\n\nThe scope.\n\n## Security\n\nIt is safe.\n\n## Audits\n\nThere are audits.\n\n# Attachment 1 - Model clauses\n\n### SECTION I\n\n#### Clause 1\n\n**Purpose**\n\nThe purpose.\n\n#### Clause 2\n\n**Order**\n\nThe order.\n\n### SECTION II - DUTIES\n\n#### Clause 3\n\n**Care**\n\nThe care.\n\n#### Clause 4\n\n**Law**\n\nThe law.\n",
        "
        preamble -
        article - Scope
        article - Security
        article - Audits
        annex Attachment 1 Model clauses
          section SECTION I
          section Clause 1 Purpose
          section Clause 2 Order
          section SECTION II DUTIES
          section Clause 3 Care
          section Clause 4 Law
        ",
    );
}

#[test]
fn one_text_without_structure_is_a_preamble() {
    check("Er staat hier niets bijzonders.\n", "preamble -\n");
    assert!(outline("x").contains("preamble"));
}

#[test]
fn every_prefix_of_an_agreement_has_a_sound_tree() {
    for end in (1..PLAIN.len()).filter(|&end| PLAIN.is_char_boundary(end)).step_by(7) {
        outline(&PLAIN[..end]);
    }
}

fn numbered(times: usize, line: impl Fn(usize) -> String) -> String {
    (1..times).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn hostile_text_has_a_sound_tree() {
    for text in [
        "(a)\n".repeat(300),
        numbered(300, |n| format!("{n}. x\n")),
        "1.1.1.1.1.1.1.1 x\n".repeat(50),
        "Bijlage 1\n".repeat(60),
        "# \n## \n### \n".repeat(20),
        numbered(200, |n| format!("{}- x\n", " ".repeat(n))),
        "a\tb\n1.\n(i)\n---\n===\n| |\n\u{c}\n**\n***\n".repeat(9),
        "é. ü) ß.\n§ 999\nArtikel\nArtikel 0\n**(a)** **\n<a\n____\n".repeat(5),
        "## x\ny\n".repeat(3000),
        "Bijlage 1\nx\n".repeat(3000),
        "## 1. x\n## 2. y\n## z\n".repeat(1000),
        "\u{feff}\u{200b}1\\. é\r\n\r\n- \u{a0}b\u{301}.\r\n".repeat(4),
    ] {
        outline(&text);
    }
}

#[test]
fn items_know_the_sentence_they_finish() {
    let document = document(PLAIN);
    let clauses = segment(&document);
    let item =
        clauses.sentences.iter().find(|it| document.slice(it.span) == "melden.").expect("the item is a sentence");
    let head = item.head.expect("it has a head");
    assert_eq!(document.slice(clauses.sentences[head as usize].span), "De leverancier zal:");
    let next =
        clauses.sentences.iter().find(|it| document.slice(it.span) == "Verder niets.").expect("the paragraph is there");
    assert_eq!(next.head, None);
}

#[track_caller]
fn cited(text: &str, expect: &[&str]) {
    let document = document(text);
    let clauses = segment(&document);
    let all: Vec<String> =
        (0..clauses.nodes.len()).map(|id| clauses.reference(&document, ClauseId(id as u32))).collect();
    for expect in expect {
        assert!(all.iter().any(|cited| cited == expect), "{expect} is not in {all:?}");
    }
}

#[test]
fn clauses_are_cited_as_printed() {
    cited(PLAIN, &["2.2.b", "1.a", "3", "Overweging b", "Bijlage 1, B", "Bijlage 2", "Partijen 1"]);
    cited(
        "Artikel 1 Doel\nEen zin.\nArtikel 2 Slot\nEen zin.\nBIJLAGE 1A: Lijst\n1. De leverancier slaat namen op.\n2. Hij wist ze weer.\n",
        &["Bijlage 1A, 2"],
    );
    cited("## 7. Audit\n\n7.6 The client may:\n(a) ask;\n(b) look.\n\n## 8. Law\n\nDutch.\n", &["7.6.b", "8"]);
    cited(
        "WHEREAS:\n(A) the parties agree;\n\nClause 1\n\nScope\n\nAll.\n\nClause 2\n\nTerm\n\nLong.\n",
        &["Recital A", "1"],
    );
}

#[track_caller]
fn rows(text: &str, expect: &[(&str, bool, bool)]) {
    let document = document(text);
    let clauses = segment(&document);
    hold(&document, &clauses);
    let got: Vec<(String, bool, bool)> = clauses
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.cells.iter().map(|&cell| document.slice(cell)).collect();
            (cells.join(" / "), row.head.is_some(), row.pair)
        })
        .collect();
    let expect: Vec<(String, bool, bool)> =
        expect.iter().map(|&(cells, head, pair)| (cells.to_owned(), head, pair)).collect();
    assert_eq!(got, expect);
}

#[test]
fn rows_have_their_cells_and_heads() {
    rows(
        "Doelgroep:\tscholen\nProduct:\tZonlicht\n",
        &[("Doelgroep: / scholen", false, true), ("Product: / Zonlicht", false, true)],
    );
    rows(
        "| Naam | Land | Dienst |\n|---|---|---|\n| Wolkpunt | Ierland | hosting |\n",
        &[("Naam / Land / Dienst", true, false), ("Wolkpunt / Ierland / hosting", true, false)],
    );
    rows(
        "Naam:\tOmschrijving:\tPlaats:\nWolkpunt\thosting\tDublin\n",
        &[("Naam: / Omschrijving: / Plaats:", true, false), ("Wolkpunt / hosting / Dublin", true, false)],
    );
    rows("Naam: Jansen\nFunctie: directeur\n", &[("Naam / Jansen", false, true), ("Functie / directeur", false, true)]);
    rows(
        "<strong>Naam:</strong> Wolkpunt<br/>\n<b>Plaats</b>: Dublin\n",
        &[("Naam / Wolkpunt", false, true), ("Plaats / Dublin", false, true)],
    );
    rows("Doelgroep : leerlingen en ouders\n", &[("Doelgroep / leerlingen en ouders", false, true)]);
    rows("Let op: dit is een lopende zin die verder nergens bij hoort.\n", &[]);
    // French sets a space before the colon of a sentence that introduces a list.
    rows("Nom :\nFonction :\n", &[("Nom / ", false, true), ("Fonction / ", false, true)]);
    rows("Voici la liste des sociétés retenues :\n- Aubépine SAS\n- Bruyère SARL\n", &[]);
}

#[test]
fn a_table_printed_one_cell_a_line_is_one() {
    rows(
        "Bijlage 2 – Subverwerkers\n\nDe lijst:\n\nSubverwerker\n\nLand\n\nWaarborg\n\nWolkpunt (hosting)\n\nDuitsland\n\nNiet nodig\n\nMailhuis (post)\n\nIerland\n\nNiet nodig\n\nDeze lijst is van toepassing.\n",
        &[
            ("Subverwerker / Land / Waarborg", true, false),
            ("Wolkpunt (hosting) / Duitsland / Niet nodig", true, false),
            ("Mailhuis (post) / Ierland / Niet nodig", true, false),
        ],
    );
}

#[test]
fn headings_without_number_stand_beside_numbered_ones() {
    let annex = "Artikel 1: Onderwerp\nDe leverancier verwerkt gegevens.\nArtikel 2: Duur\nEen jaar.\nBijlage 1: Beveiliging\nHier staat wat de leverancier doet om alles veilig te houden.\n";
    check(
        &format!(
            "{annex}Certificaten\nNorm:\tISO 27001\nGeldig tot:\tmaart\nI. Toegang\nAlleen de beheerder kan bij de gegevens.\nII. Opslag\nAlles is versleuteld opgeslagen in eigen huis.\nMelden van incidenten\nWie iets meldt, noemt de oorzaak en de omvang ervan.\nIII. Beleid\nHet beleid wordt elk jaar herzien door de directie.\n"
        ),
        "
        article Artikel 1: Onderwerp
        article Artikel 2: Duur
        annex Bijlage 1: Beveiliging
          section - Certificaten
          section I. Toegang
          section II. Opslag
          section - Melden van incidenten
          section III. Beleid
        ",
    );
    // Where none stood before the first number, a short line is text.
    check(
        &format!(
            "{annex}I. Toegang\nAlleen de beheerder kan bij de gegevens.\nBeheerder is Wolkpunt\nHij houdt een logboek bij van wat er gebeurt.\nII. Opslag\nAlles is versleuteld opgeslagen in eigen huis.\n"
        ),
        "
        article Artikel 1: Onderwerp
        article Artikel 2: Duur
        annex Bijlage 1: Beveiliging
          section I. Toegang
          section II. Opslag
        ",
    );
}

#[test]
fn a_heading_stands_over_the_line_that_leads_in_a_table_and_after_rows() {
    check(
        "Artikel 1: Onderwerp\nDe leverancier verwerkt gegevens.\nArtikel 2: Duur\nEen jaar.\nBijlage 1: Beveiliging\nHier staat wat de leverancier doet om alles veilig te houden.\nIndeling en bewijs\nIndeling volgens het schema:\nAspect\tKlasse\nIntegriteit\tHoog\nMelden van incidenten\nWie iets meldt, noemt de oorzaak en de omvang ervan.\n",
        "
        article Artikel 1: Onderwerp
        article Artikel 2: Duur
        annex Bijlage 1: Beveiliging
          section - Indeling en bewijs
          section - Melden van incidenten
        ",
    );
}

#[test]
fn items_set_in_the_style_of_headings_are_items() {
    check(
        "# Artikel 1: Gegevens\na. De school levert deze gegevens aan:\n## 1. Naam\n## 2. Klas\n3. Adres\nb. De leverancier leest ze in.\n# Artikel 2: Duur\nEen jaar.\n",
        "
        article Artikel 1: Gegevens
          item a.
            item 1.
            item 2.
            item 3.
          item b.
        article Artikel 2: Duur
        ",
    );
}

#[test]
fn the_trees_of_the_shared_agreements_are_sound() {
    let folders = ["/work/shared/seeds", "/work/shared/dpas/text", "/work/shared/dpas/raw"];
    let files: Vec<_> = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok))
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt" || it == "md"))
        .collect();
    for path in files {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(parsed) = read(&bytes, "x", "x", &Limits::default()) else { continue };
        hold(&parsed.value, &segment(&parsed.value));
    }
}
