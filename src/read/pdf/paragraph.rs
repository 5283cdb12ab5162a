//! Whether a printed line goes on with the paragraph before it.
//!
//! In: the lines of a paragraph and the next one. Out: yes or no. Not here: what stands between the words, see `write`.

use super::label::{are_alike, is_label};
use super::lines::Printed;
use super::measure::Measure;

/// Whether `line` goes on with the paragraph `lines`.
pub(super) fn continues(lines: &[Printed], line: &Printed, measure: &Measure) -> bool {
    let Some(last) = lines.last() else { return false };
    let step = line.base - last.base;
    if step < -last.size {
        return last.cell == line.cell && line.left() > last.left() + last.size && goes_over(lines, line);
    }
    if are_centred(last, line) {
        return last.bold == line.bold
            && measure.is_near(step, line.size)
            && is_kin(lines, line)
            && fills_centred(last, line);
    }
    last.cell == line.cell
        && step > 0.3 * last.size
        && measure.is_near(step, last.size.max(line.size))
        && is_kin(lines, line)
        && !is_short_of(last, line)
        && !is_set_off(lines)
        && is_in_place(lines, line)
        && !starts_item(lines, line)
}

/// Two lines of a title, one below the middle of the other.
fn are_centred(last: &Printed, line: &Printed) -> bool {
    let middle = |line: &Printed| f32::midpoint(line.left(), line.right());
    let column = f32::midpoint(line.column.0, line.column.1);
    let set_in = |line: &Printed| line.offset() > 1.5 * line.size;
    last.cell == line.cell
        && line.base > last.base
        && (middle(last) - middle(line)).abs() < 2.0
        && (middle(line) - column).abs() < 0.1 * (line.column.1 - line.column.0)
        && (set_in(last) || set_in(line))
        && (last.left() - line.left()).abs() > 0.5 * line.size
}

/// Whether the first word of `line` would have made the centred line `last` too wide.
fn fills_centred(last: &Printed, line: &Printed) -> bool {
    let word = &line.words[0];
    let wide = last.right() - last.left() + 0.25 * last.size + word.right - word.left;
    wide > 0.9 * (last.column.1 - last.column.0) && !ends_closed(last)
}

/// Whether `line`, first in its column or page, goes on with the paragraph `lines` that ended the one before.
pub(super) fn goes_over(lines: &[Printed], line: &Printed) -> bool {
    let Some(last) = lines.last() else { return false };
    if !is_kin(lines, line)
        || starts_item(lines, line)
        || !is_in_place(lines, line)
        || is_short_of(last, line)
        || is_set_off(lines)
    {
        return false;
    }
    if starts_small(line) {
        return true;
    }
    let bold = lines.iter().all(|line| line.bold);
    if bold != line.bold && (bold || !ends_closed(last)) {
        return false;
    }
    if !ends_closed(last) {
        return lines.len() > 1;
    }
    is_hung(lines, line) || is_flush(lines) || line.words[0].right - line.left() < 0.1 * (last.column.1 - last.left())
}

pub(super) fn starts_small(line: &Printed) -> bool {
    line.words[0].text.chars().next().is_some_and(char::is_lowercase)
}

/// The text of a list item, set in behind its label.
fn is_hung(lines: &[Printed], line: &Printed) -> bool {
    is_label(&lines[0].words[0].text) && line.offset() > lines[0].offset() + 0.6 * line.size
}

/// All lines reach the right edge (typesetters hang punctuation out of it by half a letter), as only lines inside a justified paragraph do.
fn is_flush(lines: &[Printed]) -> bool {
    lines.len() > 1 && lines.iter().all(reaches_edge)
}

fn reaches_edge(line: &Printed) -> bool {
    line.right() > line.column.1 - 0.6 * line.size
}

/// The last line of a justified paragraph: all before it reach the right edge, it does not.
fn is_set_off(lines: &[Printed]) -> bool {
    lines.split_last().is_some_and(|(last, before)| {
        let pressed = before.iter().filter(|line| line.pressed).count();
        before.len() > 1 && pressed * 2 >= before.len() && !reaches_edge(last) && before.iter().all(reaches_edge)
    })
}

/// Same size, and neither is a row of fill-in dots or a table of contents.
fn is_kin(lines: &[Printed], line: &Printed) -> bool {
    let last = lines.last().expect("a paragraph has a line");
    let ratio = last.size / line.size.max(0.1);
    let wrapped = last.right() > last.left() + 0.7 * (last.column.1 - last.left());
    (0.88..=1.14).contains(&ratio)
        && !is_leader(last)
        && (starts_small(line) || starts_blank(line) || !ends_blank(last))
        && (wrapped
            || !starts_blank(line)
            || last.words.iter().any(|word| word.text.chars().filter(|&c| is_fill(c)).count() > 5))
}

