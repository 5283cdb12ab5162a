//! Word files (DOCX, DOCM; transitional and strict), read from their XML.
//!
//! In: the bytes of an archive. Out: text with the labels Word prints, the accepted text of open changes, and warnings. Not
//! here: pages; a Word file has none until it is laid out.

mod numbering;
mod runs;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use numbering::{Numbering, Story};
use styles::{Styles, val};
use walk::{Note, Walk};

use super::flow::{Flow, Item, Paragraph};
use super::package::{self, Package};
use super::xml::{self, Element, Tree};
use super::{Limits, ReadError, Reading, Warning, WarningKind};
use crate::document::{FileSignature, TextLayer};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut package = package::open(bytes, limits)?;
    let parts = Parts::read(&mut package)?;
    let signatures = signatures(&mut package, limits)?;
    let mut notices = Notices { damaged: package.damaged, invalid: parts.invalid, ..Notices::default() };
    let trees = parts.trees(limits, &mut notices);
    let (flow, pictures) = walk_all(&trees, &mut notices);
    let mut warnings = notices.warnings();
    let mut draft = flow.finish(limits, &mut warnings);
    draft.signatures = signatures;
    if draft.body.trim().is_empty() {
        return Err(match (notices.damaged, pictures) {
            (true, _) => ReadError::Damaged { part: "word/document.xml" },
            (_, true) => ReadError::NoText { pages: 0 },
            _ => ReadError::Empty,
        });
    }
    warnings.sort_by(|a, b| (a.kind, &a.detail).cmp(&(b.kind, &b.detail)));
    Ok(Reading { draft, text_layer: TextLayer::Native, warnings })
}

/// The decoded parts of a file.
#[derive(Default)]
struct Parts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
    settings: Option<String>,
    comments: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
    /// Headers and footers by relationship.
    margins: BTreeMap<String, String>,
    invalid: bool,
}

/// Their trees.
struct Trees<'s> {
    document: Tree<'s>,
    styles: Option<Tree<'s>>,
    numbering: Option<Tree<'s>>,
    settings: Option<Tree<'s>>,
    comments: Option<Tree<'s>>,
    notes: [Option<Tree<'s>>; 2],
    margins: BTreeMap<&'s str, Tree<'s>>,
}

impl Parts {
    fn read(package: &mut Package<'_>) -> Result<Self, ReadError> {
        let main = main_part(package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut parts = Self::default();
        parts.document = parts.text(package, &main)?.ok_or(ReadError::Damaged { part: "word/document.xml" })?;
        let name = main.rsplit('/').next().unwrap_or(&main);
        let mut found = relationships(package, &format!("{folder}/_rels/{name}.rels"), &folder)?;
        if found.is_empty() {
            // A file without relationships, or a damaged one: the usual names.
            for kind in ["styles", "numbering", "settings", "comments", "footnotes", "endnotes"] {
                found.push((String::new(), kind.to_owned(), format!("{folder}/{kind}.xml")));
            }
        }
        for (id, kind, target) in found {
            // A part beside the text that cannot be inflated costs that part, not the document.
            let text = parts.text(package, &target).unwrap_or(None);
            match kind.as_str() {
                "styles" => parts.styles = text,
                "numbering" => parts.numbering = text,
                "settings" => parts.settings = text,
                "comments" => parts.comments = text,
                "footnotes" => parts.footnotes = text,
                "endnotes" => parts.endnotes = text,
                _ => parts.margins.extend(text.map(|text| (id, text))),
            }
        }
        Ok(parts)
    }

    fn text(&mut self, package: &mut Package<'_>, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = package.member(name)? else { return Ok(None) };
        let (text, valid) = xml::decode(&bytes);
        self.invalid |= !valid;
        Ok(Some(text.into_owned()))
    }

    fn trees<'s>(&'s self, limits: &Limits, notices: &mut Notices) -> Trees<'s> {
        let mut parse = |source| notices.parsed(Tree::parse(source, limits.depth));
        let mut maybe = |part: &'s Option<String>| part.as_deref().map(&mut parse);
        Trees {
            styles: maybe(&self.styles),
            numbering: maybe(&self.numbering),
            settings: maybe(&self.settings),
            comments: maybe(&self.comments),
            notes: [maybe(&self.footnotes), maybe(&self.endnotes)],
            document: parse(&self.document),
            margins: self.margins.iter().map(|(id, part)| (id.as_str(), parse(part))).collect(),
        }
    }
}

