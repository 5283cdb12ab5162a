//! What changes a match: negation, conditions, weak words, and whose duty a sentence states.
//!
//! In: scopes and role words of the lexicon. Out: answers about one match. Not here: which rule asks.

use std::ops::Range;
use std::sync::OnceLock;

use super::engine::{Regex, Sees};

use super::lexicon::{Lexicon, Scope};
use super::pattern::ScopeId;
use super::schema::Where;
use crate::text::Lang;

/// The cues of one language, each compiled when a rule first asks for it.
#[derive(Debug)]
pub(super) struct ScopeRegexes {
    cues: Vec<Lazy>,
    stops: Vec<Lazy>,
}

/// A pattern that may not exist in this language.
#[derive(Debug)]
struct Lazy {
    text: Option<String>,
    regex: OnceLock<Option<Regex>>,
}

impl Lazy {
    fn new(text: Option<&String>) -> Self {
        Self { text: text.cloned(), regex: OnceLock::new() }
    }

    fn get(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| self.text.as_deref().and_then(|text| Regex::new(text, Sees::Much).ok())).as_ref()
    }
}

impl ScopeRegexes {
    pub(super) fn new(scopes: &[Scope], lang: Lang) -> Self {
        let cue = |scope: &Scope| Lazy::new(scope.cues.get(lang.code()));
        let stop = |scope: &Scope| Lazy::new(scope.stop.as_ref());
        Self { cues: scopes.iter().map(cue).collect(), stops: scopes.iter().map(stop).collect() }
    }

    /// Where the cue stands that puts the match in this scope. `heading` is what stands over the unit.
    pub(super) fn holds(
        &self,
        scope: &Scope,
        id: ScopeId,
        text: &[u8],
        range: &Range<usize>,
        heading: impl FnOnce() -> String,
    ) -> Option<Range<usize>> {
        let cue = self.cues[id.0 as usize].get()?;
        if scope.place == Where::Heading {
            return cue.is_match(heading().as_bytes()).then_some(0..0);
        }
        let stop = self.stops[id.0 as usize].get();
        cue.find_iter(text).find(|found| reaches(scope, found, range, text, stop))
    }
}

/// A cue this far into a unit still opens it: a label, a quote, "En".
const OPENING: usize = 12;

fn reaches(scope: &Scope, cue: &Range<usize>, range: &Range<usize>, text: &[u8], stop: Option<&Regex>) -> bool {
    let free = |gap: &[u8]| gap.len() <= scope.reach && stop.is_none_or(|stop| !stop.is_match(gap));
    let before = cue.end <= range.start && free(&text[cue.end..range.start]);
    let after = cue.start >= range.end && free(&text[range.end..cue.start]);
    let inside = scope.inside && cue.start < range.end && range.start < cue.end;
    match scope.place {
        Where::Before => before || inside,
        Where::After => after || inside,
        Where::Around => before || after || inside,
        Where::Start => cue.start <= OPENING,
        Where::Heading => false,
    }
}

/// Words for the two sides, compiled for one language.
#[derive(Debug)]
pub(super) struct Roles {
    processor: Option<Regex>,
    controller: Option<Regex>,
    both: Option<Regex>,
    other: Option<Regex>,
    oblique: Option<Regex>,
    agent: Option<Regex>,
    passive: Option<Regex>,
    /// What opens a condition in front of a side.
    condition: Option<Regex>,
    /// A pronoun that takes up the side of a condition.
    pronoun: Option<Regex>,
    obliges: Option<Regex>,
    /// What makes a side the attribute of a thing: "'s instructions", " data".
    attributive: Option<Regex>,
    /// People of a side, who act for it: "'s staff".
    people: Option<Regex>,
    /// What makes a side the one something is done for: " shall be informed".
    patient: Option<Regex>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Processor,
    Controller,
    Both,
    /// A sub-processor, an authority: named with a word of one side in it, and neither of them.
    Other,
}

