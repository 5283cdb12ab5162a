//! XML as a flat tree, read to the end whatever its state.
//!
//! In: the bytes of one part of an office file. Out: [`Tree`], walked by [`Element`]; names without their prefixes, so
//! that strict and transitional files read alike. Not here: DTDs, entities beyond the predefined ones, validation.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

/// Nodes of one tree. The largest part seen has 15,000; a node costs some 70 bytes.
const MAX_NODES: usize = 2_000_000;
const NONE: u32 = u32::MAX;

/// Decodes the bytes of a part: UTF-16 by its mark, else UTF-8. The flag says whether all bytes were valid.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    (text, !malformed)
}

/// The elements and text of one part.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// Ended early or not well-formed; what was read up to there is in the tree.
    pub(super) damaged: bool,
    /// Elements were left out because they were nested too deeply or too many.
    pub(super) cut: bool,
}

#[derive(Debug)]
struct Node<'a> {
    /// Local name; empty for text.
    name: &'a str,
    attributes: &'a str,
    text: Cow<'a, str>,
    first: u32,
    next: u32,
}

/// One element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'t> {
    Element(Element<'t>),
    Text(&'t str),
}

impl<'a> Tree<'a> {
    /// Reads `source`; elements nested deeper than `depth` are left out with their content.
    pub(super) fn parse(source: &'a str, depth: usize) -> Self {
        let mut grower = Grower::new(depth);
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event();
            let raw = source.get(start..reader.buffer_position() as usize).unwrap_or("");
            match event {
                Ok(Event::Start(_)) => grower.open(raw),
                Ok(Event::Empty(_)) => {
                    grower.open(raw);
                    grower.close_last();
                }
                Ok(Event::End(end)) => grower.close(local(end.name().into_inner())),
                Ok(Event::Text(text)) => grower.text(text.into_inner()),
                Ok(Event::CData(text)) => grower.text(text.into_inner()),
                Ok(Event::GeneralRef(reference)) => grower.text(resolve(&reference)),
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    grower.tree.damaged = true;
                    break;
                }
            }
        }
        grower.finish()
    }

    /// The node that holds the document's root element.
    pub(super) fn top(&self) -> Element<'_> {
        Element { tree: self, at: 0 }
    }

    /// All elements in document order.
    pub(super) fn all(&self) -> impl Iterator<Item = Element<'_>> {
        let elements = self.nodes.iter().enumerate().skip(1).filter(|(_, node)| !node.name.is_empty());
        elements.map(|(at, _)| Element { tree: self, at: at as u32 })
    }

    /// The root element.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        self.top().elements().next()
    }
}

fn resolve(reference: &BytesRef<'_>) -> Cow<'static, str> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Cow::Owned(character.to_string()),
        _ => Cow::Borrowed(resolve_xml_entity(reference).unwrap_or("\u{fffd}")),
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Builds a tree: the open elements, each with its last child.
struct Grower<'a> {
    tree: Tree<'a>,
    open: Vec<(u32, u32)>,
    depth: usize,
    /// How many elements are open below the depth limit.
    skipping: usize,
}

impl<'a> Grower<'a> {
    fn new(depth: usize) -> Self {
        let top = Node { name: "", attributes: "", text: Cow::Borrowed(""), first: NONE, next: NONE };
        let tree = Tree { nodes: vec![top], damaged: false, cut: false };
        Self { tree, open: vec![(0, NONE)], depth, skipping: 0 }
    }

    fn open(&mut self, raw: &'a str) {
        if self.skipping > 0 || self.open.len() > self.depth || self.tree.nodes.len() >= MAX_NODES {
            self.tree.cut = true;
            self.skipping += 1;
            return;
        }
        let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let split = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(split);
        let at = self.push(Node { name: local(name), attributes, text: Cow::Borrowed(""), first: NONE, next: NONE });
        self.open.push((at, NONE));
    }

    fn text(&mut self, text: Cow<'a, str>) {
        if self.skipping > 0 || text.is_empty() {
            return;
        }
        if self.tree.nodes.len() >= MAX_NODES {
            self.tree.cut = true;
            return;
        }
        self.push(Node { name: "", attributes: "", text, first: NONE, next: NONE });
    }

