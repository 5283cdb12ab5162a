//! A reference model on paper, so that a lawyer can check it.
//!
//! In: a model and a language. Out: text: what the reference rests on, then its articles in order, each with who owes
//! what to whom, parts, limits, blanks, what may vary, basis and rule file. Not here: how agreements are held against it.

use std::fmt::Write as _;

use dpa_analyser::compare::spoken;
use dpa_analyser::report::Tongue;
use dpa_analyser::rules::schema::{
    AgainstFile, BoundFile, PartFile, PositionWord, RequirementFile, SeverityWord, SideWord, Within, Worded,
};
use dpa_analyser::rules::{Dialect, ModelRule, RequirementRule};

/// Columns of the sheet: what fits on a printed page.
const WIDTH: usize = 100;
/// Columns the lines below a requirement are moved in.
const INDENT: usize = 4;

/// The whole model.
pub(super) fn sheet(model: &ModelRule, dialect: &Dialect, tongue: Tongue) -> String {
    let mut sheet = Sheet { text: String::new(), dialect, tongue };
    sheet.heading(model);
    let mut rules: Vec<&RequirementRule> = model.requirements.iter().collect();
    rules.sort_by_key(|rule| place(&rule.file));
    let mut group = String::new();
    for rule in rules {
        let own = sheet.group(&rule.file);
        if own != group {
            let _ = writeln!(sheet.text, "{own}\n{}", "─".repeat(own.chars().count()));
            group = own;
        }
        sheet.requirement(rule);
    }
    sheet.text
}

/// Before the articles, the articles, after them, the annexes by number; stable within each.
fn place(file: &RequirementFile) -> (u8, String) {
    match (file.position, annex(file)) {
        (Some(PositionWord::Head), _) => (0, String::new()),
        (Some(PositionWord::Tail), _) => (2, String::new()),
        (None, Some(annex)) => (3, annex.to_owned()),
        (None, None) => (1, String::new()),
    }
}

/// The number of the annex a requirement is about as a whole: the one its citation names.
fn annex(file: &RequirementFile) -> Option<&str> {
    let clause = file.clause.as_deref()?;
    let cites = file.within == Within::Annex && clause.starts_with(char::is_alphabetic);
    cites.then(|| clause.split(' ').nth(1)).flatten()
}

struct Sheet<'a> {
    text: String,
    dialect: &'a Dialect,
    tongue: Tongue,
}