impl Roles {
    pub(super) fn new(lexicon: &Lexicon, lang: Lang) -> Self {
        let get = |name: &str| lexicon.named(lang, name).and_then(|text| Regex::new(&text, Sees::Much).ok());
        Self {
            processor: get("role-processor"),
            controller: get("role-controller"),
            both: get("role-both"),
            other: get("role-other"),
            oblique: get("role-oblique"),
            agent: get("role-agent"),
            passive: get("role-passive"),
            condition: get("role-if"),
            pronoun: get("role-pronoun"),
            obliges: get("role-obliges"),
            attributive: get("role-attributive"),
            people: get("role-people"),
            patient: get("role-patient"),
        }
    }

    /// Whether the sentence around a match states a duty of `role`. A sentence that names nobody does not say otherwise.
    pub(super) fn duty_is(&self, role: &str, text: &[u8], range: &Range<usize>) -> bool {
        let start = sentence_start(text, range.start);
        let end = sentence_end(text, range.end);
        match self.subject(&text[start..end]) {
            None | Some(Side::Both | Side::Other) => true,
            Some(Side::Processor) => role == "processor",
            Some(Side::Controller) => role == "controller",
        }
    }

    fn subject(&self, sentence: &[u8]) -> Option<Side> {
        let mentions = self.mentions(sentence);
        let agent = |at: usize| self.agent.as_ref().is_some_and(|regex| regex.is_match(&sentence[..at]));
        let oblique = |at: usize| self.oblique.as_ref().is_some_and(|regex| regex.is_match(&sentence[..at]));
        let subject = (0..mentions.len()).find(|&at| {
            let start = mentions[at].0.start;
            !oblique(start) && !agent(start) && !self.only_condition(sentence, &mentions, at)
        });
        // "If an instruction given by the controller …, the processor shall …" and "The processor shall … as requested by
        // the controller" state duties of the processor: an agent counts where nobody is the subject of an active verb.
        let passive = |from: usize, to: usize| {
            from < to && self.passive.as_ref().is_some_and(|regex| regex.is_match(&sentence[from..to]))
        };
        if let Some((range, side)) = mentions.iter().rev().find(|(range, _)| agent(range.start))
            && subject.is_none_or(|at| passive(mentions[at].0.end, range.start))
        {
            return Some(*side);
        }
        let subject = subject?;
        let (range, side) = &mentions[subject];
        // "The controller obliges the processor to …" states a duty of the processor.
        if let Some((next, other)) = mentions.get(subject + 1)
            && side != other
            && self.obliges.as_ref().is_some_and(|regex| regex.is_match(&sentence[range.end..next.start]))
        {
            return Some(*other);
        }
        Some(*side)
    }

    /// "If the controller asks, the processor …": the side of a condition, unless a pronoun takes it up ("…, it shall …").
    fn only_condition(&self, sentence: &[u8], mentions: &[(Range<usize>, Side)], at: usize) -> bool {
        let (range, _) = &mentions[at];
        let opened = self.condition.as_ref().is_some_and(|regex| regex.is_match(&sentence[..range.start]));
        let next = mentions.get(at + 1).map_or(sentence.len(), |(next, _)| next.start);
        opened && !self.pronoun.as_ref().is_some_and(|regex| regex.is_match(&sentence[range.end..next]))
    }

    fn mentions(&self, sentence: &[u8]) -> Vec<(Range<usize>, Side)> {
        let mut mentions = Vec::new();
        let sides = [
            (&self.processor, Side::Processor),
            (&self.controller, Side::Controller),
            (&self.both, Side::Both),
            (&self.other, Side::Other),
        ];
        for (regex, side) in sides {
            let Some(regex) = regex else { continue };
            mentions.extend(regex.find_iter(sentence).map(|found| (found, side)));
        }
        mentions.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        mentions.dedup_by(|later, earlier| later.0.start < earlier.0.end);
        mentions.retain(|(range, side)| *side != Side::Other && self.acts(&sentence[range.end..]));
        mentions
    }