    fn push(&mut self, node: Node<'a>) -> u32 {
        let at = self.tree.nodes.len() as u32;
        self.tree.nodes.push(node);
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                NONE => self.tree.nodes[*parent as usize].first = at,
                before => self.tree.nodes[before as usize].next = at,
            }
            *last = at;
        }
        at
    }

    fn close_last(&mut self) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Closes up to the nearest open element of that name; an end without a start is passed over.
    fn close(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        let found = self.open.iter().rposition(|&(at, _)| at != 0 && self.tree.nodes[at as usize].name == name);
        match found {
            Some(at) => {
                self.tree.damaged |= at + 1 != self.open.len();
                self.open.truncate(at);
            }
            None => self.tree.damaged = true,
        }
    }

    fn finish(mut self) -> Tree<'a> {
        self.tree.damaged |= self.open.len() > 1;
        self.tree
    }
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node<'t> {
        &self.tree.nodes[self.at as usize]
    }

    /// Name without prefix.
    pub(super) fn name(self) -> &'t str {
        self.node().name
    }

    /// Value of the attribute with that local name.
    pub(super) fn attribute(self, name: &str) -> Option<Cow<'t, str>> {
        let mut attributes = Attributes::new(self.node().attributes, 0);
        let attribute =
            attributes.with_checks(false).flatten().find(|attribute| local(attribute.key.into_inner()) == name)?;
        match quick_xml::escape::unescape(&attribute.value) {
            Ok(Cow::Owned(value)) => Some(Cow::Owned(value)),
            _ => Some(attribute.value),
        }
    }

    /// Child elements and text in order.
    pub(super) fn contents(self) -> impl Iterator<Item = Content<'t>> {
        let mut at = self.node().first;
        std::iter::from_fn(move || {
            let node = self.tree.nodes.get(at as usize)?;
            let here = at;
            at = node.next;
            Some(if node.name.is_empty() {
                Content::Text(&node.text)
            } else {
                Content::Element(Self { tree: self.tree, at: here })
            })
        })
    }

    /// Child elements in order.
    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        self.contents().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first child element of that name.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.elements().find(|element| element.name() == name)
    }

    /// The first element of that name anywhere below, in document order.
    pub(super) fn find(self, name: &str) -> Option<Self> {
        self.elements().find_map(|element| if element.name() == name { Some(element) } else { element.find(name) })
    }

    /// All text below.
    pub(super) fn text(self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(self, text: &mut String) {
        for content in self.contents() {
            match content {
                Content::Text(piece) => text.push_str(piece),
                Content::Element(element) => element.gather(text),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(element: Element<'_>) -> String {
        let inner: String = element
            .contents()
            .map(|content| match content {
                Content::Text(text) => text.to_owned(),
                Content::Element(element) => shape(element),
            })
            .collect();
        format!("{}({inner})", element.name())
    }

    #[track_caller]
    fn check(source: &str, expect: &str, damaged: bool) {
        let tree = Tree::parse(source, 4);
        assert_eq!(shape(tree.top()), format!("({expect})"), "{source}");
        assert_eq!(tree.damaged, damaged, "{source}");
    }

    #[test]
    fn whatever_is_well_formed_is_kept() {
        check("<?xml version='1.0'?><w:a x='1'>b<c/>&amp;&#233;</w:a>", "a(bc()&é)", false);
        check("<a><b>x</b><c", "a(b(x))", true);
        check("<a><b>x</a>", "a(b(x))", true);
        check("<a>x</b>y</a>", "a(xy)", true);
        check("<a>R&D &naam;</a>", "a(R&D \u{fffd})", false);
        check("", "", false);
    }

    #[test]
    fn elements_below_the_depth_limit_are_left_out() {
        let tree = Tree::parse("<a><b><c><d><e>x</e></d><f/></c></b>y</a>", 4);
        assert_eq!(shape(tree.top()), "(a(b(c(d()f()))y))");
        assert!(tree.cut);
    }

    #[test]
    fn attributes_are_found_by_local_name() {
        let tree = Tree::parse("<a w:val='x &lt; y' b=\"2\" c/>", 4);
        let root = tree.root().expect("there is a root");
        assert_eq!(root.attribute("val").as_deref(), Some("x < y"));
        assert_eq!(root.attribute("b").as_deref(), Some("2"));
        assert_eq!(root.attribute("d"), None);
    }
}
