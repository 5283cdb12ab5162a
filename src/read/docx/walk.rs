//! The story of a Word file: paragraphs, tables, content controls, text boxes.
//!
//! In: the elements of a part. Out: [`Item`]s with labels worked out, and what was set aside on the way. Not here: what
//! stands inside a paragraph (`runs`).

use std::collections::BTreeSet;

use super::numbering::Numbering;
use super::runs::{Field, Line};
use super::styles::{Styles, number, toggle, val};
use crate::read::flow::{Cell, Item, Paragraph, Table};
use crate::read::xml::Element;

/// What is known while walking, and what was collected.
#[derive(Debug, Default)]
pub(super) struct Walk<'t> {
    pub(super) styles: Styles<'t>,
    pub(super) numbering: Numbering<'t>,
    pub(super) furniture: Vec<String>,
    pub(super) hidden: Vec<String>,
    /// Footnotes and endnotes in the order they are referred to.
    pub(super) notes: Vec<Note>,
    /// How many footnotes and endnotes have a mark of their own.
    pub(super) marks: [u32; 2],
    /// Who made changes that are still open.
    pub(super) authors: BTreeSet<String>,
    pub(super) changes: bool,
    /// Parts that hold text which is not read.
    pub(super) unread: BTreeSet<&'static str>,
    pub(super) pictures: bool,
    /// Number formats of footnotes and endnotes where the file sets them.
    pub(super) note_formats: [Option<String>; 2],
    pub(super) fields: Vec<Field>,
    /// Sign of the check box control around the text being read, until it is written.
    pub(super) check: Option<Check>,
    /// How many shaded cells, tables or boxes are around: white text on them can be read.
    pub(super) shaded: usize,
    /// Text of a paragraph whose end is deleted or hidden: it runs on into the next.
    pub(super) carry: Option<Carry>,
}

/// A footnote or endnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) end: bool,
    pub(super) id: String,
    pub(super) mark: String,
}

/// The state of a check box control.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    pub(super) sign: char,
    pub(super) written: bool,
}

#[derive(Debug, Default)]
pub(super) struct Carry {
    label: String,
    heading: Option<u8>,
    text: String,
}

/// How an inch is counted in files.
const TWIPS_A_STEP: i64 = 720;

impl<'t> Walk<'t> {
    /// Everything in a body, cell, note, header or text box.
    pub(super) fn story(&mut self, parent: Element<'t>) -> Vec<Item> {
        let outer = self.carry.take();
        let mut items = Vec::new();
        self.blocks(parent, &mut items);
        if let Some(rest) = self.carry.take() {
            let Carry { label, heading, text } = rest;
            items.push(Item::Paragraph(Paragraph { label, text, heading, ..Paragraph::default() }));
        }
        self.carry = outer;
        items
    }