impl Sheet<'_> {
    fn say(&self, words: &Worded) -> String {
        match self.tongue {
            Tongue::Nl => words.nl.clone(),
            Tongue::Be => self.dialect.of(words),
            Tongue::En => words.en.clone(),
        }
    }

    fn pick(&self, nl: &'static str, en: &'static str) -> &'static str {
        match self.tongue {
            Tongue::Nl | Tongue::Be => nl,
            Tongue::En => en,
        }
    }

    fn heading(&mut self, model: &ModelRule) {
        let Some(file) = &model.file else { return };
        let _ = writeln!(self.text, "{}", self.say(&file.title));
        let mut facts = vec![model.id.clone(), format!("{} {}", self.pick("versie", "version"), file.version)];
        facts.extend(file.as_of.as_ref().map(|day| format!("{} {day}", self.pick("nagezien tot", "checked up to"))));
        facts.push(format!("{} {}", model.requirements.len(), self.pick("eisen", "requirements")));
        let _ = writeln!(self.text, "{}\n", facts.join(" · "));
        if let Some(provenance) = &file.provenance {
            self.block(0, &self.say(provenance));
            self.text.push('\n');
        }
        if let Some(varies) = &file.varies {
            self.block(0, &format!("{} {}", self.pick("Mag verschillen:", "May vary:"), self.say(varies)));
            self.text.push('\n');
        }
        if !file.silent_on.is_empty() {
            let lead =
                self.pick("Zwijgt zelf over deze eisen van de wet:", "Silent itself on these requirements of the law:");
            self.block(0, &format!("{lead} {}.", file.silent_on.join(", ")));
            self.text.push('\n');
        }
    }

    /// The heading a requirement stands under.
    fn group(&self, file: &RequirementFile) -> String {
        if let Some(annex) = annex(file) {
            return format!("{} {annex}", self.pick("Bijlage", "Annex"));
        }
        match (file.position, file.clause.as_deref()) {
            (Some(PositionWord::Head), _) => self.pick("Vóór de artikelen", "Before the articles").to_owned(),
            (Some(PositionWord::Tail), _) => self.pick("Na de artikelen", "After the articles").to_owned(),
            (None, Some(clause)) => {
                format!("{} {}", self.pick("Artikel", "Article"), clause.split('.').next().unwrap_or(clause))
            }
            (None, None) => self.pick("Eisen", "Requirements").to_owned(),
        }
    }

    fn requirement(&mut self, rule: &RequirementRule) {
        let file = &rule.file;
        let label = file.clause.as_ref().map(|clause| format!("{clause}  ")).unwrap_or_default();
        let weight = if file.mandatory {
            self.severity(file.severity)
        } else {
            self.pick("alleen een oordeel, geen bevinding", "verdict only, no finding")
        };
        self.block(0, &format!("{label}{} [{}; {weight}]", self.say(&file.title), rule.id));
        // A requirement that does not say who owes it to whom may still mind whose duty the sentences state.
        let minded = match file.duty_of.as_ref().map(|word| word.get_ref().as_str()) {
            Some("processor") => Some((SideWord::Processor, None)),
            Some("controller") => Some((SideWord::Controller, None)),
            _ => None,
        };
        if let Some((by, to)) = file.owed.as_ref().map(|owed| (owed.by, owed.to)).or(minded) {
            let line = self.owed(by, to);
            self.block(INDENT, &line);
        }
        self.block(INDENT, &self.say(&file.expected));
        if let Some(word) = &file.applies_if {
            let lead = self.pick("Geldt als:", "Applies if:");
            self.block(INDENT, &format!("{lead} {}", word.get_ref()));
        }
        for part in &file.part {
            self.part(file, part);
        }
        for bound in &file.bound {
            self.bound(bound);
        }
        for against in &file.against {
            self.against(against);
        }
        self.labelled("In te vullen:", "To be filled in:", file.blanks.as_ref());
        self.labelled("Mag verschillen:", "May vary:", file.varies.as_ref());
        if let Some(annex) = &file.annex {
            let line = format!("{} {annex}.", self.pick("Moet staan in bijlage", "Must stand in annex"));
            self.block(INDENT, &line);
        }
        let basis = self.pick("Grond:", "Basis:");
        self.block(INDENT, &format!("{basis} {}", file.basis.join("; ")));
        if !file.law.is_empty() {
            let line = format!("{} {}", self.pick("Omvat van de wet:", "Covers of the law:"), file.law.join(", "));
            self.block(INDENT, &line);
        }
        let _ = writeln!(self.text, "{:INDENT$}{} rules/{}.toml\n", "", self.pick("Regel:", "Rule:"), rule.path);
    }

    fn owed(&self, by: SideWord, to: Option<SideWord>) -> String {
        let side = |side| match side {
            SideWord::Controller => self.pick("de verwerkingsverantwoordelijke", "the controller"),
            SideWord::Processor => self.pick("de verwerker", "the processor"),
            SideWord::Both => self.pick("beide partijen", "both parties"),
        };
        let to = to.map(|to| format!(" {} {}", self.pick("aan", "to"), side(to))).unwrap_or_default();
        format!("{} {}{to}.", self.pick("Verschuldigd door", "Owed by"), side(by))
    }

    fn part(&mut self, file: &RequirementFile, part: &PartFile) {
        let weight = match (part.optional || !file.mandatory, part.severity) {
            (true, _) => self.pick("niet verplicht", "not required"),
            (false, Some(own)) => self.severity(own),
            (false, None) => self.pick("een graad lichter dan het geheel", "one degree below the whole"),
        };
        let fact = part.fact.as_ref().map(|word| {
            let lead = self.pick("uit het feit", "from the fact");
            format!(" ({lead}: {})", self.fact(word.get_ref()))
        });
        let annex = part.annex.as_ref().map(|number| {
            let lead =
                self.pick("niet gemist als bijlage ontbreekt:", "not missed where this annex is not in the file:");
            format!(" ({lead} {number})")
        });
        let extra: String = [fact, annex].into_iter().flatten().collect();
        let line = format!("- {} [{weight}]{extra}: {}", part.id.get_ref(), self.say(&part.missing));
        self.block(INDENT, &line);
    }

    fn bound(&mut self, bound: &BoundFile) {
        let period = |iso: &str| {
            let words = spoken(iso);
            match self.tongue {
                Tongue::Nl | Tongue::Be => words.nl,
                Tongue::En => words.en,
            }
        };
        let least = bound
            .at_least
            .as_ref()
            .map(|iso| format!(" {} {}", self.pick("ten minste", "at least"), period(iso.get_ref())));
        let most = bound
            .at_most
            .as_ref()
            .map(|iso| format!(" {} {}", self.pick("ten hoogste", "at most"), period(iso.get_ref())));
        let equals = bound.equals.as_ref().map(|code| format!(" {} {code}", self.pick("gelijk aan", "equal to")));
        let limits: String = [least, most, equals].into_iter().flatten().collect();
        let weight = self.severity(bound.severity);
        let lead = self.pick("Maat", "Limit");
        let otherwise = self.pick("anders", "otherwise");
        let mut line = format!(
            "= {lead}: {}{limits}; {otherwise} [{weight}]: {}",
            self.fact(bound.fact.get_ref()),
            self.say(&bound.message)
        );
        if let Some(better) = &bound.better {
            let codes = if better.codes.is_empty() { String::new() } else { format!(" ({})", better.codes.join(", ")) };
            let lead = self.pick("Gunstiger", "Better");
            let _ = write!(line, " {lead}{codes}: {}", self.say(&better.message));
        }
        self.block(INDENT, &line);
    }

    fn against(&mut self, against: &AgainstFile) {
        let weight = self.severity(against.severity);
        let lead = self.pick("Teruggenomen door", "Taken back by");
        let line = format!("! {lead} {} [{weight}]: {}", against.id.get_ref(), self.say(&against.message));
        self.block(INDENT, &line);
    }

    fn labelled(&mut self, nl: &'static str, en: &'static str, words: Option<&Worded>) {
        if let Some(words) = words {
            let line = format!("{} {}", self.pick(nl, en), self.say(words));
            self.block(INDENT, &line);
        }
    }

    fn severity(&self, word: SeverityWord) -> &'static str {
        match word {
            SeverityWord::Blocking => self.pick("blokkerend", "blocking"),
            SeverityWord::Major => self.pick("belangrijk", "major"),
            SeverityWord::Minor => self.pick("aandachtspunt", "minor"),
            SeverityWord::Info => self.pick("voor het dossier", "for the file"),
        }
    }

    fn fact(&self, word: &str) -> String {
        let known = FACTS.iter().find(|(known, ..)| *known == word);
        known.map_or_else(|| word.to_owned(), |&(_, nl, en)| self.pick(nl, en).to_owned())
    }

    /// A paragraph, moved in; its further lines two columns more. What an agreement would fill in is left open.
    fn block(&mut self, indent: usize, text: &str) {
        let text = text.replace("{found}", "…");
        let mut line = " ".repeat(indent);
        let mut used = indent;
        let mut first = true;
        for word in text.split_whitespace() {
            let wide = word.chars().count();
            if !first && used + 1 + wide > WIDTH {
                let _ = writeln!(self.text, "{line}");
                line = format!("{:width$}", "", width = indent + 2);
                used = indent + 2;
            } else if !first {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
            first = false;
        }
        let _ = writeln!(self.text, "{line}");
    }
}

