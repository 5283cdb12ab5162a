//! Columns of a page: where the lines outside tables start and how far they go.
//!
//! In: a page and the [`Measure`] of the document. Out: the column of every line. Not here: tables.

use std::collections::BTreeMap;

use super::layout::{Flow, table_of};
use super::lines::Printed;
use super::measure::{Measure, by_size, half_points, right_edge};
use super::tables::Grid;

/// Tells every line outside tables the column it stands in.
pub(super) fn set_columns(flow: &mut Flow, measure: &Measure) {
    let runs = runs(flow);
    let several = has_columns(flow) || stand_apart(&runs, flow);
    let page: Vec<&Printed> = flow.lines.iter().filter(|line| line.cell.is_none()).collect();
    let left = page.iter().map(|line| line.left()).fold(f32::INFINITY, f32::min);
    let left = measure.left.get(&(flow.width.round() as i32, is_odd(flow))).copied().unwrap_or(left);
    let edges = right_edges(&page, flow.width, measure);
    let spans: Vec<(f32, f32)> = runs.iter().map(|run| span_of(run, &flow.lines)).collect();
    for run in &runs {
        let own = span_of(run, &flow.lines);
        let framed = flow.lines[run[0]].cell.is_some();
        for &at in run {
            flow.lines[at].column = if framed {
                own
            } else if several {
                column_of(own, &spans, flow.width)
            } else {
                (left, edges.get(&half_points(flow.lines[at].size)).copied().unwrap_or(own.1))
            };
        }
        narrow(run, &mut flow.lines, measure);
    }
}

/// Whether lines stand side by side, or a line beside a table.
pub(super) fn has_columns(flow: &Flow) -> bool {
    let free: Vec<&Printed> = flow.lines.iter().filter(|line| table_of(line, &flow.grids).is_none()).collect();
    let beside = |line: &Printed, grid: &Grid| {
        let (left, top, right, bottom) = grid.bounds();
        line.base > top && line.base < bottom && (line.right() < left || line.left() > right)
    };
    let tables = || flow.grids.iter().filter(|grid| grid.is_table());
    free.iter().any(|line| tables().any(|grid| beside(line, grid)))
        || free.iter().enumerate().any(|(at, line)| {
            free[at + 1..].iter().any(|other| {
                (line.base - other.base).abs() < 0.6 * line.size
                    && (other.left() > line.right() + line.size || line.left() > other.right() + line.size)
            })
        })
}

/// Whether two runs of some width have nothing above each other.
pub(super) fn stand_apart(runs: &[Vec<usize>], flow: &Flow) -> bool {
    let wide: Vec<(f32, f32)> =
        runs.iter().map(|run| span_of(run, &flow.lines)).filter(|span| span.1 - span.0 > 0.2 * flow.width).collect();
    wide.iter().any(|a| wide.iter().any(|b| a.1 < b.0))
}

/// Lines one below the other, by place in the flow.
pub(super) fn runs(flow: &Flow) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, line) in flow.lines.iter().enumerate().filter(|(_, line)| table_of(line, &flow.grids).is_none()) {
        let goes_on = runs.last().and_then(|run| run.last()).is_some_and(|&last| {
            let before = &flow.lines[last];
            before.cell == line.cell && line.base > before.base - before.size
        });
        match runs.last_mut() {
            Some(run) if goes_on => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    runs
}

pub(super) fn is_odd(flow: &Flow) -> bool {
    flow.lines.first().is_some_and(|line| line.page % 2 == 1)
}

/// The right edge for every size on a page of one column: notes may be wider than the text, headings are too few to
/// tell.
fn right_edges(page: &[&Printed], width: f32, measure: &Measure) -> BTreeMap<i32, f32> {
    let usual = |size: i32| measure.margin.get(&(width.round() as i32, size)).copied().unwrap_or(0.0);
    let sizes = by_size(page);
    let body = half_points(measure.size);
    let text = sizes.get(&body).and_then(|lines| right_edge(lines)).unwrap_or(0.0).max(usual(body));
    let all = right_edge(page).unwrap_or(0.0);
    let edge = |size: i32, lines: &[&Printed]| {
        let own = right_edge(lines).unwrap_or(all).max(usual(size));
        if size >= body {
            own.max(text)
        } else if lines.len() < 3 {
            own.max(all)
        } else {
            own
        }
    };
    sizes.iter().map(|(&size, lines)| (size, edge(size, lines))).collect()
}

/// Paragraphs set narrower than the column (a right indent, a side column) are measured by their own lines: three or
/// more close together, all but the last about as long as the longest.
fn narrow(run: &[usize], lines: &mut [Printed], measure: &Measure) {
    let mut from = 0;
    while from < run.len() {
        let near = |pair: &[usize]| {
            let (a, b) = (&lines[pair[0]], &lines[pair[1]]);
            half_points(a.size) == half_points(b.size) && measure.is_near(b.base - a.base, a.size)
        };
        let to = from + 1 + run[from..].windows(2).take_while(|pair| near(pair)).count();
        let block = &run[from..to];
        let left = block.iter().map(|&at| lines[at].left()).fold(f32::INFINITY, f32::min);
        let right = block.iter().map(|&at| lines[at].right()).fold(0.0, f32::max);
        let column = lines[block[0]].column;
        let before = &block[..block.len() - 1];
        let long = before.iter().filter(|&&at| lines[at].right() - left > 0.8 * (right - left)).count();
        let wide = right - left > 0.5 * (column.1 - column.0);
        if block.len() > 2 && wide && long * 10 >= before.len() * 7 {
            for &at in block {
                lines[at].column.1 = lines[at].column.1.min(right);
            }
        }
        from = to;
    }
}

fn span_of(run: &[usize], lines: &[Printed]) -> (f32, f32) {
    let lines: Vec<&Printed> = run.iter().map(|&at| &lines[at]).collect();
    let left = lines.iter().map(|line| line.left()).fold(f32::INFINITY, f32::min);
    (left, right_edge(&lines).unwrap_or(0.0))
}

/// The column of a run: what runs of about the same place and width span together. A run too narrow to tell (a lone short
/// line) belongs to the narrowest one that holds it.
fn column_of(own: (f32, f32), spans: &[(f32, f32)], width: f32) -> (f32, f32) {
    let wide = |span: &(f32, f32)| span.1 - span.0;
    let holds = |outer: &(f32, f32)| outer.0 <= own.0 + 2.0 && own.1 <= outer.1 + 2.0;
    let around = spans.iter().filter(|span| holds(span) && wide(span) > 0.25 * width);
    let base = if wide(&own) > 0.25 * width {
        own
    } else {
        around.min_by(|a, b| wide(a).total_cmp(&wide(b))).copied().unwrap_or(own)
    };
    let alike = spans.iter().filter(|span| {
        let shared = base.1.min(span.1) - base.0.max(span.0);
        shared > 0.7 * wide(&base).max(wide(span))
    });
    alike.fold(base, |all, span| (all.0.min(span.0), all.1.max(span.1)))
}