    fn blocks(&mut self, parent: Element<'t>, items: &mut Vec<Item>) {
        for element in parent.elements() {
            match element.name() {
                "p" => self.paragraph(element, items),
                "tbl" => self.table(element, items),
                "sdt" => self.control(element, |walk, content| walk.blocks(content, items)),
                "ins" | "moveTo" => {
                    self.change(element);
                    self.blocks(element, items);
                }
                "del" | "moveFrom" => self.change(element),
                "customXml" | "smartTag" => self.blocks(element, items),
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.blocks(choice, items);
                    }
                }
                "altChunk" | "subDoc" => {
                    self.unread.insert("embedded document");
                }
                _ => {}
            }
        }
    }

    /// Reads through a content control. A table of contents is set aside, a check box gives its sign.
    pub(super) fn control(&mut self, element: Element<'t>, read: impl FnOnce(&mut Self, Element<'t>)) {
        let Some(content) = element.child("sdtContent") else { return };
        let properties = element.child("sdtPr");
        if is_contents(properties) {
            let items = self.story(content);
            self.set_aside(&items);
            return;
        }
        let outer = self.check;
        if let Some(checkbox) = properties.and_then(|properties| properties.child("checkbox")) {
            let on = checkbox.child("checked").is_some_and(toggle);
            self.check = Some(Check { sign: if on { '☒' } else { '☐' }, written: false });
        }
        read(self, content);
        self.check = outer;
    }

    pub(super) fn change(&mut self, element: Element<'_>) {
        self.changes = true;
        if let Some(author) = element.attribute("author").filter(|author| !author.trim().is_empty()) {
            self.authors.insert(author.trim().to_owned());
        }
    }

    pub(super) fn set_aside(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) => {
                    self.furniture.push(format!("{} {}", paragraph.label, paragraph.text).replace('\n', " "));
                }
                Item::Table(table) => {
                    for cell in table.rows.iter().flatten() {
                        self.set_aside(&cell.items);
                    }
                }
            }
        }
    }

    fn paragraph(&mut self, element: Element<'t>, items: &mut Vec<Item>) {
        let properties = element.child("pPr");
        let style = self.styles.of_paragraph(properties);
        let mut line = Line::new(&self.styles, style.as_deref(), properties);
        self.inline(element, &mut line);
        // An instruction ends with its paragraph at the latest, or one lost mark would swallow the rest.
        self.fields.iter_mut().for_each(|field| field.shown = true);
        if !line.hidden.trim().is_empty() {
            self.hidden.push(std::mem::take(&mut line.hidden));
        }
        if let Some(paragraph) = self.finish(&line, properties, style.as_deref()) {
            if self.styles.names(style.as_deref()).iter().any(|name| is_contents_style(name)) {
                self.set_aside(&[Item::Paragraph(paragraph)]);
            } else {
                items.push(Item::Paragraph(paragraph));
            }
        }
        items.append(&mut line.boxes);
    }

    /// The paragraph with its label, unless it runs on into the next or nobody sees it.
    fn finish(&mut self, line: &Line, properties: Option<Element<'t>>, style: Option<&str>) -> Option<Paragraph> {
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let gone = mark.and_then(|mark| mark.child("del").or_else(|| mark.child("moveFrom")));
        if let Some(gone) = gone {
            self.change(gone);
        }
        if let Some(kept) = mark.and_then(|mark| mark.child("ins").or_else(|| mark.child("moveTo"))) {
            self.change(kept);
        }
        let initial = properties.and_then(|properties| properties.child("framePr")?.attribute("dropCap"));
        if gone.is_some() || initial.is_some_and(|kind| kind != "none") {
            self.carry.get_or_insert_default().text.push_str(&line.text);
            return None;
        }
        let mark_hidden = mark.and_then(|mark| mark.child("vanish")).is_some_and(toggle);
        if line.text.trim().is_empty() && (mark_hidden || line.hid) {
            return None;
        }
        let place = self.numbering.place(properties, style, &self.styles);
        let label = place.and_then(|place| self.numbering.next(place, &self.styles)).unwrap_or_default();
        let heading = self.heading(properties, style);
        if mark_hidden {
            let carry = self.carry.get_or_insert_default();
            if carry.label.is_empty() {
                *carry = Carry { label, heading, text: std::mem::take(&mut carry.text) };
            }
            carry.text.push_str(&line.text);
            return None;
        }
        let before = self.carry.take().unwrap_or_default();
        let title = self.styles.names(style).contains(&"title");
        let bullet = !label.chars().any(char::is_alphanumeric);
        let text = before.text + &line.text;
        if bullet && text.trim().is_empty() {
            return None;
        }
        Some(Paragraph {
            label: if before.label.is_empty() { label } else { before.label },
            text,
            heading: before.heading.or(heading),
            strong: title || line.strong == Some(true),
            indent: place.map_or_else(|| self.indent(properties, style), |place| place.level as u8),
        })
    }

    /// Outline level, direct or by style; built-in heading styles have one even where the file leaves it out.
    fn heading(&self, properties: Option<Element<'t>>, style: Option<&str>) -> Option<u8> {
        let direct = properties.and_then(|properties| properties.child("outlineLvl"));
        let level = number(direct.or_else(|| self.styles.paragraph_property(style, "outlineLvl")));
        let level = level.or_else(|| {
            let names = self.styles.names(style);
            names
                .iter()
                .find_map(|name| name.strip_prefix("heading ")?.trim().parse::<i64>().ok().map(|level| level - 1))
        });
        level.filter(|level| (0..9).contains(level)).and_then(|level| u8::try_from(level + 1).ok())
    }

    fn indent(&self, properties: Option<Element<'t>>, style: Option<&str>) -> u8 {
        let direct = properties.and_then(|properties| properties.child("ind"));
        let ind = direct.or_else(|| self.styles.paragraph_property(style, "ind"));
        let left = ind.and_then(|ind| ind.attribute("left").or_else(|| ind.attribute("start")));
        let twips = left.map_or(0, |left| twips(&left));
        ((twips + TWIPS_A_STEP / 2) / TWIPS_A_STEP).clamp(0, 40).try_into().unwrap_or(0)
    }

    fn table(&mut self, element: Element<'t>, items: &mut Vec<Item>) {
        let properties = element.child("tblPr");
        let direct = properties.and_then(|properties| properties.child("shd")).is_some_and(is_shaded);
        let style = properties.and_then(|properties| properties.child("tblStyle")).and_then(val);
        let styled = style.is_some_and(|id| {
            self.styles.chain(Some(&id)).iter().any(|(_, style)| style.find("shd").is_some_and(is_shaded))
        });
        let shaded = usize::from(direct || styled);
        self.shaded += shaded;
        let mut table = Table::default();
        self.rows(element, &mut table);
        self.shaded -= shaded;
        if !table.rows.is_empty() {
            items.push(Item::Table(table));
        }
    }

    fn rows(&mut self, parent: Element<'t>, table: &mut Table) {
        for element in parent.elements() {
            match element.name() {
                "tr" => {
                    let properties = element.child("trPr");
                    let property = |name: &str| properties.and_then(|properties| properties.child(name));
                    if let Some(gone) = property("del") {
                        self.change(gone);
                        continue;
                    }
                    if let Some(kept) = property("ins") {
                        self.change(kept);
                    }
                    let mut row = Vec::new();
                    let mut column = number(property("gridBefore")).map_or(0, column);
                    self.cells(element, &mut row, &mut column);
                    table.rows.push(row);
                }
                "sdt" => self.control(element, |walk, content| walk.rows(content, table)),
                "customXml" | "ins" | "moveTo" => self.rows(element, table),
                _ => {}
            }
        }
    }

    fn cells(&mut self, parent: Element<'t>, row: &mut Vec<Cell>, next: &mut u16) {
        for element in parent.elements() {
            match element.name() {
                "tc" => self.cell(element, row, next),
                "sdt" => self.control(element, |walk, content| walk.cells(content, row, next)),
                "customXml" | "ins" | "moveTo" => self.cells(element, row, next),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: Element<'t>, row: &mut Vec<Cell>, next: &mut u16) {
        let properties = element.child("tcPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        if let Some(gone) = property("cellDel") {
            return self.change(gone);
        }
        let here = *next;
        *next = here.saturating_add(number(property("gridSpan")).map_or(1, column).max(1));
        let goes_on = |merge: Element<'_>| val(merge).is_none_or(|kind| kind == "continue");
        let covered = property("vMerge").is_some_and(goes_on) || property("hMerge").is_some_and(goes_on);
        let shaded = usize::from(property("shd").is_some_and(is_shaded));
        self.shaded += shaded;
        let items = self.story(element);
        self.shaded -= shaded;
        // Word shows the first cell of a merged group; what a later one still holds is not on the page.
        if covered { self.hide(&items) } else { row.push(Cell { column: here, items }) }
    }

    fn hide(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Paragraph(paragraph) if !paragraph.text.trim().is_empty() => {
                    self.hidden.push(paragraph.text.clone());
                }
                Item::Paragraph(_) => {}
                Item::Table(table) => table.rows.iter().flatten().for_each(|cell| self.hide(&cell.items)),
            }
        }
    }
}