    /// Whether the side before `rest` can be the one that acts: not in "the controller's instructions", "customer data"
    /// and "the customer shall be informed".
    fn acts(&self, rest: &[u8]) -> bool {
        let is = |regex: &Option<Regex>| regex.as_ref().is_some_and(|regex| regex.is_match(rest));
        !is(&self.patient) && (!is(&self.attributive) || is(&self.people))
    }
}

/// Start of the sentence a byte stands in, for units of several sentences. A full stop after a short word is taken for
/// an abbreviation.
fn sentence_start(text: &[u8], at: usize) -> usize {
    let mut from = at;
    while let Some(stop) = text[..from].windows(2).rposition(|pair| pair == b". ") {
        let word = text[..stop].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if word > 3 {
            return stop + 2;
        }
        from = stop;
    }
    0
}

fn sentence_end(text: &[u8], at: usize) -> usize {
    let mut from = at;
    while let Some(stop) = text[from..].windows(2).position(|pair| pair == b". ") {
        let stop = from + stop;
        let word = text[..stop].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if word > 3 {
            return stop;
        }
        from = stop + 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;

    #[track_caller]
    fn check(rules: &Rules, lang: Lang, sentence: &str, role: &str) {
        let roles = &rules.language(lang).roles;
        let text = sentence.as_bytes();
        assert!(roles.duty_is(role, text, &(0..text.len())), "{sentence} is a duty of the {role}");
        let other = if role == "processor" { "controller" } else { "processor" };
        assert!(!roles.duty_is(other, text, &(0..text.len())), "{sentence} is no duty of the {other}");
    }

    #[test]
    fn a_side_that_does_nothing_has_no_duty() {
        let rules = Rules::built_in();
        for (lang, sentence) in [
            (Lang::En, "customer data shall be erased when the services end"),
            (Lang::En, "shall, at the customer's request, help in meeting the customer's obligations"),
            (Lang::En, "the customer will be informed of every new sub-processor"),
            (Lang::Nl, "de school wordt tijdig geinformeerd over nieuwe subverwerkers"),
        ] {
            let roles = &rules.language(lang).roles;
            for role in ["processor", "controller"] {
                assert!(roles.duty_is(role, sentence.as_bytes(), &(0..sentence.len())), "{sentence} names no {role}");
            }
        }
    }

    #[test]
    fn whose_duty_a_sentence_states() {
        let rules = Rules::built_in();
        for (lang, sentence, role) in [
            (Lang::En, "the processor shall help as requested by the controller", "processor"),
            (
                Lang::En,
                "if an instruction given by the controller is unlawful, the processor shall say so",
                "processor",
            ),
            (Lang::En, "the controller is informed by the processor", "processor"),
            (Lang::En, "the controller agrees that the processor shall forward requests", "processor"),
            (Lang::En, "if the controller so requests, the processor shall delete the data", "processor"),
            (Lang::En, "the controller shall notify the authority", "controller"),
            (Lang::En, "the controller's staff shall notify the authority", "controller"),
            (
                Lang::En,
                "where the supplier believes that a customer instruction is unlawful, it shall say so",
                "processor",
            ),
            (Lang::En, "no reply without the controller's consent, and help by the processor on request", "processor"),
            (Lang::Nl, "de verwerkingsverantwoordelijke wordt door verwerker geinformeerd", "processor"),
            (Lang::Nl, "de verwerker zal de door de verwerkingsverantwoordelijke gevraagde hulp verlenen", "processor"),
            (Lang::Nl, "indien de school daarom verzoekt, wist verwerker de gegevens", "processor"),
            (Lang::Nl, "indien verwerker een datalek ontdekt, licht hij de school in", "processor"),
            (Lang::Nl, "de school meldt het datalek aan de toezichthouder", "controller"),
            (Lang::De, "der auftragsverarbeiter unterstutzt den verantwortlichen", "processor"),
            (Lang::Fr, "le sous-traitant informe le responsable du traitement", "processor"),
            (Lang::Fr, "assistance au responsable du traitement : le sous-traitant aide le client", "processor"),
        ] {
            check(&rules, lang, sentence, role);
        }
    }
}
