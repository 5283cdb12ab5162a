//! Printed lines to paragraphs and tables.
//!
//! In: the lines of every page, heads and feet set aside. Out: [`Part`]s in reading order: paragraphs that may run over a
//! page break, tables that may too. Not here: the text they make, see `write`; `measure`, `columns`, `paragraph` and
//! `breaks` do the telling.

use std::collections::BTreeMap;

use super::breaks::{join_over_break, join_over_columns};
use super::columns::{has_columns, set_columns};
use super::lines::Printed;
use super::measure::{Measure, measure};
use super::paragraph::continues;
use super::tables::Grid;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Part {
    /// Lines of one paragraph, heading or list item.
    Text(Vec<Printed>),
    /// A table, row by row.
    Table(Table),
}

/// Cells of a table: for every row the lines of every column.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Vec<Printed>>>,
    /// Edges of the columns; a table going on overleaf has the same.
    pub(super) edges: Vec<f32>,
    /// Its upper edge.
    pub(super) top: f32,
}

/// A page of body lines with its grids.
pub(super) struct Flow {
    pub(super) width: f32,
    pub(super) lines: Vec<Printed>,
    pub(super) grids: Vec<Grid>,
}

/// Paragraphs and tables of all pages in reading order.
pub(super) fn parts(flows: Vec<Flow>) -> (Vec<Part>, Measure) {
    let flows: Vec<Flow> = flows.into_iter().map(in_order).collect();
    let measure = measure(&flows);
    let mut parts: Vec<Part> = Vec::new();
    for flow in flows {
        let before = parts.len();
        page_parts(flow, &measure, &mut parts);
        join_over_break(&mut parts, before, &measure);
        join_over_columns(&mut parts, before);
    }
    (parts, measure)
}

/// Lines of a page whose order jumps about although it has one column are put from top to bottom.
fn in_order(mut flow: Flow) -> Flow {
    let heights: Vec<f32> = flow.lines.iter().map(|line| height_of(line, &flow.grids)).collect();
    let jumps = heights.windows(2).zip(&flow.lines).any(|(pair, line)| pair[1] < pair[0] - 0.5 * line.size);
    if !jumps || flow.lines.len() > 2_000 || has_columns(&flow) {
        return flow;
    }
    let mut keyed: Vec<(f32, Printed)> = heights.into_iter().zip(flow.lines).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    flow.lines = keyed.into_iter().map(|(_, line)| line).collect();
    flow
}

/// A table stands where its upper edge is, whatever its cells do.
fn height_of(line: &Printed, grids: &[Grid]) -> f32 {
    table_of(line, grids).map_or(line.base, |(at, _, _)| grids[at].ys[0])
}

pub(super) fn table_of(line: &Printed, grids: &[Grid]) -> Option<(usize, u16, u16)> {
    line.cell.filter(|&(at, _, _)| grids[at].is_table())
}

fn page_parts(mut flow: Flow, measure: &Measure, parts: &mut Vec<Part>) {
    set_columns(&mut flow, measure);
    let mut open: Vec<Printed> = Vec::new();
    let mut tables: BTreeMap<usize, usize> = BTreeMap::new();
    for line in flow.lines {
        if let Some((at, row, column)) = table_of(&line, &flow.grids) {
            close(&mut open, parts);
            let part = *tables.entry(at).or_insert_with(|| {
                parts.push(Part::Table(Table::new(&flow.grids[at])));
                parts.len() - 1
            });
            if let Part::Table(table) = &mut parts[part] {
                table.rows[usize::from(row)][usize::from(column)].push(line);
            }
            continue;
        }
        if !continues(&open, &line, measure) {
            close(&mut open, parts);
        }
        open.push(line);
    }
    close(&mut open, parts);
}

fn close(open: &mut Vec<Printed>, parts: &mut Vec<Part>) {
    if !open.is_empty() {
        parts.push(Part::Text(std::mem::take(open)));
    }
}

impl Table {
    fn new(grid: &Grid) -> Self {
        Self { rows: vec![vec![Vec::new(); grid.columns()]; grid.rows()], edges: grid.xs.clone(), top: grid.ys[0] }
    }
}
