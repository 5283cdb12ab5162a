//! The story of an OpenDocument text: paragraphs, lists, tables, sections.
//!
//! In: the elements of a part. Out: [`Item`]s with labels worked out, and what was set aside on the way. Not here: how lists
//! count (`lists`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::lists::{Counters, LEVELS, number};
use super::styles::{Look, Styles, level_of};
use crate::read::flow::{Cell, Item, Paragraph, Table};
use crate::read::xml::{Content, Element};

/// What is known while walking, and what was collected.
#[derive(Debug, Default)]
pub(super) struct Walk<'t> {
    styles: Styles<'t>,
    counters: Counters,
    /// Form controls by id, as what they show.
    controls: BTreeMap<String, String>,
    pub(super) furniture: Vec<String>,
    pub(super) hidden: Vec<String>,
    /// Footnotes and endnotes with their marks.
    pub(super) notes: Vec<Item>,
    pub(super) authors: BTreeSet<String>,
    pub(super) changes: bool,
    pub(super) comments: usize,
    pub(super) pictures: bool,
    look: Look,
}

/// The list a paragraph stands in.
#[derive(Clone, Debug, Default)]
struct Place {
    list: usize,
    style: String,
    /// From 1; 0 outside lists.
    level: usize,
    /// The item whose first paragraph is still to come.
    item: Option<Start>,
}

/// The number an item is to start at, where it says so.
#[derive(Clone, Copy, Debug, Default)]
struct Start(Option<u32>);

/// A paragraph being read.
#[derive(Debug, Default)]
struct Line {
    text: String,
    hidden: String,
    strong: Option<bool>,
    boxes: Vec<Item>,
}

/// Copies a repeated row or cell is read at most; spreadsheets in texts repeat empty ones by the thousand.
const MAX_REPEATS: u32 = 64;

impl<'t> Walk<'t> {
    pub(super) fn new(styles: Styles<'t>) -> Self {
        Self { styles, ..Self::default() }
    }

    /// Everything in a body, cell, note, header or text box.
    pub(super) fn story(&mut self, parent: Element<'t>) -> Vec<Item> {
        let mut items = Vec::new();
        self.blocks(parent, &mut Place::default(), &mut items);
        items
    }

    pub(super) fn set_aside(&mut self, items: &[Item]) {
        lines(items, &mut self.furniture);
    }

    fn blocks(&mut self, parent: Element<'t>, place: &mut Place, items: &mut Vec<Item>) {
        for element in parent.elements() {
            match element.name() {
                "p" | "h" => self.paragraph(element, place, items),
                "list" => self.list(element, place, items),
                "numbered-paragraph" => self.numbered(element, items),
                "table" => self.table(element, items),
                "section" => self.section(element, place, items),
                "tracked-changes" => self.tracked(element),
                "forms" => self.forms(element),
                name if name.ends_with("-index") || matches!(name, "table-of-content" | "bibliography") => {
                    let inner = self.story(element);
                    self.set_aside(&inner);
                }
                "index-body" | "index-title" | "sub-table" => self.blocks(element, place, items),
                "frame" | "custom-shape" | "rect" | "g" => {
                    let mut line = Line::default();
                    self.drawing(element, &mut line);
                    items.append(&mut line.boxes);
                }
                _ => {}
            }
        }
    }

    fn section(&mut self, element: Element<'t>, place: &mut Place, items: &mut Vec<Item>) {
        if element.attribute("display").is_some_and(|display| display == "none") {
            let inner = self.story(element);
            lines(&inner, &mut self.hidden);
        } else {
            self.blocks(element, place, items);
        }
    }

    fn tracked(&mut self, element: Element<'t>) {
        for region in element.elements() {
            let Some(kind) = region.elements().find(|kind| matches!(kind.name(), "insertion" | "deletion")) else {
                continue;
            };
            self.changes = true;
            let author = kind.find("creator").map(|creator| creator.text().trim().to_owned());
            self.authors.extend(author.filter(|author| !author.is_empty()));
        }
    }

    fn forms(&mut self, element: Element<'t>) {
        for control in element.elements() {
            let shown = match control.name() {
                "checkbox" => {
                    let state = control.attribute("current-state").or_else(|| control.attribute("state"));
                    Some(if state.as_deref() == Some("checked") { "☒" } else { "☐" }.to_owned())
                }
                "radio" => {
                    let on = |name: &str| control.attribute(name).is_some_and(|value| value == "true");
                    Some(if on("current-selected") { "☒" } else { "☐" }.to_owned())
                }
                "text" | "textarea" | "formatted-text" | "date" | "combobox" => {
                    let value = control.attribute("current-value").or_else(|| control.attribute("value"));
                    value.map(Cow::into_owned)
                }
                _ => None,
            };
            match (control.attribute("id"), shown) {
                (Some(id), Some(shown)) => {
                    let caption = control.attribute("label").unwrap_or_default();
                    self.controls.insert(id.into_owned(), format!("{shown} {caption}").trim().to_owned());
                }
                _ => self.forms(control),
            }
        }
    }

