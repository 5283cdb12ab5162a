//! From the tree of a page to paragraphs, list items and tables.
//!
//! In: a parsed page. Out: a [`Flow`]. Not here: bytes and charsets.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node};

use crate::read::flow::{Cell, Flow, Item, Paragraph, Table};
use crate::read::{Limits, label};

/// What was found in a page.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) flow: Flow,
    /// Elements nested too deeply were read as bare text.
    pub(super) cut: bool,
    /// The page marks deletions; they were left out.
    pub(super) changes: bool,
    /// Frames, whose text stands in other files.
    pub(super) unread: BTreeSet<&'static str>,
}

/// Reads the page; with `menus` navigation is set aside.
pub(super) fn walk(page: &Html, limits: &Limits, menus: bool) -> Walked {
    let mut walker = Walker { found: Walked::default(), depth: limits.depth, menus };
    let mut sink = Sink::default();
    walker.children(page.root_element(), Setting::default(), &mut sink);
    sink.flush();
    walker.found.flow.body = sink.items;
    walker.found
}

struct Walker {
    found: Walked,
    /// Levels that may still be entered.
    depth: usize,
    menus: bool,
}

/// What an element hands down to those in it.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    bold: bool,
    /// White space counts.
    kept: bool,
    heading: Option<u8>,
    indent: u8,
    /// Lists around.
    lists: u8,
}

/// Items so far and the paragraph being written.
#[derive(Debug, Default)]
struct Sink {
    items: Vec<Item>,
    text: String,
    label: String,
    setting: Setting,
    strong: Option<bool>,
}

impl Sink {
    /// Ends the paragraph. A label without text waits for the next one: `<li><p>`.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let strong = self.strong.take() == Some(true);
        if text.trim().is_empty() {
            return;
        }
        let Setting { heading, indent, .. } = self.setting;
        let label = std::mem::take(&mut self.label);
        let text = text.trim().to_owned();
        self.items.push(Item::Paragraph(Paragraph { label, text, heading, strong, indent }));
    }

    fn begin(&mut self, setting: Setting) {
        self.flush();
        self.setting = setting;
    }

    fn write(&mut self, text: &str, setting: Setting) {
        if self.text.is_empty() {
            self.setting = setting;
        }
        for character in text.chars() {
            match character {
                '\r' if setting.kept => {}
                ' ' | '\t' | '\n' | '\r' | '\x0c' if !setting.kept => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                '\u{ad}' | '\u{200b}' => {}
                _ => self.text.push(character),
            }
        }
        if text.chars().any(char::is_alphanumeric) {
            self.strong = Some(self.strong.unwrap_or(true) && setting.bold);
        }
    }

    /// A line break; two in a row end the paragraph.
    fn line_break(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        if self.text.ends_with('\n') || self.text.is_empty() {
            self.flush();
        } else {
            self.text.push('\n');
        }
    }
}

