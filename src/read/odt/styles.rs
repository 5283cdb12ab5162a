//! Styles of an OpenDocument text, looked up along their parents.
//!
//! In: the roots of `content.xml` and `styles.xml`. Out: what holds for a paragraph, a stretch of text, a list level. Not
//! here: counting.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::read::xml::Element;

/// Styles by family and name, list styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles<'t> {
    by_name: BTreeMap<(String, String), Element<'t>>,
    lists: BTreeMap<String, Element<'t>>,
    pub(super) outline: Option<Element<'t>>,
}

/// How text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four properties that vary independently")]
pub(super) struct Look {
    pub(super) bold: bool,
    /// Marked as not shown.
    pub(super) gone: bool,
    pub(super) white: bool,
    /// Something coloured lies behind it.
    pub(super) backed: bool,
}

impl Look {
    pub(super) fn hidden(self) -> bool {
        self.gone || self.white && !self.backed
    }
}

/// A chain longer than this is a loop.
const MAX_CHAIN: usize = 32;

impl<'t> Styles<'t> {
    pub(super) fn new(roots: impl Iterator<Item = Element<'t>>) -> Self {
        let mut styles = Self::default();
        for group in roots.flat_map(Element::elements).filter(|group| group.name().ends_with("styles")) {
            for element in group.elements() {
                let name = element.attribute("name").unwrap_or_default().into_owned();
                match element.name() {
                    "style" => {
                        let family = element.attribute("family").unwrap_or_default().into_owned();
                        styles.by_name.entry((family, name)).or_insert(element);
                    }
                    "list-style" => {
                        styles.lists.entry(name).or_insert(element);
                    }
                    "outline-style" => styles.outline = styles.outline.or(Some(element)),
                    _ => {}
                }
            }
        }
        styles
    }

    fn chain(&self, family: &str, name: &str) -> Vec<Element<'t>> {
        let mut chain = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(style) = next.and_then(|name| self.by_name.get(&(family.to_owned(), name)))
            && chain.len() < MAX_CHAIN
        {
            chain.push(*style);
            next = style.attribute("parent-style-name").map(Cow::into_owned);
        }
        chain
    }

    /// The look of text under a style, on top of what holds around it.
    pub(super) fn look(&self, family: &str, name: &str, around: Look) -> Look {
        let chain = self.chain(family, name);
        let value = |part: &str, attribute: &str| {
            chain.iter().find_map(|style| style.child(part).and_then(|properties| properties.attribute(attribute)))
        };
        let text = |attribute: &str| value("text-properties", attribute);
        let filled = |colour: &str| colour != "transparent" && !is_white(colour);
        let behind = ["text-properties", "paragraph-properties", "table-cell-properties", "table-row-properties"];
        let backed = behind.iter().any(|part| value(part, "background-color").is_some_and(|colour| filled(&colour)));
        Look {
            bold: text("font-weight").map_or(around.bold, |weight| is_bold(&weight)),
            gone: text("display").map_or(around.gone, |display| display == "none"),
            white: text("color").map_or(around.white, |colour| is_white(&colour)),
            backed: around.backed || backed,
        }
    }

    /// Display names and names of a paragraph style and its parents.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title"
            || self.chain("paragraph", name).iter().any(|style| style.attribute("name").as_deref() == Some("Title"))
    }

    /// A level of a list style, from 1.
    pub(super) fn level(&self, list: &str, level: usize) -> Option<Element<'t>> {
        level_of(*self.lists.get(list)?, level)
    }

    /// Left margin of a paragraph style in steps of half an inch.
    #[expect(clippy::cast_sign_loss, reason = "clamped just before")]
    pub(super) fn indent(&self, name: &str) -> u8 {
        let chain = self.chain("paragraph", name);
        let margin = chain.iter().find_map(|style| style.child("paragraph-properties")?.attribute("margin-left"));
        let inches = margin.map_or(0.0, |margin| inches(&margin));
        (inches * 2.0).round().clamp(0.0, 40.0) as u8
    }
}

/// The definition of a level in a list or outline style.
pub(super) fn level_of(style: Element<'_>, level: usize) -> Option<Element<'_>> {
    let wanted = level.to_string();
    style.elements().find(|child| child.attribute("level").as_deref() == Some(wanted.as_str()))
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)
}

fn is_white(colour: &str) -> bool {
    let channel = |at: usize| colour.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    colour.len() == 7 && [1, 3, 5].iter().all(|&at| channel(at).is_some_and(|value| value >= 0xfa))
}

fn inches(measure: &str) -> f32 {
    [("cm", 2.54), ("mm", 25.4), ("in", 1.0), ("pt", 72.0)]
        .iter()
        .find_map(|&(unit, to_inch)| Some(measure.strip_suffix(unit)?.trim().parse::<f32>().ok()? / to_inch))
        .unwrap_or(0.0)
}