/// What a reader calls the facts that rule files name, in Dutch and English.
const FACTS: [(&str, &str, &str); 20] = [
    ("parties.controller", "de verwerkingsverantwoordelijke is genoemd", "the controller is named"),
    ("parties.processor", "de verwerker is genoemd", "the processor is named"),
    ("retention", "bewaartermijn", "retention term"),
    ("locations", "plaats van opslag of verwerking", "place of storage or processing"),
    ("subprocessors", "opgave van subverwerkers", "list of sub-processors"),
    ("subprocessors.authorisation", "toestemming voor subverwerkers", "authorisation of sub-processors"),
    ("subprocessors.objection", "bezwaartermijn bij nieuwe subverwerkers", "time to object to new sub-processors"),
    ("subprocessors.notice", "aankondigingstermijn van nieuwe subverwerkers", "notice of new sub-processors"),
    ("breach-notice", "melding van een datalek", "breach notice"),
    ("breach-notice.term", "meldtermijn van een datalek", "time of the breach notice"),
    ("breach-notice.contact", "contact bij een datalek", "contact for breaches"),
    ("audit", "recht op een audit", "right to audit"),
    ("audit.frequency", "hoe vaak een audit mag", "how often an audit is allowed"),
    ("audit.notice", "aankondigingstermijn van een audit", "notice of an audit"),
    ("audit.payer", "wie de audit betaalt", "who pays the audit"),
    ("end-of-term", "teruggave of verwijdering aan het einde", "return or deletion at the end"),
    ("end-of-term.deadline", "termijn voor teruggave of verwijdering", "period for return or deletion"),
    ("governing-law", "toepasselijk recht", "governing law"),
    ("transfer-mechanisms", "grond voor doorgifte", "ground for transfers"),
    ("signature", "ondertekening", "signature"),
];

