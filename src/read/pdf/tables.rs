//! Grids of rulings.
//!
//! In: the rulings of a page. Out: [`Grid`]s with their cells. Not here: the text in the cells, and tables without rulings.

use super::sheet::Rule;

/// Rulings nearer than this are one (points).
const SNAP: f32 = 2.5;
/// A ruling reaches a crossing when it ends this near (points).
const REACH: f32 = 4.0;
/// Rows and columns kept in a grid.
const MOST_BANDS: usize = 400;

/// A table: lines across, lines down, and for every field the cell it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// Places of the columns' edges, ascending.
    pub(super) xs: Vec<f32>,
    /// Places of the rows' edges, ascending.
    pub(super) ys: Vec<f32>,
    /// For every field row by row: row and column of the first field of its cell.
    owner: Vec<(u16, u16)>,
}

impl Grid {
    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// The cell a point lies in, as row and column of its first field.
    pub(super) fn cell_at(&self, x: f32, y: f32) -> Option<(u16, u16)> {
        let column = band(&self.xs, x)?;
        let row = band(&self.ys, y)?;
        Some(self.owner[row * self.columns() + column])
    }

    /// Whether there is anything to tell apart: more than one column.
    pub(super) fn is_table(&self) -> bool {
        let columns = (0..self.rows()).map(|row| {
            let fields = &self.owner[row * self.columns()..(row + 1) * self.columns()];
            fields.iter().enumerate().filter(|(at, owner)| usize::from(owner.1) == *at).count()
        });
        columns.max().unwrap_or(0) >= 2
    }

    /// Whether it frames text rather than a word or a form field.
    fn is_frame(&self) -> bool {
        let (left, top, right, bottom) = self.bounds();
        right - left > 150.0 && bottom - top > 30.0
    }

    /// Left, top, right and bottom edge.
    pub(super) fn bounds(&self) -> (f32, f32, f32, f32) {
        let last = |edges: &[f32]| edges.last().copied().unwrap_or_default();
        (self.xs[0], self.ys[0], last(&self.xs), last(&self.ys))
    }
}

fn band(edges: &[f32], at: f32) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= at);
    (after > 0 && after < edges.len()).then(|| after - 1)
}

/// The grids on a page, from top to bottom.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut flat = joined(rules, true);
    let mut upright = joined(rules, false);
    if flat.len() + upright.len() > 4 * MOST_BANDS {
        return Vec::new();
    }
    let mut grids = Vec::new();
    while let Some(first) = upright.pop() {
        let (across, down) = connected(first, &mut flat, &mut upright);
        if let Some(grid) = grid(&across, &down) {
            grids.push(grid);
        }
    }
    grids.retain(|grid| grid.is_table() || grid.is_frame());
    let all = grids.clone();
    grids.retain(|grid| !all.iter().any(|other| other != grid && holds_in_one_cell(other, grid) && !grid.is_table()));
    grids.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]).then(a.xs[0].total_cmp(&b.xs[0])));
    grids
}

fn holds_in_one_cell(outer: &Grid, inner: &Grid) -> bool {
    let (left, top, right, bottom) = inner.bounds();
    let first = outer.cell_at(left + 0.1, top + 0.1);
    first.is_some() && first == outer.cell_at(right - 0.1, bottom - 0.1)
}