    fn list(&mut self, element: Element<'t>, place: &mut Place, items: &mut Vec<Item>) {
        let style = element.attribute("style-name").map_or_else(|| place.style.clone(), Cow::into_owned);
        let level = (place.level + 1).min(LEVELS);
        let list = if place.level == 0 { self.counters.enter(element, &style) } else { place.list };
        let mut inner = Place { list, style, level, item: None };
        for item in element.elements() {
            inner.item = match item.name() {
                "list-item" => Some(Start(number(item, "start-value"))),
                "list-header" => None,
                _ => continue,
            };
            let Some(own) = item.attribute("style-override") else {
                self.blocks(item, &mut inner, items);
                continue;
            };
            self.counters.borrow(list, &own);
            let outer = std::mem::replace(&mut inner.style, own.into_owned());
            self.blocks(item, &mut inner, items);
            inner.style = outer;
        }
    }

    fn numbered(&mut self, element: Element<'t>, items: &mut Vec<Item>) {
        let style = element.attribute("style-name").unwrap_or_default().into_owned();
        let level = number(element, "level").unwrap_or(1).clamp(1, LEVELS as u32) as usize;
        let list = self.counters.enter(element, &style);
        let mut place = Place { list, style, level, item: Some(Start(number(element, "start-value"))) };
        self.blocks(element, &mut place, items);
    }

    fn paragraph(&mut self, element: Element<'t>, place: &mut Place, items: &mut Vec<Item>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let look = self.styles.look("paragraph", &style, self.look);
        let mut line = Line::default();
        self.inline(element, look, &mut line);
        if !line.hidden.trim().is_empty() {
            self.hidden.push(line.hidden.trim().to_owned());
        }
        let heading = (element.name() == "h").then(|| number(element, "outline-level").unwrap_or(1).clamp(1, 10) as u8);
        let unseen = line.text.trim().is_empty() && !line.hidden.trim().is_empty();
        if !unseen {
            let label = self.label(element, place, heading);
            let bullet = !label.chars().any(char::is_alphanumeric);
            if !(bullet && line.text.trim().is_empty()) {
                let indent = match place.level {
                    0 => self.styles.indent(&style),
                    level => level as u8 - 1,
                };
                let strong = line.strong == Some(true) || self.styles.is_title(&style);
                items.push(Item::Paragraph(Paragraph { label, text: line.text, heading, strong, indent }));
            }
        }
        items.append(&mut line.boxes);
    }

    /// The first paragraph of an item has the label; a heading outside lists has that of the outline.
    fn label(&mut self, element: Element<'t>, place: &mut Place, heading: Option<u8>) -> String {
        let styles = &self.styles;
        if place.level > 0 {
            let Some(Start(start)) = place.item.take() else { return String::new() };
            return self.counters.next(place.list, place.level, start, |level| styles.level(&place.style, level));
        }
        let header = element.attribute("is-list-header").is_some_and(|value| value == "true");
        match (heading, styles.outline) {
            (Some(level), Some(outline)) if !header => {
                let start = number(element, "start-value");
                self.counters.next(0, usize::from(level), start, |level| level_of(outline, level))
            }
            _ => String::new(),
        }
    }

    fn inline(&mut self, parent: Element<'t>, look: Look, line: &mut Line) {
        for content in parent.contents() {
            match content {
                Content::Text(text) => write(line, text, look),
                Content::Element(element) => self.inline_element(element, look, line),
            }
        }
    }