/// The part the package names as its document, else the usual one, else anything that looks like it.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let named = relationships(package, "_rels/.rels", "")?.into_iter().find(|(_, kind, _)| kind == "officeDocument");
    let names = package.names();
    let held = |name: &String| names.iter().any(|held| held.eq_ignore_ascii_case(name));
    let usual = || Some("word/document.xml".to_owned()).filter(held);
    let alike = || names.iter().find(|name| name.starts_with("word/document") && is_xml(name)).cloned();
    named
        .map(|(_, _, target)| target)
        .filter(held)
        .or_else(usual)
        .or_else(alike)
        .ok_or(ReadError::Damaged { part: "word/document.xml" })
}

fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("xml"))
}

/// Relationships of a part within the archive: id, last word of the type, member name. The last word is the same in
/// strict and transitional files.
fn relationships(
    package: &mut Package<'_>,
    name: &str,
    folder: &str,
) -> Result<Vec<(String, String, String)>, ReadError> {
    const WANTED: [&str; 9] =
        ["officeDocument", "styles", "numbering", "settings", "comments", "footnotes", "endnotes", "header", "footer"];
    let Some(bytes) = package.member(name)? else { return Ok(Vec::new()) };
    let (text, _) = xml::decode(&bytes);
    let tree = Tree::parse(&text, 8);
    let mut found = Vec::new();
    for element in tree.root().into_iter().flat_map(Element::elements) {
        let kind = element.attribute("Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or("");
        let external = element.attribute("TargetMode").is_some_and(|mode| mode == "External");
        if let (Some(id), Some(target), true, false) =
            (element.attribute("Id"), element.attribute("Target"), WANTED.contains(&kind), external)
        {
            found.push((id.into_owned(), kind.to_owned(), package::resolve(folder, &target)));
        }
    }
    Ok(found)
}

/// The body, the notes behind it, and what stands in the margins. Also whether there are pictures.
fn walk_all<'t>(trees: &'t Trees<'t>, notices: &mut Notices) -> (Flow, bool) {
    let root = |tree: &'t Option<Tree<'t>>| tree.as_ref().and_then(Tree::root);
    let mut walk = Walk {
        styles: Styles::new(root(&trees.styles)),
        numbering: Numbering::new(root(&trees.numbering)),
        note_formats: note_formats(root(&trees.settings), trees.document.root()),
        ..Walk::default()
    };
    if has_backdrop(&trees.document) {
        walk.shaded += 1;
    }
    let document = trees.document.root();
    let mut body = document.and_then(|root| root.child("body")).map(|body| walk.story(body)).unwrap_or_default();
    for end in [false, true] {
        walk.numbering.swap(Story::default());
        let held = notes_by_id(root(&trees.notes[usize::from(end)]));
        for note in walk.notes.clone().iter().filter(|note| note.end == end) {
            body.extend(note_items(&mut walk, held.get(note.id.as_str()).copied(), note));
        }
    }
    walk.numbering.swap(Story::default());
    let pictures = walk.pictures;
    for id in margin_references(&trees.document) {
        if let Some(part) = trees.margins.get(id.as_str()).and_then(Tree::root) {
            let items = walk.story(part);
            walk.set_aside(&items);
        }
    }
    notices.changes = walk.changes;
    notices.authors = walk.authors.into_iter().collect();
    notices.unread = walk.unread.into_iter().collect();
    let comments = root(&trees.comments).into_iter().flat_map(Element::elements);
    notices.comments = comments.filter(|element| element.name() == "comment").count();
    (Flow { body, furniture: walk.furniture, hidden: walk.hidden }, pictures)
}

