//! Running heads, feet and page numbers.
//!
//! In: the printed lines of all pages. Out: the same lines, those that belong to the page and not to the text moved to the
//! furniture layer. Not here: text set across the page or marked by the file, which `content` tells.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Printed;
use super::sheet::Paper;

/// Heads and feet stand in this share of the page's height.
const EDGE: f32 = 0.14;
/// Words for "page" and "of" in page numbers of the languages read.
const NUMBER_WORDS: &[&str] =
    &["pagina", "page", "pag", "blz", "bladzijde", "seite", "p", "van", "of", "von", "de", "sur"];

/// A page's size and lines.
pub(super) struct Leaf {
    pub(super) height: f32,
    pub(super) lines: Vec<Printed>,
}

/// Moves heads and feet to the furniture layer.
pub(super) fn set_aside(leaves: &mut [Leaf]) {
    let repeated = repeated(leaves);
    let single = leaves.len() == 1;
    for (page, leaf) in leaves.iter_mut().enumerate() {
        for at_top in [true, false] {
            let mut edge: Vec<usize> = (0..leaf.lines.len()).filter(|&at| at_edge(leaf, at, at_top)).collect();
            edge.sort_by(|&a, &b| leaf.lines[a].base.total_cmp(&leaf.lines[b].base));
            if !at_top {
                edge.reverse();
            }
            for at in edge {
                let line = &leaf.lines[at];
                let text = line.text();
                let known = keys(line, &text, at_top, page).iter().any(|key| repeated.contains(key));
                if line.layer == Paper::Body && !(known || is_page_number(&text, single)) {
                    break;
                }
                if line.layer == Paper::Body {
                    leaf.lines[at].layer = Paper::Furniture;
                }
            }
        }
    }
}

fn at_edge(leaf: &Leaf, at: usize, at_top: bool) -> bool {
    let line = &leaf.lines[at];
    let inside = if at_top { line.base < leaf.height * EDGE } else { line.base > leaf.height * (1.0 - EDGE) };
    inside && matches!(line.layer, Paper::Body | Paper::Furniture)
}

/// At the top or the foot, how far from it, and what is printed there.
type Key = (bool, i32, String);

/// Keys of lines that stand at the same place of several pages.
fn repeated(leaves: &[Leaf]) -> BTreeSet<Key> {
    let mut pages: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        for at_top in [true, false] {
            for at in (0..leaf.lines.len()).filter(|&at| at_edge(leaf, at, at_top)) {
                let line = &leaf.lines[at];
                for (top, place, text) in keys(line, &line.text(), at_top, page) {
                    // A line may be off by a point; it counts for the places on both sides.
                    for near in [place - 1, place, place + 1] {
                        pages.entry((top, near, text.clone())).or_default().insert(page);
                    }
                }
            }
        }
    }
    let least = match leaves.len() {
        0..=1 => usize::MAX,
        2..=8 => 2,
        _ => 3,
    };
    // A page number is on most pages; three schedules of one page each are not.
    let counted = least.max(leaves.len() / 3);
    let enough = |(key, on): &(Key, BTreeSet<usize>)| on.len() >= if key.2.contains(COUNTED) { counted } else { least };
    pages.into_iter().filter(enough).map(|(key, _)| key).collect()
}

fn keys(line: &Printed, text: &str, at_top: bool, page: usize) -> Vec<Key> {
    let place = (line.base / 4.0).round() as i32;
    shapes(text, page).into_iter().map(|shape| (at_top, place, shape)).collect()
}

/// Stands before a number written as its distance; in no text of a page.
const COUNTED: char = '\u{1}';

/// More numbers than these stand in no head.
const MOST_NUMBERS: usize = 4;

/// What is printed, and the same with one number written as its distance from the page's: a number that grows with the
/// pages is a page number. "Schedule 1" and "Schedule 2" on two pages are no head that comes back.
fn shapes(text: &str, page: usize) -> Vec<String> {
    let page = i64::try_from(page).unwrap_or(i64::MAX);
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let text = words.join(" ");
    let mut shapes = vec![text.clone()];
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let len = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if let Ok(number) = text[at..at + len].parse::<i64>()
            && shapes.len() <= MOST_NUMBERS
        {
            shapes.push(format!("{}{COUNTED}{}{}", &text[..at], number - page, &text[at + len..]));
        }
        from = at + len;
    }
    shapes
}

/// "3", "- 3 -", "3/17", "Pagina 3 van 17". On a single page a bare number may be anything.
fn is_page_number(text: &str, single: bool) -> bool {
    let lower = text.to_lowercase();
    let mut numbers = 0;
    let mut words = 0;
    for token in lower.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '-' | '–' | '.' | '[' | ']')) {
        match token {
            "" => {}
            _ if token.len() <= 4 && token.bytes().all(|byte| byte.is_ascii_digit()) => numbers += 1,
            _ if NUMBER_WORDS.contains(&token) => words += 1,
            _ => return false,
        }
    }
    let label = text.trim_end().ends_with('.');
    let slash = text.contains('/') || text.contains('|');
    (1..=2).contains(&numbers) && words <= 2 && !label && (words > 0 || !single || (slash && numbers == 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_heads_grow_with_the_pages() {
        let check = |first: &str, second: &str, expect: bool| {
            let second = shapes(second, 1);
            assert_eq!(shapes(first, 0).iter().any(|shape| second.contains(shape)), expect, "{first}");
        };
        check("Overeenkomst 2018, blad 3", "Overeenkomst 2018, blad 4", true);
        check("Model 4.0", "Model  4.0", true);
        check("3 van 17", "4 van 17", true);
        check("Schedule 1", "Schedule 4", false);
    }

    #[test]
    fn page_numbers_are_told_from_labels() {
        let check = |text: &str, expect: bool| assert_eq!(is_page_number(text, false), expect, "{text}");
        check("3", true);
        check("- 3 -", true);
        check("Pagina 3 van 17", true);
        check("3 / 17", true);
        check("p. 4", true);
        check("1.", false);
        check("18 mei 2018", false);
        check("Bijlage 2", false);
        assert!(!is_page_number("2018", true));
    }
}
