//! Printed lines to paragraphs and tables.
//!
//! In: the lines of every page, heads and feet set aside. Out: [`Part`]s in reading order: paragraphs that may run over a
//! page break, tables that may too. Not here: the text they make, see `write`.

use std::collections::BTreeMap;

use super::label::{are_alike, is_label};
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
    /// Its upper edge.
    top: f32,
}

/// A page of body lines with its grids.
pub(super) struct Flow {
    pub(super) width: f32,
    pub(super) lines: Vec<Printed>,
    pub(super) grids: Vec<Grid>,
}

/// What the document's lines have in common.
pub(super) struct Measure {
    /// Size most of the text is set in.
    pub(super) size: f32,
    /// Largest usual distance of baselines inside paragraphs by size in half points.
    leading: BTreeMap<i32, f32>,
    /// Right edge of the text by page width in points and size in half points.
    margin: BTreeMap<(i32, i32), f32>,
    /// Left edge of the text by page width in points and whether the page's number is odd (margins may be mirrored).
    left: BTreeMap<(i32, bool), f32>,
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

fn table_of(line: &Printed, grids: &[Grid]) -> Option<(usize, u16, u16)> {
    line.cell.filter(|&(at, _, _)| grids[at].is_table())
}

/// Whether lines stand side by side, or a line beside a table.
fn has_columns(flow: &Flow) -> bool {
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

fn points(halves: i32) -> f32 {
    f32::from(i16::try_from(halves).unwrap_or(i16::MAX)) / 2.0
}

fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

fn measure(flows: &[Flow]) -> Measure {
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
fn right_edge(lines: &[&Printed]) -> Option<f32> {
    let mut rights: Vec<f32> = lines.iter().map(|line| line.right()).collect();
    rights.sort_by(|a, b| b.total_cmp(a));
    rights.get((rights.len() / 20).min(3)).copied()
}

impl Measure {
    /// Whether a step of `step` points between lines of `size` stays inside a paragraph.
    fn is_near(&self, step: f32, size: f32) -> bool {
        let usual = self.leading.get(&half_points(size)).copied();
        step <= usual.map_or(1.5 * size, |usual| usual * 1.12 + 0.5)
    }
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

/// Tells every line outside tables the column it stands in.
fn set_columns(flow: &mut Flow, measure: &Measure) {
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

fn is_odd(flow: &Flow) -> bool {
    flow.lines.first().is_some_and(|line| line.page % 2 == 1)
}

fn by_size<'a>(lines: &[&'a Printed]) -> BTreeMap<i32, Vec<&'a Printed>> {
    let mut sizes: BTreeMap<i32, Vec<&Printed>> = BTreeMap::new();
    for line in lines {
        sizes.entry(half_points(line.size)).or_default().push(line);
    }
    sizes
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

/// Lines one below the other, by place in the flow.
fn runs(flow: &Flow) -> Vec<Vec<usize>> {
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

/// Whether two runs of some width have nothing above each other.
fn stand_apart(runs: &[Vec<usize>], flow: &Flow) -> bool {
    let wide: Vec<(f32, f32)> =
        runs.iter().map(|run| span_of(run, &flow.lines)).filter(|span| span.1 - span.0 > 0.2 * flow.width).collect();
    wide.iter().any(|a| wide.iter().any(|b| a.1 < b.0))
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

/// Whether `line` goes on with the paragraph `lines`.
fn continues(lines: &[Printed], line: &Printed, measure: &Measure) -> bool {
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
fn goes_over(lines: &[Printed], line: &Printed) -> bool {
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

fn starts_small(line: &Printed) -> bool {
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

fn ends_closed(line: &Printed) -> bool {
    let text = line.words.last().map_or("", |word| word.text.as_str());
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»']).ends_with(['.', ':', ';', '!', '?', ','])
}

fn ends_in_conjunction(line: &Printed) -> bool {
    let word = line.words.last().map_or("", |word| word.text.as_str());
    ["en", "of", "en/of", "and", "or", "and/or", "und", "oder", "et", "ou"].contains(&word)
}

/// Joins a paragraph or table cut by the page break before `parts[start]`.
fn join_over_break(parts: &mut Vec<Part>, start: usize, measure: &Measure) {
    if start == 0 || start >= parts.len() {
        return;
    }
    let Some(before) = parts[..start].iter().rposition(|part| !is_note(part, measure)) else { return };
    let joins = match (&parts[before], &parts[start]) {
        (Part::Text(lines), Part::Text(next)) => next.first().is_some_and(|line| goes_over(lines, line)),
        (Part::Table(table), Part::Table(next)) => same_edges(&table.edges, &next.edges),
        _ => false,
    };
    if !joins {
        return;
    }
    let next = parts.remove(start);
    match (&mut parts[before], next) {
        (Part::Text(lines), Part::Text(more)) => lines.extend(more),
        (Part::Table(table), Part::Table(more)) => join_tables(table, more),
        _ => {}
    }
}

/// Joins tables cut by the end of a column: the next one starts higher up, with nothing between.
fn join_over_columns(parts: &mut Vec<Part>, start: usize) {
    let mut at = start + 1;
    while at < parts.len() {
        let joins = match (&parts[at - 1], &parts[at]) {
            (Part::Table(table), Part::Table(next)) => next.top < table.top && same_edges(&table.edges, &next.edges),
            _ => false,
        };
        if joins
            && let Part::Table(more) = parts.remove(at)
            && let Part::Table(table) = &mut parts[at - 1]
        {
            table.top = more.top;
            join_tables(table, more);
        } else {
            at += 1;
        }
    }
}

/// A footnote: smaller than the text and at the foot of a page, where it parts a paragraph in two.
fn is_note(part: &Part, measure: &Measure) -> bool {
    matches!(part, Part::Text(lines) if lines.iter().all(|line| line.size < 0.92 * measure.size))
}

fn same_edges(a: &[f32], b: &[f32]) -> bool {
    let shift = a.first().zip(b.first()).map_or(0.0, |(a, b)| b - a);
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a + shift - b).abs() < 3.0)
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

/// A row goes on when a cell does, and no cell starts anew after one that was done.
fn is_rest_of(row: &[Vec<Printed>], next: &[Vec<Printed>]) -> bool {
    let first_empty = next.first().is_some_and(Vec::is_empty) && row.first().is_some_and(|cell| !cell.is_empty());
    let pairs = || row.iter().zip(next).filter_map(|(cell, next)| cell.last().zip(next.first()));
    let cut = pairs().any(|(last, line)| !ends_closed(last) && starts_small(line));
    let anew = pairs().any(|(last, line)| ends_closed(last) && !starts_small(line));
    first_empty || (cut && !anew)
}
