//! What stands inside a paragraph of a Word file.
//!
//! In: runs, fields, controls, changes, notes, drawings. Out: a [`Line`] with the text a reader sees. Not here: labels and
//! paragraph properties (`walk`).

use std::borrow::Cow;

use super::numbering::Story;
use super::styles::{Styles, number, toggle, val};
use super::walk::{Check, Note, Walk, chosen, is_shaded, is_white};
use crate::read::flow::Item;
use crate::read::label;
use crate::read::xml::{Content, Element};

/// A paragraph's text so far and what its style says of its runs.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) hidden: String,
    /// Whether some text of the paragraph was hidden.
    pub(super) hid: bool,
    /// Whether all its letters are bold; `None` without letters.
    pub(super) strong: Option<bool>,
    /// Contents of text boxes anchored here: they follow the paragraph.
    pub(super) boxes: Vec<Item>,
    style: StyleLook,
}

/// What a paragraph's style says of the look of its runs.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four properties that vary independently")]
struct StyleLook {
    bold: bool,
    vanish: bool,
    white: bool,
    shaded: bool,
}

/// A field that has begun.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// The instruction is over: what comes is the result.
    pub(super) shown: bool,
    /// What a form field shows by its settings, where it has no result.
    sign: String,
    written: bool,
}

/// How a run is set.
#[derive(Clone, Copy, Debug)]
struct Look {
    hidden: bool,
    bold: bool,
}

/// Fields nested in each other; a file that opens more never closes them.
const MAX_FIELDS: usize = 64;

/// Fonts of one point (in half points) and below cannot be read.
const TINY: i64 = 2;

impl Line {
    pub(super) fn new(styles: &Styles<'_>, style: Option<&str>, properties: Option<Element<'_>>) -> Self {
        let on = |name: &str| styles.run_property(style, name).is_some_and(toggle);
        let shading = properties.and_then(|properties| properties.child("shd"));
        let style = StyleLook {
            bold: on("b"),
            vanish: on("vanish"),
            white: styles.run_property(style, "color").and_then(val).is_some_and(|colour| is_white(&colour)),
            shaded: shading.or_else(|| styles.paragraph_property(style, "shd")).is_some_and(is_shaded)
                || styles.run_property(style, "shd").is_some_and(is_shaded),
        };
        Self { style, ..Self::default() }
    }

    fn look(&self, styles: &Styles<'_>, run: Option<Element<'_>>, backed: bool) -> Look {
        let direct = |name: &str| run.and_then(|run| run.child(name));
        let style = direct("rStyle").and_then(val);
        let styled = |name: &str| styles.run_property(style.as_deref(), name);
        let on = |name: &str, paragraph: bool| match direct(name) {
            Some(element) => toggle(element),
            None => styled(name).map_or(paragraph, |element| toggle(element) != paragraph),
        };
        let colour = direct("color").or_else(|| styled("color"));
        let white = colour.map_or(self.style.white, |colour| val(colour).is_some_and(|colour| is_white(&colour)));
        let lit = direct("highlight").and_then(val).is_some_and(|colour| !matches!(&*colour, "none" | "white"));
        let filled = direct("shd").or_else(|| styled("shd")).is_some_and(is_shaded);
        let tiny = number(direct("sz")).is_some_and(|size| size <= TINY);
        let unseen = white && !(backed || self.style.shaded || lit || filled);
        Look { hidden: on("vanish", self.style.vanish) || unseen || tiny, bold: on("b", self.style.bold) }
    }
}

