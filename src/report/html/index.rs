//! The page around the reports: head, overview of several, files that could not be read.
//!
//! In: parts, failures. Out: the file. Not here: what stands in a part.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::overview::{HEADS, cells, worst_first};
use crate::report::page_one::About;
use crate::report::words::{Tongue, Word, fill, word};

use super::{Part, safe};

const STYLE: &str = include_str!("style.css");
/// Nothing is loaded, nothing runs: only the style sheet of the page itself is allowed.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The file: with several agreements, or one that could not be read, an overview first, worst first.
///
/// `unread` holds path and reason of files without a report, in input order.
pub fn page(parts: &[Part], unread: &[(String, String)], about: &About, tongue: Tongue) -> String {
    let overview = parts.len() + unread.len() != 1 || parts.is_empty();
    let rows: Vec<_> = parts.iter().map(|part| part.row.clone()).collect();
    let order: Vec<&Part> = worst_first(&rows)
        .into_iter()
        .filter_map(|row| rows.iter().position(|other| std::ptr::eq(other, row)).map(|at| &parts[at]))
        .collect();
    let target = order.first().map(|part| id_of(part, overview, "points"));
    let markup = html! {
        (DOCTYPE)
        html lang=(word(tongue, Word::PageLanguage)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title(parts, unread, overview, tongue)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if let Some(target) = target.filter(|_| !overview && has(parts, "points")) {
                    a.skip href={ "#" (target) } { (word(tongue, Word::SkipToPoints)) }
                }
                main id="top" {
                    @if overview { (front(&order, unread, about, tongue)) }
                    @for part in order { (PreEscaped(&part.markup)) }
                }
            }
        }
    };
    markup.into_string() + "\n"
}

fn has(parts: &[Part], id: &str) -> bool {
    parts.iter().any(|part| part.markup.contains(&format!(" id=\"{id}\"")))
}

fn id_of(part: &Part, many: bool, name: &str) -> String {
    if many { format!("d{}-{name}", part.number) } else { name.to_owned() }
}

fn title(parts: &[Part], unread: &[(String, String)], overview: bool, tongue: Tongue) -> Markup {
    let name = parts.first().map(|part| part.row.path.as_str()).unwrap_or_default();
    html! {
        @if overview {
            (fill(tongue, Word::Overview, &[("n", &(parts.len() + unread.len()).to_string())]))
        } @else {
            (word(tongue, Word::Title)) " – " (crate::report::harmless::one_line(name))
        }
    }
}

fn front(order: &[&Part], unread: &[(String, String)], about: &About, tongue: Tongue) -> Markup {
    let total = (order.len() + unread.len()).to_string();
    html! {
        section.overview aria-labelledby="overview" {
            h1 id="overview" { (fill(tongue, Word::Overview, &[("n", &total)])) }
            @if !order.is_empty() { (table(order, tongue)) }
            @if !unread.is_empty() { (failures(unread, tongue)) }
            (colophon(about, tongue))
        }
    }
}

fn table(order: &[&Part], tongue: Tongue) -> Markup {
    html! { div.wide tabindex="0" { table {
        caption.visually-hidden { (word(tongue, Word::ColumnName)) }
        thead { tr { @for key in HEADS.map(in_full) { th scope="col" { (word(tongue, key)) } } } }
        tbody { @for part in order {
            tr { @for (at, cell) in cells(&part.row, tongue).iter().enumerate() {
                @match at {
                    0 => th scope="row" { a href={ "#" (id_of(part, true, "report")) } { (safe::line(&part.row.path)) } },
                    2..=4 => td.number { (cell) },
                    _ => td { (safe::line(cell)) },
                }
            } }
        } }
    } } }
}

/// The heads of the terminal's table are short for want of room.
fn in_full(head: Word) -> Word {
    match head {
        Word::ColumnBlocking => Word::Blocking,
        Word::ColumnMajor => Word::Major,
        other => other,
    }
}

fn failures(unread: &[(String, String)], tongue: Tongue) -> Markup {
    html! { div.wide tabindex="0" { table {
        caption { (word(tongue, Word::Unread)) " (" (unread.len()) ")" }
        thead { tr { th scope="col" { (word(tongue, Word::ColumnName)) } th scope="col" { (word(tongue, Word::ColumnReason)) } } }
        tbody { @for (path, reason) in unread {
            tr { th scope="row" { (safe::line(path)) } td { (safe::line(reason)) } }
        } }
    } } }
}

/// What made the report: with the same bytes and rules it comes out the same.
pub(super) fn colophon(about: &About, tongue: Tongue) -> Markup {
    let tool = &about.tool;
    let values = [
        ("version", tool.version.as_str()),
        ("digest", tool.rules_digest.as_deref().unwrap_or("–")),
        ("date", tool.facts_as_of.as_deref().unwrap_or("–")),
    ];
    html! { footer { p { (fill(tongue, Word::MadeBy, &values)) } } }
}
