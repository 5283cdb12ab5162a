//! Printed lines to paragraphs and tables.
//!
//! In: the lines of every page, heads and feet set aside. Out: [`Part`]s in reading order: paragraphs that may run over a
//! page break, tables that may too. Not here: the text they make, see `write`.

use std::collections::BTreeMap;

use super::label::is_label;
use super::lines::Printed;
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
    edges: Vec<f32>,
}

/// A page of body lines with its grids.
pub(super) struct Flow {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: Vec<Printed>,
    pub(super) grids: Vec<Grid>,
}

/// What the document's lines have in common.
pub(super) struct Measure {
    /// Size most of the text is set in.
    pub(super) size: f32,
    /// Distance of baselines inside paragraphs by size in half points.
    leading: BTreeMap<i32, f32>,
    /// Right edge of the text by page width in points.
    margin: BTreeMap<i32, f32>,
}

/// Paragraphs and tables of all pages in reading order.
pub(super) fn parts(flows: Vec<Flow>) -> (Vec<Part>, Measure) {
    let flows: Vec<Flow> = flows.into_iter().map(in_order).collect();
    let measure = measure(&flows);
    let mut parts: Vec<Placed> = Vec::new();
    for flow in flows {
        let before = parts.len();
        page_parts(flow, &measure, &mut parts);
        join_over_break(&mut parts, before, &measure);
    }
    let parts = parts.into_iter().map(|(part, _)| part).collect();
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

fn table_of(line: &Printed, grids: &[Grid]) -> Option<(usize, u16, u16)> {
    line.cell.filter(|&(at, _, _)| grids[at].is_table())
}

/// Whether lines stand side by side outside tables.
fn has_columns(flow: &Flow) -> bool {
    let free: Vec<&Printed> = flow.lines.iter().filter(|line| table_of(line, &flow.grids).is_none()).collect();
    free.iter().enumerate().any(|(at, line)| {
        free[at + 1..].iter().any(|other| {
            (line.base - other.base).abs() < 0.6 * line.size
                && (other.left() > line.right() + line.size || line.left() > other.right() + line.size)
        })
    })
}

fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

fn measure(flows: &[Flow]) -> Measure {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    let mut steps: BTreeMap<i32, BTreeMap<i32, usize>> = BTreeMap::new();
    let mut rights: BTreeMap<i32, Vec<f32>> = BTreeMap::new();
    for flow in flows {
        for line in &flow.lines {
            *sizes.entry(half_points(line.size)).or_default() += line.words.iter().map(|word| word.text.len()).sum::<usize>();
        }
        for pair in flow.lines.windows(2) {
            let (step, size) = (pair[1].base - pair[0].base, pair[0].size);
            let same = (pair[1].size - size).abs() < 0.5 && pair[0].cell == pair[1].cell;
            if same && step > 0.85 * size && step < 2.6 * size {
                *steps.entry(half_points(size)).or_default().entry(half_points(step)).or_default() += 1;
            }
        }
        if !has_columns(flow) {
            let free: Vec<&Printed> = flow.lines.iter().filter(|line| line.cell.is_none()).collect();
            rights.entry(flow.width.round() as i32).or_default().extend(right_edge(&free));
        }
    }
    let size = sizes.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| *size as f32 / 2.0);
    let leading = steps.into_iter().filter_map(|(size, counts)| Some((size, usual_step(&counts)?))).collect();
    let margin = rights.into_iter().filter_map(|(width, rights)| Some((width, median(rights)?))).collect();
    Measure { size, leading, margin }
}

