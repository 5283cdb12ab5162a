//! A page as painted, and turning one that lies on its side.
//!
//! In: nothing; `content` fills it in. Out: a [`Sheet`] in points with the origin at the top left. Not here: words and
//! lines.

use std::collections::BTreeMap;

/// One page as painted.
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    /// The glyphs' characters one after another.
    pub(super) text: String,
    pub(super) rules: Vec<Rule>,
    /// Share of the page covered by its largest image.
    pub(super) image_share: f32,
    /// Glyphs for which the file gives no character.
    pub(super) unmapped: usize,
    /// The text allowance ran out on this page.
    pub(super) cut: bool,
}

/// A glyph in points on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Baseline, from the top.
    pub(super) base: f32,
    pub(super) size: f32,
    /// Where its characters start in [`Sheet::text`].
    pub(super) start: u32,
    pub(super) len: u16,
    /// Known for most glyphs; a Type 1 font shows it only in letters with a stem.
    pub(super) bold: Option<bool>,
    pub(super) layer: Paper,
    /// White space; its place says little, see `lines`.
    pub(super) space: bool,
    /// Painted by an annotation (a form field), hence after the text around it.
    pub(super) late: bool,
    pub(super) turn: Turn,
    /// Direction of the text in radians, clockwise. Text that is not level is measured along and across its own
    /// direction, see [`turned_back`].
    pub(super) angle: f32,
}

impl Glyph {
    pub(super) fn text<'a>(&self, sheet: &'a Sheet) -> &'a str {
        &sheet.text[self.start as usize..self.start as usize + usize::from(self.len)]
    }
}

/// What a glyph is to a reader of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paper {
    /// Text to read.
    Body,
    /// Marked by the file as a running head or foot, or set across the page.
    Furniture,
    /// Painted so that nobody sees it.
    Hidden,
    /// Painted without ink; on a scan this is what was recognised.
    Inkless,
}

/// Which way a line of text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Level,
    Down,
    Over,
    Up,
    Slanted,
}

/// A straight ruling along one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// Along x when true.
    pub(super) flat: bool,
    /// Place on the other axis.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// A point measured along and across a line at `angle`, on the page.
pub(super) fn turned_back(along: f32, across: f32, angle: f32) -> (f32, f32) {
    let (sin, cos) = angle.sin_cos();
    (along * cos - across * sin, along * sin + across * cos)
}

pub(super) fn turn_of(a: f64, b: f64) -> Turn {
    let slack = 0.05 * a.hypot(b);
    match (a, b) {
        _ if b.abs() <= slack && a >= 0.0 => Turn::Level,
        _ if b.abs() <= slack => Turn::Over,
        _ if a.abs() <= slack && b > 0.0 => Turn::Down,
        _ if a.abs() <= slack => Turn::Up,
        _ => Turn::Slanted,
    }
}

/// A page whose text mostly runs up, down or upside down is read turned.
pub(super) fn turn_upright(sheet: &mut Sheet) {
    let mut counts: BTreeMap<Turn, usize> = BTreeMap::new();
    for glyph in sheet.glyphs.iter().filter(|glyph| !glyph.space) {
        *counts.entry(glyph.turn).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let Some((&turn, &most)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
    if matches!(turn, Turn::Level | Turn::Slanted) || most * 2 <= total {
        return;
    }
    let (width, height) = (sheet.width, sheet.height);
    let about = match turn {
        Turn::Down => std::f32::consts::FRAC_PI_2,
        Turn::Up => -std::f32::consts::FRAC_PI_2,
        _ => std::f32::consts::PI,
    };
    let place = |x: f32, y: f32| match turn {
        Turn::Down => (y, width - x),
        Turn::Up => (height - y, x),
        _ => (width - x, height - y),
    };
    for glyph in &mut sheet.glyphs {
        let length = glyph.right - glyph.left;
        let (left, base) = place(glyph.left, glyph.base);
        let upright = glyph.turn == turn;
        let angle = if upright { 0.0 } else { glyph.angle - about };
        let turn = if upright { Turn::Level } else { Turn::Slanted };
        *glyph = Glyph { left, right: left + length, base, turn, angle, ..*glyph };
    }
    for rule in &mut sheet.rules {
        let (from, to) = if rule.flat {
            (place(rule.from, rule.at), place(rule.to, rule.at))
        } else {
            (place(rule.at, rule.from), place(rule.at, rule.to))
        };
        let flat = rule.flat != matches!(turn, Turn::Down | Turn::Up);
        *rule = if flat {
            Rule { flat, at: from.1, from: from.0.min(to.0), to: from.0.max(to.0) }
        } else {
            Rule { flat, at: from.0, from: from.1.min(to.1), to: from.1.max(to.1) }
        };
    }
    if matches!(turn, Turn::Down | Turn::Up) {
        (sheet.width, sheet.height) = (height, width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_there_and_back_is_nothing() {
        let (along, across) = turned_back(30.0, 40.0, -0.7);
        let (x, y) = turned_back(along, across, 0.7);
        assert!((x - 30.0).abs() < 1e-3 && (y - 40.0).abs() < 1e-3);
    }
}
