//! Styles of a Word file, looked up along `basedOn`.
//!
//! In: `word/styles.xml`. Out: [`Styles`] that answer what holds for a paragraph or run. Not here: what a property does.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::read::xml::Element;

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles<'t> {
    by_id: BTreeMap<String, Style<'t>>,
    default_paragraph: Option<String>,
    /// Language tag of the document's defaults, such as `nl-BE`.
    pub(super) language: String,
}

#[derive(Debug)]
struct Style<'t> {
    element: Element<'t>,
    based_on: Option<String>,
    name: String,
}

/// A style chain longer than this is a loop; Word itself stops at eleven.
const MAX_CHAIN: usize = 32;

impl<'t> Styles<'t> {
    pub(super) fn new(root: Option<Element<'t>>) -> Self {
        let mut styles = Self::default();
        let Some(root) = root else { return styles };
        for element in root.elements().filter(|element| element.name() == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            let value = |name: &str| element.child(name).and_then(|child| child.attribute("val"));
            if element.attribute("type").as_deref() == Some("paragraph")
                && is_on(element.attribute("default").as_deref())
            {
                styles.default_paragraph = Some(id.clone().into_owned());
            }
            let based_on = value("basedOn").map(Cow::into_owned);
            let name = value("name").map(|name| name.to_ascii_lowercase()).unwrap_or_default();
            styles.by_id.entry(id.into_owned()).or_insert(Style { element, based_on, name });
        }
        let language = root.child("docDefaults").and_then(|defaults| defaults.find("lang"));
        styles.language = language.and_then(|lang| lang.attribute("val")).unwrap_or_default().into_owned();
        styles
    }

    /// The style a paragraph has: its own or the document's default.
    pub(super) fn of_paragraph(&self, properties: Option<Element<'_>>) -> Option<String> {
        let own = properties.and_then(|properties| properties.child("pStyle")).and_then(|style| style.attribute("val"));
        own.map(Cow::into_owned).filter(|id| self.by_id.contains_key(id)).or_else(|| self.default_paragraph.clone())
    }

    /// The style and those it is based on, nearest first.
    pub(super) fn chain(&self, id: Option<&str>) -> Vec<(&str, Element<'t>)> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some((id, style)) = next.and_then(|id| self.by_id.get_key_value(id))
            && chain.len() < MAX_CHAIN
        {
            chain.push((id.as_str(), style.element));
            next = style.based_on.as_deref();
        }
        chain
    }

    /// The nearest paragraph property of that name along the chain.
    pub(super) fn paragraph_property(&self, id: Option<&str>, name: &str) -> Option<Element<'t>> {
        self.chain(id).into_iter().find_map(|(_, style)| style.child("pPr").and_then(|pr| pr.child(name)))
    }

    /// The nearest run property of that name along the chain.
    pub(super) fn run_property(&self, id: Option<&str>, name: &str) -> Option<Element<'t>> {
        self.chain(id).into_iter().find_map(|(_, style)| style.child("rPr").and_then(|pr| pr.child(name)))
    }

    /// The element of a style, for what only some styles have.
    pub(super) fn element(&self, id: &str) -> Option<Element<'t>> {
        self.by_id.get(id).map(|style| style.element)
    }

    /// Names along the chain, lower-case: built-in names are English in every language of Word.
    pub(super) fn names(&self, id: Option<&str>) -> Vec<&str> {
        self.chain(id).iter().filter_map(|(id, _)| self.by_id.get(*id)).map(|style| style.name.as_str()).collect()
    }
}

/// An on/off value as Word writes them.
pub(super) fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// An on/off element: present without a value means on.
pub(super) fn toggle(element: Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| is_on(Some(&value)))
}

/// The `val` of an element.
pub(super) fn val(element: Element<'_>) -> Option<Cow<'_, str>> {
    element.attribute("val")
}

/// The `val` of an element as a whole number.
pub(super) fn number(element: Option<Element<'_>>) -> Option<i64> {
    element?.attribute("val")?.trim().parse().ok()
}
