//! What the lines of a document have in common: size, leading, margins.
//!
//! In: the pages. Out: a [`Measure`]. Not here: what is made of it, see `columns` and `paragraph`.

use std::collections::BTreeMap;

use super::columns::{has_columns, is_odd, runs, stand_apart};
use super::layout::{Flow, table_of};
use super::lines::Printed;
use super::paragraph::{ends_closed, starts_small};

/// What the document's lines have in common.
pub(super) struct Measure {
    /// Size most of the text is set in.
    pub(super) size: f32,
    /// Largest usual distance of baselines inside paragraphs by size in half points.
    pub(super) leading: BTreeMap<i32, f32>,
    /// Right edge of the text by page width in points and size in half points.
    pub(super) margin: BTreeMap<(i32, i32), f32>,
    /// Left edge of the text by page width in points and whether the page's number is odd (margins may be mirrored).
    pub(super) left: BTreeMap<(i32, bool), f32>,
}

pub(super) fn measure(flows: &[Flow]) -> Measure {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    let mut steps: BTreeMap<i32, BTreeMap<i32, usize>> = BTreeMap::new();
    let mut rights: BTreeMap<(i32, i32), Vec<f32>> = BTreeMap::new();
    let mut lefts: BTreeMap<(i32, bool), Vec<f32>> = BTreeMap::new();
    let mut single = 0;
    for flow in flows {
        for line in &flow.lines {
            *sizes.entry(half_points(line.size)).or_default() +=
                line.words.iter().map(|word| word.text.len()).sum::<usize>();
        }
        for pair in flow.lines.windows(2).filter(|pair| pair[0].cell == pair[1].cell) {
            let (step, size) = (pair[1].base - pair[0].base, pair[0].size);
            let same = (pair[1].size - size).abs() < 0.5 && table_of(&pair[0], &flow.grids).is_none();
            let flows = pair[0].words.len() > 4 && !ends_closed(&pair[0]) && starts_small(&pair[1]);
            if same && flows && step > 0.85 * size && step < 2.6 * size {
                *steps.entry(half_points(size)).or_default().entry(half_points(step)).or_default() += 1;
            }
        }
        if !has_columns(flow) && !stand_apart(&runs(flow), flow) {
            single += 1;
            let free: Vec<&Printed> = flow.lines.iter().filter(|line| line.cell.is_none()).collect();
            let width = flow.width.round() as i32;
            for (size, lines) in by_size(&free) {
                rights.entry((width, size)).or_default().extend(right_edge(&lines));
            }
            let left = free.iter().map(|line| line.left()).reduce(f32::min);
            lefts.entry((width, is_odd(flow))).or_default().extend(left);
        }
    }
    let size = sizes.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| points(*size));
    let leading = steps.into_iter().filter_map(|(size, counts)| Some((size, usual_step(&counts)?))).collect();
    if single * 2 < flows.len() {
        rights.clear();
        lefts.clear();
    }
    let margin = rights.into_iter().filter_map(|(width, rights)| Some((width, median(rights)?))).collect();
    let left = lefts.into_iter().filter_map(|(width, lefts)| Some((width, median(lefts)?))).collect();
    Measure { size, leading, margin, left }
}

impl Measure {
    /// Whether a step of `step` points between lines of `size` stays inside a paragraph.
    pub(super) fn is_near(&self, step: f32, size: f32) -> bool {
        let usual = self.leading.get(&half_points(size)).copied();
        step <= usual.map_or(1.5 * size, |usual| usual * 1.12 + 0.5)
    }
}

/// The largest step often taken where a sentence visibly goes on: paragraphs are further apart than their lines.
fn usual_step(counts: &BTreeMap<i32, usize>) -> Option<f32> {
    let near = |at: i32| (at - 1..=at + 1).filter_map(|step| counts.get(&step)).sum::<usize>();
    let total: usize = counts.values().sum();
    let last = counts.keys().rev().copied().find(|&step| near(step) * 8 >= total && near(step) >= 2)?;
    Some(points(last))
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// How far to the right lines go, a few that stick out left aside.
pub(super) fn right_edge(lines: &[&Printed]) -> Option<f32> {
    let mut rights: Vec<f32> = lines.iter().map(|line| line.right()).collect();
    rights.sort_by(|a, b| b.total_cmp(a));
    rights.get((rights.len() / 20).min(3)).copied()
}

pub(super) fn by_size<'a>(lines: &[&'a Printed]) -> BTreeMap<i32, Vec<&'a Printed>> {
    let mut sizes: BTreeMap<i32, Vec<&Printed>> = BTreeMap::new();
    for line in lines {
        sizes.entry(half_points(line.size)).or_default().push(line);
    }
    sizes
}

fn points(halves: i32) -> f32 {
    f32::from(i16::try_from(halves).unwrap_or(i16::MAX)) / 2.0
}

pub(super) fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}