/// Whether something lies behind the text that is not part of it: then white letters may well be read.
fn has_backdrop(document: &Tree<'_>) -> bool {
    document.all().any(|element| match element.name() {
        "anchor" => element.attribute("behindDoc").is_some_and(|value| matches!(&*value, "1" | "true" | "on")),
        "background" => element.attribute("color").is_some_and(|colour| !walk::is_white(&colour)),
        _ => false,
    })
}

fn notes_by_id(root: Option<Element<'_>>) -> BTreeMap<String, Element<'_>> {
    let notes = root.into_iter().flat_map(Element::elements);
    let notes = notes.filter(|element| matches!(element.name(), "footnote" | "endnote"));
    notes.filter_map(|element| Some((element.attribute("id")?.into_owned(), element))).collect()
}

fn note_items<'t>(walk: &mut Walk<'t>, found: Option<Element<'t>>, note: &Note) -> Vec<Item> {
    let mut items = found.map(|element| walk.story(element)).unwrap_or_default();
    match items.first_mut() {
        Some(Item::Paragraph(first)) => first.text = format!("{} {}", note.mark, first.text.trim_start()),
        _ if note.mark.is_empty() => {}
        _ => items.insert(0, Item::Paragraph(Paragraph { text: note.mark.clone(), ..Paragraph::default() })),
    }
    items
}

/// Number formats of footnotes and endnotes: the document's settings, else those of a section.
fn note_formats(settings: Option<Element<'_>>, document: Option<Element<'_>>) -> [Option<String>; 2] {
    ["footnotePr", "endnotePr"].map(|name| {
        let of = |place: Option<Element<'_>>| {
            let format = place?.find(name)?.child("numFmt")?;
            val(format).map(Cow::into_owned)
        };
        of(settings).or_else(|| of(document))
    })
}

/// Headers and footers the sections refer to, each once, in order.
fn margin_references(document: &Tree<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let references = document.all().filter(|element| matches!(element.name(), "headerReference" | "footerReference"));
    let ids = references.filter_map(|element| element.attribute("id")).map(Cow::into_owned);
    ids.filter(|id| seen.insert(id.clone())).collect()
}

/// Signatures read from one file.
const MAX_SIGNATURES: usize = 32;

/// Digital signatures in the package: who and when, as far as they say so.
fn signatures(package: &mut Package<'_>, limits: &Limits) -> Result<Vec<FileSignature>, ReadError> {
    let mut signatures = Vec::new();
    for name in package.names() {
        let inside = name.strip_prefix("_xmlsignatures/").is_some_and(is_xml);
        if !inside || signatures.len() >= MAX_SIGNATURES {
            continue;
        }
        let Some(bytes) = package.member(&name)? else { continue };
        let (text, _) = xml::decode(&bytes);
        let tree = Tree::parse(&text, limits.depth);
        let find = |name: &str| tree.top().find(name).map(|element| element.text().trim().to_owned());
        let date = tree.top().find("SignatureTime").and_then(|time| time.find("Value")).map(Element::text);
        let name = find("SignatureText").filter(|name| !name.is_empty()).or_else(|| find("X509SubjectName"));
        signatures.push(FileSignature { name, date });
    }
    Ok(signatures)
}

/// What the report should know of the reading.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a warning of its own")]
struct Notices {
    damaged: bool,
    cut: bool,
    invalid: bool,
    changes: bool,
    authors: Vec<String>,
    comments: usize,
    unread: Vec<&'static str>,
}

impl Notices {
    fn parsed<'s>(&mut self, tree: Tree<'s>) -> Tree<'s> {
        self.damaged |= tree.damaged;
        self.cut |= tree.cut;
        tree
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |kind, detail: String| warnings.push(Warning { kind, page: None, detail });
        if self.damaged {
            warn(WarningKind::Damaged, String::new());
        }
        if self.cut {
            warn(WarningKind::LimitReached, "nesting".to_owned());
        }
        if self.changes {
            warn(WarningKind::TrackedChanges, self.authors.join(", "));
        }
        if self.comments > 0 {
            warn(WarningKind::Comments, self.comments.to_string());
        }
        if self.invalid {
            warn(WarningKind::Encoding, "UTF-8".to_owned());
        }
        for part in &self.unread {
            warn(WarningKind::UnreadPart, (*part).to_owned());
        }
        warnings
    }
}