#[cfg(test)]
mod tests {
    use dpa_analyser::Rules;
    use dpa_analyser::rules::words;

    use super::*;

    /// The sheet of a model from one heading up to the next.
    fn section(model: &str, tongue: Tongue, heading: &str) -> String {
        let rules = Rules::built_in();
        let text = sheet(rules.model(model).expect("the model is built in"), &rules.dialect, tongue);
        let from = text.find(&format!("{heading}\n─")).expect("the heading is there");
        let lines: Vec<&str> = text[from..].lines().collect();
        let next = (3..lines.len()).find(|&at| lines[at].starts_with('─')).map_or(lines.len(), |at| at - 1);
        lines[..next].join("\n")
    }

    #[test]
    fn an_article_of_the_dutch_model_in_dutch() {
        insta::assert_snapshot!(section("nl-convenant-4.0", Tongue::Nl, "Artikel 11"));
    }

    #[test]
    fn an_article_of_the_flemish_model_in_english() {
        insta::assert_snapshot!(section("be-vl-2018", Tongue::En, "Article 11"));
    }

    #[test]
    fn the_heading_says_what_the_reference_rests_on() {
        let rules = Rules::built_in();
        for (tongue, word) in [(Tongue::Nl, "Een reconstructie"), (Tongue::En, "A reconstruction")] {
            for model in rules.models.iter().filter(|model| model.file.as_ref().is_some_and(|file| !file.always)) {
                let text = sheet(model, &rules.dialect, tongue);
                assert!(text.lines().take(4).any(|line| line.starts_with(word)), "{}: {text}", model.id);
            }
        }
    }

    #[test]
    fn every_requirement_of_a_national_model_says_who_owes_it() {
        let rules = Rules::built_in();
        for model in rules.models.iter().filter(|model| model.file.as_ref().is_some_and(|file| !file.always)) {
            for rule in &model.requirements {
                assert!(rule.file.owed.is_some() && rule.file.clause.is_some(), "{}", rule.path);
            }
        }
    }

    #[test]
    fn every_fact_has_a_name() {
        let named: Vec<&str> = FACTS.iter().map(|&(word, ..)| word).collect();
        assert_eq!(named, words::FACTS);
    }

    #[test]
    fn articles_come_in_order_and_annexes_last() {
        let rules = Rules::built_in();
        let text = sheet(rules.model("nl-convenant-4.0").expect("built in"), &rules.dialect, Tongue::Nl);
        let at = |word: &str| text.find(&format!("\n{word}\n─")).unwrap_or_else(|| panic!("no `{word}`"));
        let order =
            ["Vóór de artikelen", "Artikel 1", "Artikel 2", "Artikel 16", "Na de artikelen", "Bijlage 1", "Bijlage 3"];
        assert!(order.map(at).is_sorted(), "{order:?}");
    }
}