/// Of the alternatives for one drawing the first that holds text, never two.
pub(super) fn chosen(element: Element<'_>) -> Option<Element<'_>> {
    let holds_text = |choice: &Element<'_>| choice.find("txbxContent").is_some() || choice.find("t").is_some();
    element.elements().find(holds_text).or_else(|| element.elements().next())
}

/// Whether a fill is put behind the text. The default and white are none.
pub(super) fn is_shaded(element: Element<'_>) -> bool {
    let pattern = val(element).is_some_and(|pattern| !matches!(pattern.as_ref(), "clear" | "nil"));
    let fill = element.attribute("fill").is_some_and(|fill| !fill.eq_ignore_ascii_case("auto") && !is_white(&fill));
    pattern || fill || element.attribute("themeFill").is_some_and(|fill| fill != "background1")
}

/// Colours so near white that nobody reads them on paper.
pub(super) fn is_white(colour: &str) -> bool {
    let colour = colour.trim_start_matches('#');
    colour.len() == 6
        && [0, 2, 4].iter().all(|&at| {
            colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).is_some_and(|value| value >= 0xfa)
        })
}

fn is_contents(properties: Option<Element<'_>>) -> bool {
    let gallery = properties.and_then(|properties| properties.child("docPartObj")?.child("docPartGallery"));
    gallery.and_then(val).is_some_and(|gallery| gallery == "Table of Contents")
}

fn is_contents_style(name: &str) -> bool {
    name.strip_prefix("toc ").is_some_and(|level| level.trim().parse::<u8>().is_ok())
}

fn column(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(0)
}

/// A measure in twips: a bare number, or with a unit as strict files write it.
fn twips(measure: &str) -> i64 {
    let measure = measure.trim();
    let (digits, factor) = [("pt", 20.0), ("cm", 567.0), ("mm", 56.7), ("in", 1440.0)]
        .iter()
        .find_map(|&(unit, factor)| Some((measure.strip_suffix(unit)?, factor)))
        .unwrap_or((measure, 1.0));
    digits.trim().parse::<f64>().map_or(0, |number| (number * factor).clamp(-1e6, 1e6) as i64)
}
