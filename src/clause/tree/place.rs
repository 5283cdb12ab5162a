//! Where a label belongs: the list it goes on, or the clause it opens one in.
//!
//! In: a label and the open clauses. Out: index of the parent in the stack, list, place in it, what introduces it. Not here:
//! adding it to the tree.

use super::{Builder, DEEPEST, Key, Open};
use crate::clause::line::Line;
use crate::clause::number::{Close, Label, Mark};

impl Builder<'_> {
    /// Where a label belongs: index of the parent in the stack, list, place in it, what introduces it.
    pub(super) fn place(&self, line: &Line, label: &Label) -> (usize, Key, u16, Option<u32>) {
        if let Mark::Digits(parts, _) = &label.mark
            && parts.len() >= 2
        {
            return self.place_decimal(line, parts);
        }
        let readings = readings(label, line.indent);
        if let Some(level) = line.heading {
            let keep = self.stack.iter().rposition(|open| open.heading.is_some_and(|own| own < level)).unwrap_or(0);
            let (_, value) = readings[0];
            return (keep, Key::Heading(level), value, None);
        }
        // What stands in a list that other text has interrupted cannot go on without that list.
        let innermost = self.deepest();
        for (at, open) in self.stack.iter().enumerate().take(innermost + 2).rev().filter(|(at, _)| *at > 0) {
            for &(key, value) in &readings {
                if open.key == key && follows(open, key, value, line) {
                    // Bullets after other text are a new list.
                    let anew = open.dormant && matches!(key, Key::Bullets(..));
                    return (at - 1, key, value, if anew { self.intro(at - 1) } else { open.intro });
                }
            }
            // Nothing outside a headed section goes on inside it.
            if open.heading.is_some() {
                break;
            }
        }
        let (key, value) = readings.iter().copied().find(|&(_, value)| value == 1).unwrap_or(readings[0]);
        // A list that starts anew where one of its style is open, and is not set in, follows that one.
        let restart = self
            .stack
            .iter()
            .enumerate()
            .take(innermost + 2)
            .skip(1)
            .rev()
            .find(|(_, open)| open.heading.is_none() && same_style(open.key, key));
        if let Some((at, open)) = restart
            && (at >= innermost || open.dormant)
            && line.indent <= open.indent
        {
            return (at - 1, key, value, self.intro(at - 1));
        }
        let parent = innermost.min(DEEPEST);
        (parent, key, value, self.intro(parent))
    }

    fn place_decimal(&self, line: &Line, parts: &[u16]) -> (usize, Key, u16, Option<u32>) {
        let key = Key::Decimal(parts.len());
        let value = parts[parts.len() - 1];
        let prefix = &parts[..parts.len() - 1];
        let innermost = self.deepest();
        for (at, open) in self.stack.iter().enumerate().take(innermost + 2).rev() {
            if open.path == prefix && at <= innermost {
                let level = line.heading.unwrap_or(u8::MAX);
                // A sub-clause steps out of unnumbered headings that are not above it.
                let at = if at == 0 {
                    self.stack
                        .iter()
                        .rposition(|it| {
                            matches!(it.key, Key::Heading(own) if own < level && own <= 6) && it.path.is_empty()
                        })
                        .unwrap_or(0)
                } else {
                    at
                };
                return (at, key, value, self.intro_of_list(at, key));
            }
            if open.key == key && at > 0 {
                return (at - 1, key, value, open.intro);
            }
        }
        let parent = self.stack[..=innermost]
            .iter()
            .rposition(|open| {
                open.heading.is_some()
                    && open.path.len() < parts.len()
                    && !matches!(open.key, Key::Decimal(own) if own >= parts.len())
            })
            .unwrap_or(0);
        (parent, key, value, self.intro_of_list(parent, key))
    }

    fn intro_of_list(&self, parent: usize, key: Key) -> Option<u32> {
        self.stack.get(parent + 1).filter(|open| open.key == key).map_or_else(|| self.intro(parent), |open| open.intro)
    }

    /// The last text of the clause a list starts in.
    fn intro(&self, parent: usize) -> Option<u32> {
        let node = self.stack.get(parent)?.node as u32;
        self.runs.last().filter(|run| run.clause == node).map(|_| self.runs.len() as u32 - 1)
    }
}

pub(super) fn value_of(label: &Label) -> Option<u16> {
    match &label.mark {
        Mark::Word(_, _, value) => *value,
        Mark::Digits(parts, _) => parts.first().copied(),
        Mark::Letters { letter, roman, .. } => letter.or(*roman),
        Mark::Bullet(_) => None,
    }
}

pub(super) fn path_of(label: &Label) -> Vec<u16> {
    match &label.mark {
        Mark::Digits(parts, _) => parts.clone(),
        _ => Vec::new(),
    }
}

/// The lists a label may belong to, likelier first.
fn readings(label: &Label, indent: u8) -> Vec<(Key, u16)> {
    match &label.mark {
        Mark::Digits(parts, close) => {
            let close = if *close == Close::Bare { Close::Dot } else { *close };
            vec![(Key::Digits(close), parts[0])]
        }
        Mark::Letters { upper, letter, roman, close } => {
            let letter = letter.map(|value| (Key::Letters(*upper, *close), value));
            let roman = roman.map(|value| (Key::Romans(*upper, *close), value));
            letter.into_iter().chain(roman).collect()
        }
        Mark::Bullet(bullet) => vec![(Key::Bullets(*bullet, indent), 1)],
        Mark::Word(word, _, value) => vec![(Key::Words(*word), value.unwrap_or(1))],
    }
}

/// Whether `value` goes on a list: the next number, one left out, or another bullet.
fn follows(open: &Open, key: Key, value: u16, line: &Line) -> bool {
    match key {
        Key::Bullets(..) => true,
        _ => value == open.value + 1 || value == open.value + 2 && line.indent.abs_diff(open.indent) <= 1,
    }
}

fn same_style(left: Key, right: Key) -> bool {
    match (left, right) {
        (Key::Bullets(left, _), Key::Bullets(right, _)) => left == right,
        _ => left == right,
    }
}