/// "Artikel 4 ........ 7"
fn is_leader(line: &Printed) -> bool {
    let text = line.text();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    before.len() < text.len() && before.ends_with("....")
}

fn is_fill(c: char) -> bool {
    matches!(c, '.' | '_' | '…')
}

fn ends_blank(line: &Printed) -> bool {
    let text = line.text();
    let fill: usize = text.chars().rev().take_while(|&c| is_fill(c)).map(|c| if c == '…' { 3 } else { 1 }).sum();
    fill >= 4
}

fn starts_blank(line: &Printed) -> bool {
    let text = &line.words[0].text;
    text.chars().take_while(|&c| is_fill(c)).map(|c| if c == '…' { 3 } else { 1 }).sum::<usize>() >= 6
}

/// Whether the first word of `line` would have had room at the end of `last`: then the break was meant.
fn is_short_of(last: &Printed, line: &Printed) -> bool {
    let word = &line.words[0];
    let full = last.pressed && last.words.len() > 4;
    if full || is_cut_word(last, word.text.as_str()) || flows_on(last, line) {
        return false;
    }
    let room = last.column.1 - last.right() - 0.25 * last.size;
    room > (word.right - word.left) + 0.05 * last.size
}

/// The sentence goes on: nothing closes the one line, a small letter opens the other, and the first is a line of text and
/// not an entry of a list.
fn flows_on(last: &Printed, line: &Printed) -> bool {
    let (left, right) = last.column;
    last.words.len() > 4 && last.right() - left > 0.6 * (right - left) && !ends_closed(last) && starts_small(line)
}

fn is_cut_word(last: &Printed, next: &str) -> bool {
    let text = last.words.last().map_or("", |word| word.text.as_str());
    let before = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    before.is_some_and(|before| before.ends_with(char::is_lowercase))
        && next.starts_with(char::is_lowercase)
        && !last.spaced
}

/// Whether `line` starts where the paragraph's lines start.
fn is_in_place(lines: &[Printed], line: &Printed) -> bool {
    let (first, slack) = (&lines[0], 0.4 * line.size);
    let near = |at: f32| (line.offset() - at).abs() <= slack;
    let label = is_label(&first.words[0].text);
    let value = first.words.iter().rposition(|word| word.tab).filter(|&at| at > 1 || !label);
    if let Some(value) = value {
        return near(first.words[value].left - first.column.0);
    }
    if has_value(line) {
        return false;
    }
    if let Some(second) = lines.get(1) {
        return near(second.offset());
    }
    let inner = if label { first.words.get(1).map(|word| word.left - first.column.0) } else { None };
    let set_in = first.offset() - line.offset();
    near(first.offset()) || inner.is_some_and(near) || (-4.0 * line.size..=7.0 * line.size).contains(&set_in)
}

/// A wide gap that does not follow a list label.
fn has_value(line: &Printed) -> bool {
    let from = if is_label(&line.words[0].text) { 2 } else { 1 };
    line.words.iter().skip(from).any(|word| word.tab)
}

/// Whether `line` starts a list item of its own.
fn starts_item(lines: &[Printed], line: &Printed) -> bool {
    if !is_label(&line.words[0].text) {
        return false;
    }
    let last = lines.last().expect("a paragraph has a line");
    let gap = line.words.get(1).map_or(0.0, |next| next.left - line.words[0].right);
    let hung = gap > 0.75 * line.size;
    let off = |other: &Printed| (line.offset() - other.offset()).abs() > 0.4 * line.size;
    let moved = lines.len() > 1 && off(last);
    let alike = are_alike(&lines[0].words[0].text, &line.words[0].text) && !off(&lines[0]);
    hung || moved || alike || ends_closed(last) || ends_in_conjunction(last)
}

pub(super) fn ends_closed(line: &Printed) -> bool {
    let text = line.words.last().map_or("", |word| word.text.as_str());
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', ':', ';', '!', '?', ','])
}

fn ends_in_conjunction(line: &Printed) -> bool {
    let word = line.words.last().map_or("", |word| word.text.as_str());
    ["en", "of", "en/of", "and", "or", "and/or", "und", "oder", "et", "ou"].contains(&word)
}