impl<'t> Walk<'t> {
    /// Runs and what may stand around them.
    pub(super) fn inline(&mut self, parent: Element<'t>, line: &mut Line) {
        for element in parent.elements() {
            match element.name() {
                "r" => self.run(element, line),
                "ins" | "moveTo" => {
                    self.change(element);
                    self.inline(element, line);
                }
                "del" | "moveFrom" => self.change(element),
                "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "fldSimple" | "rubyBase" => {
                    self.inline(element, line);
                }
                "sdt" => self.inline_control(element, line),
                "oMath" | "oMathPara" => {
                    let look = line.look(&self.styles, None, self.shaded > 0);
                    self.write(&element.text(), look, line);
                }
                "AlternateContent" => {
                    if let Some(choice) = chosen(element) {
                        self.inline(choice, line);
                    }
                }
                _ => {}
            }
        }
    }

    fn inline_control(&mut self, element: Element<'t>, line: &mut Line) {
        self.control(element, |walk, content| {
            walk.inline(content, line);
            // A box whose content is empty still has its state.
            if let Some(Check { sign, written: false }) = walk.check
                && content.find("t").is_none()
            {
                walk.write(&sign.to_string(), Look { hidden: false, bold: false }, line);
            }
        });
    }

    fn run(&mut self, element: Element<'t>, line: &mut Line) {
        let look = line.look(&self.styles, element.child("rPr"), self.shaded > 0);
        self.run_content(element, look, line);
    }

    fn run_content(&mut self, element: Element<'t>, look: Look, line: &mut Line) {
        let fonts = element.child("rPr").and_then(|run| run.child("rFonts"));
        let font = fonts.and_then(|fonts| fonts.attribute("ascii")).unwrap_or_default();
        for child in element.elements() {
            match child.name() {
                "t" => {
                    for content in child.contents() {
                        let Content::Text(text) = content else { continue };
                        let text = text.replace(['\n', '\r', '\t'], " ");
                        self.write(&label::mend_symbols(&text, &font), look, line);
                    }
                }
                "tab" | "ptab" => self.write("\t", look, line),
                "br" | "cr" => self.write("\n", look, line),
                "noBreakHyphen" => self.write("-", look, line),
                "sym" => self.symbol(child, look, line),
                "fldChar" => self.field(child, look, line),
                "footnoteReference" => self.reference(child, false, look, line),
                "endnoteReference" => self.reference(child, true, look, line),
                "drawing" | "pict" | "object" => self.drawing(child, line),
                "ruby" => self.inline(child, line),
                "AlternateContent" => {
                    if let Some(choice) = chosen(child) {
                        self.run_content(choice, look, line);
                    }
                }
                _ => {}
            }
        }
    }

    /// Writes text a reader sees, and sets aside what he does not.
    fn write(&mut self, text: &str, look: Look, line: &mut Line) {
        if text.is_empty() || self.fields.iter().any(|field| !field.shown) {
            return;
        }
        let mut text = Cow::Borrowed(text);
        if let Some(check) = &mut self.check {
            if check.written {
                return;
            }
            check.written = true;
            text = check.sign.to_string().into();
        }
        self.fields.iter_mut().for_each(|field| field.written = true);
        if look.hidden {
            line.hid |= !text.trim().is_empty();
            line.hidden.push_str(&text);
            return;
        }
        if text.chars().any(char::is_alphanumeric) {
            line.strong = Some(line.strong.unwrap_or(true) && look.bold);
        }
        line.text.push_str(&text);
    }

    fn symbol(&mut self, element: Element<'t>, look: Look, line: &mut Line) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let sign = code.and_then(|code| label::symbol(&font, code)).unwrap_or('\u{fffd}');
        self.write(&sign.to_string(), look, line);
    }

    fn field(&mut self, element: Element<'t>, look: Look, line: &mut Line) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                let sign = element.child("ffData").and_then(form_sign).unwrap_or_default();
                if self.fields.len() < MAX_FIELDS {
                    self.fields.push(Field { sign, ..Field::default() });
                }
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                if !field.written {
                    self.write(&field.sign, look, line);
                }
            }
            _ => {}
        }
    }

    /// A note's mark stands in brackets, so that it does not run into a number before it.
    fn reference(&mut self, element: Element<'t>, end: bool, look: Look, line: &mut Line) {
        let Some(id) = element.attribute("id") else { return };
        if look.hidden || self.fields.iter().any(|field| !field.shown) {
            return;
        }
        let own_mark = element.attribute("customMarkFollows").is_some_and(|own| own != "0" && own != "false");
        let mark = if own_mark { String::new() } else { self.next_mark(end) };
        self.notes.push(Note { end, id: id.into_owned(), mark: mark.clone() });
        if !mark.is_empty() {
            line.text.push_str(&mark);
        }
    }

    fn next_mark(&mut self, end: bool) -> String {
        self.marks[usize::from(end)] += 1;
        let count = self.marks[usize::from(end)];
        let format =
            self.note_formats[usize::from(end)].as_deref().unwrap_or(if end { "lowerRoman" } else { "decimal" });
        format!("[{}]", super::numbering::print(count, format, 0, &self.styles.language))
    }

    /// Text boxes of a drawing, and the words of a watermark.
    fn drawing(&mut self, element: Element<'t>, line: &mut Line) {
        for child in element.elements() {
            match child.name() {
                "txbxContent" => {
                    // A box may be filled; white text in it is taken to be readable.
                    self.shaded += 1;
                    let fields = std::mem::take(&mut self.fields);
                    let around = self.numbering.swap(Story::default());
                    let items = self.story(child);
                    self.numbering.swap(around);
                    self.fields = fields;
                    self.shaded -= 1;
                    line.boxes.extend(items);
                }
                "textpath" => self.furniture.extend(child.attribute("string").map(Cow::into_owned)),
                "blip" | "imagedata" => self.pictures = true,
                "AlternateContent" => {
                    if let Some(choice) = chosen(child) {
                        self.drawing(choice, line);
                    }
                }
                _ => self.drawing(child, line),
            }
        }
    }
}

/// What a legacy form field shows where it keeps no result: a check box its state, a list its chosen entry.
fn form_sign(form: Element<'_>) -> Option<String> {
    if let Some(checkbox) = form.child("checkBox") {
        let state = checkbox.child("checked").or_else(|| checkbox.child("default"));
        return Some(if state.is_some_and(toggle) { "☒" } else { "☐" }.to_owned());
    }
    let list = form.child("ddList")?;
    let chosen = number(list.child("result")).or_else(|| number(list.child("default"))).unwrap_or(0);
    let mut entries = list.elements().filter(|child| child.name() == "listEntry");
    entries.nth(usize::try_from(chosen).ok()?).and_then(val).map(Cow::into_owned)
}