impl Walker {
    fn children(&mut self, parent: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
        if self.depth == 0 {
            self.found.cut = true;
            parent.text().for_each(|text| sink.write(text, setting));
            return;
        }
        self.depth -= 1;
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => sink.write(text, setting),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element, setting, sink);
                    }
                }
                _ => {}
            }
        }
        self.depth += 1;
    }

    fn element(&mut self, element: ElementRef<'_>, mut setting: Setting, sink: &mut Sink) {
        let name = element.value().name();
        if DROPPED.contains(&name) {
            return;
        }
        if is_hidden(element) {
            return self.aside(element, setting, true);
        }
        if self.menus && is_menu(element) {
            return self.aside(element, setting, false);
        }
        setting.bold |= matches!(name, "b" | "strong" | "th" | "dt") || is_bold(element);
        match name {
            "br" => sink.line_break(),
            "hr" => sink.flush(),
            "input" => input(element, setting, sink),
            "select" => select(element, setting, sink),
            "iframe" | "frame" | "object" | "embed" => {
                self.found.unread.insert("frame");
            }
            "del" => self.found.changes = true,
            "ins" => {
                self.found.changes = true;
                self.children(element, setting, sink);
            }
            "sup" => self.superscript(element, setting, sink),
            "span" if style_of(element).contains("mso-list:ignore") => {
                sink.flush();
                sink.label = squeezed(element);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                setting.heading = name[1..].parse().ok();
                setting.bold = true;
                self.block(element, setting, sink);
            }
            "ol" | "ul" | "menu" | "dir" => self.list(element, setting, sink),
            "li" => {
                // An item outside a list still shows its bullet.
                sink.begin(setting);
                sink.label = String::from("•");
                self.item(element, setting, sink);
            }
            "table" => self.table(element, setting, sink),
            "pre" | "textarea" | "listing" => {
                setting.kept = true;
                self.block(element, setting, sink);
            }
            "blockquote" | "dd" => {
                setting.indent = setting.indent.saturating_add(1);
                self.block(element, setting, sink);
            }
            _ if BLOCKS.contains(&name) => {
                if element.attr("role") == Some("heading") {
                    setting.heading = element.attr("aria-level").and_then(|level| level.parse().ok()).or(Some(2));
                }
                self.block(element, setting, sink);
            }
            _ => self.children(element, setting, sink),
        }
    }

    fn block(&mut self, element: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
        sink.begin(setting);
        self.children(element, setting, sink);
        sink.flush();
    }

    /// The mark of a footnote stands in brackets, so that it does not run into a number before it.
    fn superscript(&mut self, element: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
        let mark = squeezed(element);
        let refers = |element: ElementRef<'_>| {
            element.value().name() == "a" && element.attr("href").is_some_and(|target| target.contains('#'))
        };
        let outside = element.parent().and_then(ElementRef::wrap).is_some_and(refers);
        let is_mark = outside || element.descendent_elements().any(refers);
        if is_mark && mark.chars().all(char::is_alphanumeric) && !mark.is_empty() {
            sink.write(&format!("[{mark}]"), setting);
        } else {
            self.children(element, setting, sink);
        }
    }

    /// Text that is not part of the body, to its layer.
    fn aside(&mut self, element: ElementRef<'_>, setting: Setting, hidden: bool) {
        let mut inner = Sink::default();
        let menus = std::mem::replace(&mut self.menus, false);
        if self.depth > 0 {
            self.depth -= 1;
            self.children(element, setting, &mut inner);
            self.depth += 1;
        }
        self.menus = menus;
        inner.flush();
        let layer = if hidden { &mut self.found.flow.hidden } else { &mut self.found.flow.furniture };
        lines(&inner.items, layer);
    }

    fn list(&mut self, element: ElementRef<'_>, mut setting: Setting, sink: &mut Sink) {
        sink.begin(setting);
        if setting.lists > 0 {
            setting.indent = setting.indent.saturating_add(1);
        }
        setting.lists = setting.lists.saturating_add(1);
        setting.heading = None;
        let mut count = Count::of(element);
        for child in element.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => sink.write(text, setting),
                (_, Some(item)) if item.value().name() == "li" && !is_hidden(item) => {
                    let label = count.next(item);
                    sink.begin(setting);
                    sink.label = label;
                    self.item(item, setting, sink);
                }
                (_, Some(other)) => self.element(other, setting, sink),
                _ => {}
            }
        }
        sink.flush();
    }

    fn item(&mut self, item: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
        self.children(item, setting, sink);
        sink.flush();
        sink.label.clear();
    }

    fn table(&mut self, element: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
        sink.begin(setting);
        let label = std::mem::take(&mut sink.label);
        if !label.is_empty() {
            sink.items.push(Item::Paragraph(Paragraph { label, ..Paragraph::default() }));
        }
        let mut table = Table::default();
        let mut grid = Grid::default();
        let inside = Setting { heading: None, indent: 0, lists: 0, ..setting };
        self.rows(element, inside, &mut table, &mut grid, sink);
        sink.flush();
        let nested = |cell: &Cell| cell.items.iter().any(|item| matches!(item, Item::Table(_)));
        let layout = element.attr("role").is_some_and(|role| matches!(role, "presentation" | "none"))
            || table.rows.iter().flatten().any(nested) && !table.is_list();
        if layout {
            sink.items.extend(table.rows.into_iter().flatten().flat_map(|cell| cell.items));
        } else if !table.rows.is_empty() {
            sink.items.push(Item::Table(table));
        }
    }

    fn rows(&mut self, parent: ElementRef<'_>, setting: Setting, table: &mut Table, grid: &mut Grid, sink: &mut Sink) {
        for child in parent.child_elements() {
            match child.value().name() {
                _ if is_hidden(child) => self.aside(child, setting, true),
                "caption" => self.block(child, setting, sink),
                "thead" | "tbody" | "tfoot" => self.rows(child, setting, table, grid, sink),
                "tr" => {
                    let row = self.row(child, setting, grid);
                    table.rows.push(row);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, row: ElementRef<'_>, setting: Setting, grid: &mut Grid) -> Vec<Cell> {
        let mut cells = Vec::new();
        grid.column = 0;
        for cell in row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th")) {
            let column = grid.place(span(cell, "colspan"), span(cell, "rowspan"));
            if is_hidden(cell) {
                self.aside(cell, setting, true);
                continue;
            }
            let bold = setting.bold || cell.value().name() == "th" || is_bold(cell);
            let mut inner = Sink::default();
            self.children(cell, Setting { bold, ..setting }, &mut inner);
            inner.flush();
            cells.push(Cell { column, items: inner.items });
        }
        grid.next_row();
        cells
    }
}

/// Neither seen nor text.
const DROPPED: [&str; 20] = [
    "script", "style", "template", "noscript", "head", "title", "meta", "link", "svg", "canvas", "audio", "video",
    "map", "colgroup", "datalist", "progress", "meter", "button", "param", "source",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 27] = [
    "html",
    "body",
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "address",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "legend",
    "dl",
    "dt",
    "pre",
    "center",
    "details",
    "summary",
    "nav",
    "search",
    "hgroup",
    "caption",
    "dialog",
];

fn style_of(element: ElementRef<'_>) -> String {
    let style = element.attr("style").unwrap_or("");
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_bold(element: ElementRef<'_>) -> bool {
    let style = style_of(element);
    ["bold", "600", "700", "800", "900"].iter().any(|weight| style.contains(&format!("font-weight:{weight}")))
}

/// Hidden by the page itself: an attribute, or the element's own style.
fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
        || value.name() == "dialog" && value.attr("open").is_none()
    {
        return true;
    }
    let style = style_of(element);
    !style.is_empty()
        && style.split(';').any(|rule| {
            let rule = rule.trim_end_matches("!important");
            matches!(rule, "display:none" | "visibility:hidden" | "opacity:0" | "mso-hide:all")
                || rule.strip_prefix("font-size:").is_some_and(|size| {
                    size.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse() == Ok(0.0)
                })
        })
}

/// Navigation by its element or role, and a page's own header, footer or side column that is mostly links.
fn is_menu(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if name == "nav" || matches!(element.attr("role"), Some("navigation" | "menu" | "menubar" | "search" | "dialog")) {
        return true;
    }
    if !matches!(name, "header" | "footer" | "aside") {
        return false;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = element.text().map(letters).sum();
    let links: Vec<_> = element.descendent_elements().filter(|child| child.value().name() == "a").collect();
    let linked: usize = links.iter().flat_map(ElementRef::text).map(letters).sum();
    links.len() >= 3 && linked * 10 >= all * 6
}

fn input(element: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
    let value = element.attr("value").unwrap_or("");
    match element.attr("type").unwrap_or("text").to_ascii_lowercase().as_str() {
        "checkbox" | "radio" => sink.write(if element.attr("checked").is_some() { "☒" } else { "☐" }, setting),
        "hidden" | "submit" | "button" | "reset" | "image" | "file" | "password" | "color" | "range" => {}
        _ => sink.write(value, setting),
    }
}

/// The chosen option, else the first, as a browser shows it.
fn select(element: ElementRef<'_>, setting: Setting, sink: &mut Sink) {
    let options = || element.descendent_elements().filter(|child| child.value().name() == "option");
    let chosen = options().find(|option| option.attr("selected").is_some()).or_else(|| options().next());
    if let Some(option) = chosen {
        sink.write(&squeezed(option), setting);
    }
}

fn squeezed(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn span(cell: ElementRef<'_>, name: &str) -> u16 {
    cell.attr(name).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
}

/// Columns that cells of rows above still cover.
#[derive(Debug, Default)]
struct Grid {
    column: usize,
    /// Rows each column is still covered for.
    covered: Vec<u16>,
    next: Vec<(usize, u16)>,
}

impl Grid {
    fn place(&mut self, columns: u16, rows: u16) -> u16 {
        while self.covered.get(self.column).is_some_and(|&rows| rows > 0) {
            self.column += 1;
        }
        let here = self.column;
        self.column += usize::from(columns);
        if rows > 1 {
            self.next.extend((here..self.column).map(|column| (column, rows - 1)));
        }
        u16::try_from(here).unwrap_or(u16::MAX)
    }

    fn next_row(&mut self) {
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, rows) in self.next.drain(..) {
            if self.covered.len() <= column {
                self.covered.resize(column + 1, 0);
            }
            self.covered[column] = rows;
        }
    }
}

/// How a list counts.
#[derive(Clone, Copy, Debug)]
struct Count {
    ordered: bool,
    kind: Kind,
    at: i64,
    step: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Decimal,
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Bullet,
    None,
}

impl Count {
    fn of(list: ElementRef<'_>) -> Self {
        let ordered = list.value().name() == "ol";
        let kind = kind_of(list).unwrap_or(if ordered { Kind::Decimal } else { Kind::Bullet });
        let reversed = ordered && list.attr("reversed").is_some();
        let step = if reversed { -1 } else { 1 };
        let items = || list.child_elements().filter(|child| child.value().name() == "li").count();
        let start = list.attr("start").and_then(|start| start.trim().parse().ok());
        let start: i64 = start.unwrap_or_else(|| if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 });
        Self { ordered, kind, at: start.saturating_sub(step), step }
    }

    fn next(&mut self, item: ElementRef<'_>) -> String {
        let given = item.attr("value").and_then(|value| value.trim().parse().ok()).filter(|_| self.ordered);
        self.at = given.unwrap_or_else(|| self.at.saturating_add(self.step));
        let kind = kind_of(item).unwrap_or(self.kind);
        let number = u32::try_from(self.at).ok().filter(|&number| number > 0);
        let printed = match (kind, number) {
            (Kind::None, _) => return String::new(),
            (Kind::Bullet, _) => return "•".to_owned(),
            (Kind::LowerLetter, Some(number)) => label::letters_counted(number),
            (Kind::UpperLetter, Some(number)) => label::letters_counted(number).to_uppercase(),
            (Kind::LowerRoman, Some(number)) => label::roman(number),
            (Kind::UpperRoman, Some(number)) => label::roman(number).to_uppercase(),
            (Kind::DecimalZero, Some(number)) => format!("{number:02}"),
            _ => self.at.to_string(),
        };
        format!("{printed}.")
    }
}

/// The way of counting an element names, by its style or its `type`.
fn kind_of(element: ElementRef<'_>) -> Option<Kind> {
    let style = style_of(element);
    let named =
        ["list-style-type:", "list-style:"].iter().find_map(|rule| style.split_once(rule)).map(|(_, rest)| rest);
    if let Some(named) = named {
        let kinds = [
            ("decimal-leading-zero", Kind::DecimalZero),
            ("decimal", Kind::Decimal),
            ("lower-alpha", Kind::LowerLetter),
            ("lower-latin", Kind::LowerLetter),
            ("upper-alpha", Kind::UpperLetter),
            ("upper-latin", Kind::UpperLetter),
            ("lower-roman", Kind::LowerRoman),
            ("upper-roman", Kind::UpperRoman),
            ("disc", Kind::Bullet),
            ("circle", Kind::Bullet),
            ("square", Kind::Bullet),
            ("none", Kind::None),
        ];
        let known = kinds.iter().find(|(name, _)| named.starts_with(name)).map(|&(_, kind)| kind);
        if known.is_some() {
            return known;
        }
    }
    match element.attr("type")? {
        "1" => Some(Kind::Decimal),
        "a" => Some(Kind::LowerLetter),
        "A" => Some(Kind::UpperLetter),
        "i" => Some(Kind::LowerRoman),
        "I" => Some(Kind::UpperRoman),
        _ => None,
    }
}