    fn inline_element(&mut self, element: Element<'t>, look: Look, line: &mut Line) {
        match element.name() {
            "span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                let look = self.styles.look("text", &style, look);
                self.inline(element, look, line);
            }
            "s" => {
                let count = number(element, "c").unwrap_or(1).min(1_000) as usize;
                put(line, &" ".repeat(count), look);
            }
            "tab" => put(line, "\t", look),
            "line-break" => put(line, "\n", look),
            "note" => self.note(element, look, line),
            "annotation" => self.comments += 1,
            "hidden-text" | "hidden-paragraph" => {
                let gone = element.attribute("is-hidden").is_none_or(|value| value == "true");
                self.inline(element, Look { gone: look.gone || gone, ..look }, line);
            }
            "control" => {
                if let Some(shown) = element.attribute("control").and_then(|id| self.controls.get(id.as_ref())) {
                    put(line, shown, look);
                }
            }
            "fieldmark" => put(line, &form_sign(element), look),
            "frame" | "custom-shape" | "rect" | "g" => self.drawing(element, line),
            "ruby-text" | "tracked-changes" | "annotation-end" | "script" | "desc" | "title" => {}
            _ => self.inline(element, look, line),
        }
    }

    /// A note's mark stands in brackets, so that it does not run into a number before it.
    fn note(&mut self, element: Element<'t>, look: Look, line: &mut Line) {
        let citation = element.child("note-citation");
        let mark = citation.map(|citation| citation.text().trim().to_owned()).unwrap_or_default();
        let mark = if mark.is_empty() { mark } else { format!("[{mark}]") };
        put(line, &mark, look);
        let around = std::mem::take(&mut self.look);
        let mut items = element.child("note-body").map(|body| self.story(body)).unwrap_or_default();
        self.look = around;
        match items.first_mut() {
            Some(Item::Paragraph(first)) => first.text = format!("{mark} {}", first.text.trim_start()),
            _ => items.insert(0, Item::Paragraph(Paragraph { text: mark, ..Paragraph::default() })),
        }
        self.notes.append(&mut items);
    }

    /// Text boxes and shapes with text follow the paragraph they are anchored in.
    fn drawing(&mut self, element: Element<'t>, line: &mut Line) {
        for child in element.elements() {
            match child.name() {
                "text-box" | "custom-shape" | "rect" => {
                    // A box may be filled; white text in it is taken to be readable.
                    let around = self.look;
                    self.look.backed = true;
                    line.boxes.extend(self.story(child));
                    self.look = around;
                }
                "image" => self.pictures = true,
                "frame" | "g" | "a" => self.drawing(child, line),
                _ => {}
            }
        }
        if matches!(element.name(), "custom-shape" | "rect") {
            let around = self.look;
            self.look.backed = true;
            line.boxes.extend(self.story(element));
            self.look = around;
        }
    }

    fn table(&mut self, element: Element<'t>, items: &mut Vec<Item>) {
        let mut table = Table::default();
        self.rows(element, &mut table);
        if !table.rows.is_empty() {
            items.push(Item::Table(table));
        }
    }

    fn rows(&mut self, parent: Element<'t>, table: &mut Table) {
        for element in parent.elements() {
            match element.name() {
                "table-row" => {
                    let times = number(element, "number-rows-repeated").unwrap_or(1).clamp(1, MAX_REPEATS);
                    for _ in 0..times {
                        let row = self.row(element);
                        table.rows.push(row);
                    }
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(element, table),
                _ => {}
            }
        }
    }

    fn row(&mut self, row: Element<'t>) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut column = 0u16;
        for element in row.elements() {
            let times = number(element, "number-columns-repeated").unwrap_or(1).clamp(1, MAX_REPEATS);
            for _ in 0..times {
                if element.name() == "table-cell" {
                    let style = element.attribute("style-name").unwrap_or_default();
                    let around = self.look;
                    self.look = self.styles.look("table-cell", &style, around);
                    let items = self.story(element);
                    self.look = around;
                    cells.push(Cell { column, items });
                }
                if matches!(element.name(), "table-cell" | "covered-table-cell") {
                    column = column.saturating_add(1);
                }
            }
        }
        cells
    }
}

/// What a form field of Word, kept by LibreOffice, shows: a check box its state, a list its chosen entry.
fn form_sign(field: Element<'_>) -> String {
    let kind = field.attribute("type").unwrap_or_default();
    let values = |name: &'static str| {
        let named = move |param: &Element<'_>| param.attribute("name").is_some_and(|held| held == name);
        field.elements().filter(named).filter_map(|param| param.attribute("value"))
    };
    if kind.ends_with("FORMCHECKBOX") {
        let on = values("Checkbox_Checked").any(|value| value == "true");
        return if on { "☒" } else { "☐" }.to_owned();
    }
    let chosen = values("Dropdown_Selected").next().and_then(|value| value.parse().ok()).unwrap_or(0);
    values("Dropdown_ListEntry").nth(chosen).unwrap_or_default().into_owned()
}

/// Writes text with white space collapsed, as the format says.
fn write(line: &mut Line, text: &str, look: Look) {
    let target = if look.hidden() { &mut line.hidden } else { &mut line.text };
    for character in text.chars() {
        if !matches!(character, ' ' | '\t' | '\n' | '\r') {
            target.push(character);
        } else if !target.is_empty() && !target.ends_with([' ', '\n', '\t']) {
            target.push(' ');
        }
    }
    if !look.hidden() && text.chars().any(char::is_alphanumeric) {
        line.strong = Some(line.strong.unwrap_or(true) && look.bold);
    }
}

/// Writes text as it is.
fn put(line: &mut Line, text: &str, look: Look) {
    let target = if look.hidden() { &mut line.hidden } else { &mut line.text };
    target.push_str(text);
}

fn lines(items: &[Item], layer: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Paragraph(paragraph) => {
                layer.push(format!("{} {}", paragraph.label, paragraph.text).replace('\n', " ").trim().to_owned());
            }
            Item::Table(table) => table.rows.iter().flatten().for_each(|cell| lines(&cell.items, layer)),
        }
    }
}