/// The smallest step taken often: lines of a paragraph are nearer to each other than paragraphs are.
fn usual_step(counts: &BTreeMap<i32, usize>) -> Option<f32> {
    let near = |at: i32| (at - 1..=at + 1).filter_map(|step| counts.get(&step)).sum::<usize>();
    let total: usize = counts.values().sum();
    let first = counts.keys().copied().find(|&step| near(step) * 7 >= total && near(step) >= 2)?;
    let best = (first..=first + 1).max_by_key(|step| counts.get(step).copied().unwrap_or(0)).unwrap_or(first);
    Some(best as f32 / 2.0)
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// How far to the right lines go, a few that stick out left aside.
fn right_edge(lines: &[&Printed]) -> Option<f32> {
    let mut rights: Vec<f32> = lines.iter().map(|line| line.right()).collect();
    rights.sort_by(|a, b| b.total_cmp(a));
    rights.get((rights.len() / 20).min(3)).copied()
}

impl Measure {
    /// Whether a step of `step` points between lines of `size` stays inside a paragraph.
    fn is_near(&self, step: f32, size: f32) -> bool {
        let usual = self.leading.get(&half_points(size)).copied();
        step <= usual.map_or(1.5 * size, |usual| usual * 1.16 + 0.6)
    }
}

/// A part and the right edge its last line was measured against.
type Placed = (Part, f32);

fn page_parts(flow: Flow, measure: &Measure, parts: &mut Vec<Placed>) {
    let limits = limits(&flow, measure);
    let mut open: Option<(Vec<Printed>, f32)> = None;
    let mut tables: BTreeMap<usize, usize> = BTreeMap::new();
    for (line, limit) in flow.lines.into_iter().zip(limits) {
        if let Some((at, row, column)) = table_of(&line, &flow.grids) {
            parts.extend(open.take().map(|(lines, limit)| (Part::Text(lines), limit)));
            let part = *tables.entry(at).or_insert_with(|| {
                parts.push((Part::Table(Table::new(&flow.grids[at])), limit));
                parts.len() - 1
            });
            if let Part::Table(table) = &mut parts[part].0 {
                table.rows[usize::from(row)][usize::from(column)].push(line);
            }
            continue;
        }
        match &mut open {
            Some((lines, edge)) if continues(lines, &line, *edge, measure) => {
                lines.push(line);
                *edge = limit;
            }
            _ => {
                parts.extend(open.take().map(|(lines, limit)| (Part::Text(lines), limit)));
                open = Some((vec![line], limit));
            }
        }
    }
    parts.extend(open.map(|(lines, limit)| (Part::Text(lines), limit)));
}

impl Table {
    fn new(grid: &Grid) -> Self {
        Self { rows: vec![vec![Vec::new(); grid.columns()]; grid.rows()], edges: grid.xs.clone() }
    }
}

/// The right edge of the column every line stands in.
fn limits(flow: &Flow, measure: &Measure) -> Vec<f32> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, line) in flow.lines.iter().enumerate().filter(|(_, line)| table_of(line, &flow.grids).is_none()) {
        let goes_on = runs.last().and_then(|run| run.last()).is_some_and(|&last| {
            let before = &flow.lines[last];
            before.cell == line.cell && line.base > before.base - before.size
        });
        if goes_on && let Some(run) = runs.last_mut() {
            run.push(at);
        } else {
            runs.push(vec![at]);
        }
    }
    let columns = has_columns(flow);
    let page: Vec<&Printed> = flow.lines.iter().filter(|line| line.cell.is_none()).collect();
    let page_edge = right_edge(&page).unwrap_or(0.0);
    let usual = measure.margin.get(&(flow.width.round() as i32)).copied().unwrap_or(0.0);
    let mut limits = vec![page_edge; flow.lines.len()];
    for run in runs {
        let lines: Vec<&Printed> = run.iter().map(|&at| &flow.lines[at]).collect();
        let own = right_edge(&lines).unwrap_or(page_edge);
        let framed = lines.first().is_some_and(|line| line.cell.is_some());
        let edge = if columns || framed { own } else { page_edge.max(usual) };
        for at in run {
            limits[at] = edge;
        }
    }
    limits
}

/// Whether `line` goes on with the paragraph `lines`.
fn continues(lines: &[Printed], line: &Printed, limit: f32, measure: &Measure) -> bool {
    let Some(last) = lines.last() else { return false };
    if last.cell != line.cell {
        return false;
    }
    let step = line.base - last.base;
    if step < -last.size {
        return line.left() > last.left() + last.size && goes_over(lines, line, limit);
    }
    step > 0.3 * last.size
        && measure.is_near(step, last.size.max(line.size))
        && is_kin(lines, line)
        && !is_short_of(last, line, limit)
        && is_in_place(lines, line)
        && !starts_item(lines, line)
}

/// Whether `line`, first in its column or page, goes on with the paragraph `lines` that ended the one before.
fn goes_over(lines: &[Printed], line: &Printed, limit: f32) -> bool {
    let Some(last) = lines.last() else { return false };
    let moved = lines[0].page == line.page;
    if !is_kin(lines, line) || starts_item(lines, line) || !(moved || is_in_place(lines, line)) {
        return false;
    }
    let full = !is_short_of(last, line, limit);
    let closed = ends_closed(last);
    let small = line.words[0].text.chars().next().is_some_and(char::is_lowercase);
    full && (small || !closed || lines.len() > 1 || is_label(&lines[0].words[0].text))
}