/// Rulings of one direction with pieces that touch put together.
fn joined(rules: &[Rule], flat: bool) -> Vec<Rule> {
    let mut sorted: Vec<Rule> = rules.iter().filter(|rule| rule.flat == flat).copied().collect();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    snap(&mut sorted);
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut joined: Vec<Rule> = Vec::new();
    for rule in sorted {
        match joined.last_mut() {
            Some(last) if (last.at - rule.at).abs() < 0.01 && rule.from <= last.to + SNAP => {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

/// Gives rulings side by side the place of the first of them.
fn snap(sorted: &mut [Rule]) {
    let mut place = f32::NEG_INFINITY;
    for rule in sorted {
        if rule.at - place > SNAP {
            place = rule.at;
        }
        rule.at = place;
    }
}

fn cross(flat: &Rule, upright: &Rule) -> bool {
    flat.from - REACH <= upright.at
        && upright.at <= flat.to + REACH
        && upright.from - REACH <= flat.at
        && flat.at <= upright.to + REACH
}

/// Takes everything connected to `first` out of the two lists.
fn connected(first: Rule, flat: &mut Vec<Rule>, upright: &mut Vec<Rule>) -> (Vec<Rule>, Vec<Rule>) {
    let (mut across, mut down): (Vec<Rule>, Vec<Rule>) = (Vec::new(), vec![first]);
    let (mut across_seen, mut down_seen) = (0, 0);
    while across_seen < across.len() || down_seen < down.len() {
        if let Some(rule) = down.get(down_seen).copied() {
            down_seen += 1;
            across.extend(flat.extract_if(.., |other| cross(other, &rule)));
        }
        if let Some(rule) = across.get(across_seen).copied() {
            across_seen += 1;
            down.extend(upright.extract_if(.., |other| cross(&rule, other)));
        }
    }
    (across, down)
}

fn edges(rules: &[Rule]) -> Vec<f32> {
    let mut edges: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() <= SNAP);
    edges
}

fn grid(across: &[Rule], down: &[Rule]) -> Option<Grid> {
    let (mut xs, mut ys) = (edges(down), edges(across));
    // A table drawn with lines between the columns only still ends where its cross lines end.
    let from = across.iter().map(|rule| rule.from).fold(f32::INFINITY, f32::min);
    let to = across.iter().map(|rule| rule.to).fold(f32::NEG_INFINITY, f32::max);
    if xs.first().is_some_and(|&first| first - from > 12.0) {
        xs.insert(0, from);
    }
    if xs.last().is_some_and(|&last| to - last > 12.0) {
        xs.push(to);
    }
    // A row cut by a page break has no line there.
    let top = second(down.iter().map(|rule| rule.from).collect(), f32::total_cmp);
    let bottom = second(down.iter().map(|rule| rule.to).collect(), |a, b| b.total_cmp(a));
    if let (Some(&first), Some(top)) = (ys.first(), top)
        && first - top > 8.0
    {
        ys.insert(0, top);
    }
    if let (Some(&last), Some(bottom)) = (ys.last(), bottom)
        && bottom - last > 8.0
    {
        ys.push(bottom);
    }
    if xs.len() < 2 || ys.len() < 2 || xs.len() > MOST_BANDS || ys.len() > MOST_BANDS {
        return None;
    }
    let owner = owners(&xs, &ys, across, down);
    Some(Grid { xs, ys, owner })
}

/// The second in order: an edge must be reached by two lines.
fn second(mut places: Vec<f32>, order: impl Fn(&f32, &f32) -> std::cmp::Ordering) -> Option<f32> {
    places.sort_by(order);
    places.get(1).copied()
}

/// Fields without a line between them are one cell.
fn owners(xs: &[f32], ys: &[f32], across: &[Rule], down: &[Rule]) -> Vec<(u16, u16)> {
    let (rows, columns) = (ys.len() - 1, xs.len() - 1);
    let parted = |rules: &[Rule], at: f32, from: f32, to: f32| {
        let middle = f32::midpoint(from, to);
        rules
            .iter()
            .any(|rule| (rule.at - at).abs() <= SNAP && rule.from - REACH <= middle && middle <= rule.to + REACH)
    };
    let mut owner: Vec<(u16, u16)> = Vec::with_capacity(rows * columns);
    for row in 0..rows {
        for column in 0..columns {
            let open_left = column > 0 && !parted(down, xs[column], ys[row], ys[row + 1]);
            let open_above = row > 0 && !parted(across, ys[row], xs[column], xs[column + 1]);
            let own = if open_left {
                owner[row * columns + column - 1]
            } else if open_above {
                owner[(row - 1) * columns + column]
            } else {
                (row as u16, column as u16)
            };
            owner.push(own);
        }
    }
    owner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(at: f32, from: f32, to: f32) -> Rule {
        Rule { flat: true, at, from, to }
    }

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule { flat: false, at, from, to }
    }

    #[test]
    fn a_cell_over_two_columns_is_one() {
        let rules = [
            flat(0.0, 0.0, 100.0),
            flat(20.0, 0.0, 100.0),
            flat(40.0, 0.0, 100.0),
            upright(0.0, 0.0, 40.0),
            upright(50.0, 20.0, 40.0),
            upright(100.0, 0.0, 40.0),
        ];
        let grids = grids(&rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cell_at(75.0, 10.0), Some((0, 0)));
        assert_eq!(grids[0].cell_at(75.0, 30.0), Some((1, 1)));
        assert!(grids[0].is_table());
    }

    #[test]
    fn lines_drawn_cell_by_cell_are_one_grid() {
        let mut rules = Vec::new();
        for (left, right) in [(0.0, 50.0), (50.5, 100.0)] {
            for (top, bottom) in [(0.0, 20.0), (20.5, 40.0)] {
                rules.extend([flat(top, left, right), flat(bottom, left, right)]);
                rules.extend([upright(left, top, bottom), upright(right, top, bottom)]);
            }
        }
        let grids = grids(&rules);
        assert_eq!((grids.len(), grids[0].rows(), grids[0].columns()), (1, 2, 2));
    }

    #[test]
    fn a_frame_is_no_table_and_an_underline_no_grid() {
        let frame = [flat(0.0, 0.0, 200.0), flat(40.0, 0.0, 200.0), upright(0.0, 0.0, 40.0), upright(200.0, 0.0, 40.0)];
        assert!(!grids(&frame)[0].is_table());
        assert!(grids(&[flat(10.0, 0.0, 80.0)]).is_empty());
    }
}