/// Same size, and neither is a row of fill-in dots or a table of contents.
fn is_kin(lines: &[Printed], line: &Printed) -> bool {
    let last = lines.last().expect("a paragraph has a line");
    let ratio = last.size / line.size.max(0.1);
    let small = line.words[0].text.chars().next().is_some_and(char::is_lowercase);
    (0.88..=1.14).contains(&ratio) && !is_leader(last) && (small || !ends_blank(last)) && !starts_blank(line)
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
fn is_short_of(last: &Printed, line: &Printed, limit: f32) -> bool {
    let word = &line.words[0];
    if is_cut_word(last, word.text.as_str()) {
        return false;
    }
    let room = limit - last.right() - 0.25 * last.size;
    room > (word.right - word.left) + 0.05 * last.size
}

fn is_cut_word(last: &Printed, next: &str) -> bool {
    let text = last.words.last().map_or("", |word| word.text.as_str());
    let before = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    before.is_some_and(|before| before.ends_with(char::is_lowercase)) && next.starts_with(char::is_lowercase) && !last.spaced
}

/// Whether `line` starts where the paragraph's lines start.
fn is_in_place(lines: &[Printed], line: &Printed) -> bool {
    let slack = 0.4 * line.size;
    let near = |at: f32| (line.left() - at).abs() <= slack;
    let first = &lines[0];
    let value = first.words.iter().rposition(|word| word.tab);
    let label = is_label(&first.words[0].text);
    if let Some(value) = value.filter(|&at| at > 1 || !label) {
        return near(first.words[value].left);
    }
    if has_value(line) {
        return false;
    }
    if let Some(second) = lines.get(1) {
        return near(second.left()) || (lines.len() > 1 && label && near(first.left()) && second.page != line.page);
    }
    let inner = if label { first.words.get(1).map(|word| word.left) } else { None };
    let set_in = first.left() - line.left();
    near(first.left()) || inner.is_some_and(near) || (-4.0 * line.size..=7.0 * line.size).contains(&set_in)
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
    let gap = line.words.get(1).map_or(f32::INFINITY, |next| next.left - line.words[0].right);
    let hung = gap > 0.75 * line.size;
    let moved = lines.len() > 1 && (line.left() - last.left()).abs() > 0.4 * line.size;
    hung || moved || ends_closed(last) || ends_in_conjunction(last)
}

fn ends_closed(line: &Printed) -> bool {
    let text = line.words.last().map_or("", |word| word.text.as_str());
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', ':', ';', '!', '?', ','])
}

fn ends_in_conjunction(line: &Printed) -> bool {
    let word = line.words.last().map_or("", |word| word.text.as_str());
    ["en", "of", "en/of", "and", "or", "and/or", "und", "oder", "et", "ou"].contains(&word)
}

/// Joins a paragraph or table cut by the page break before `parts[start]`.
fn join_over_break(parts: &mut Vec<Placed>, start: usize, measure: &Measure) {
    if start == 0 || start >= parts.len() {
        return;
    }
    let Some(before) = parts[..start].iter().rposition(|(part, _)| !is_note(part, measure)) else { return };
    let joins = match (&parts[before], &parts[start].0) {
        ((Part::Text(lines), limit), Part::Text(next)) => next.first().is_some_and(|line| goes_over(lines, line, *limit)),
        ((Part::Table(table), _), Part::Table(next)) => same_edges(&table.edges, &next.edges),
        _ => false,
    };
    if !joins {
        return;
    }
    let (next, limit) = parts.remove(start);
    match (&mut parts[before].0, next) {
        (Part::Text(lines), Part::Text(more)) => lines.extend(more),
        (Part::Table(table), Part::Table(more)) => join_tables(table, more),
        _ => {}
    }
    parts[before].1 = limit;
}

/// A footnote: smaller than the text and at the foot of a page, where it parts a paragraph in two.
fn is_note(part: &Part, measure: &Measure) -> bool {
    matches!(part, Part::Text(lines) if lines.iter().all(|line| line.size < 0.92 * measure.size))
}

fn same_edges(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 3.0)
}

/// A row cut by the page break goes on in the first row overleaf; a head row printed again is left out.
fn join_tables(table: &mut Table, more: Table) {
    let mut rows = more.rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).peekable();
    if rows.peek().is_some_and(|row| is_same_row(row, &table.rows[0])) {
        rows.next();
    }
    let last = table.rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty()));
    if let Some(last) = last
        && rows.peek().is_some_and(|row| is_rest_of(&table.rows[last], row))
        && let Some(rest) = rows.next()
    {
        for (cell, more) in table.rows[last].iter_mut().zip(rest) {
            cell.extend(more);
        }
    }
    table.rows.extend(rows);
}

fn is_same_row(a: &[Vec<Printed>], b: &[Vec<Printed>]) -> bool {
    let text = |row: &[Vec<Printed>]| -> Vec<String> {
        row.iter().map(|cell| cell.iter().map(Printed::text).collect::<Vec<_>>().join(" ")).collect()
    };
    text(a) == text(b) && a.iter().any(|cell| !cell.is_empty())
}

fn is_rest_of(row: &[Vec<Printed>], next: &[Vec<Printed>]) -> bool {
    let first_empty = next.first().is_some_and(Vec::is_empty) && row.first().is_some_and(|cell| !cell.is_empty());
    let cut = row.iter().zip(next).any(|(cell, next)| match (cell.last(), next.first()) {
        (Some(last), Some(line)) => {
            !ends_closed(last) && line.words[0].text.chars().next().is_some_and(char::is_lowercase)
        }
        _ => false,
    });
    first_empty || cut
}
