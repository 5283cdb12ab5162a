//! PDF: what is painted on the pages, read in the order it is painted.
//!
//! In: bytes. Out: body text with a line for every printed line and a block for every paragraph, heading, item and cell;
//! heads and feet and hidden text on layers of their own. Not here: images; a scan without text is an error.

mod around;
mod breaks;
mod characters;
mod columns;
mod content;
mod furniture;
mod garbled;
mod label;
mod layout;
mod lines;
mod measure;
mod paragraph;
mod sheet;
mod tables;
#[cfg(test)]
mod tests;
mod weight;
mod write;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::furniture::Leaf;
use self::layout::Flow;
use self::lines::Printed;
use self::sheet::{Paper, Sheet};
use super::{Limits, ReadError, Reading, Warning, WarningKind};
use crate::document::{Draft, Line, Page, TextLayer};
use crate::text::Span;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let pdf = open(bytes)?;
    let mut warnings = Vec::new();
    if is_mended(bytes) {
        warnings.push(warning(WarningKind::Damaged, None, "cross-reference table"));
    }
    let sheets = sheets(&pdf, limits, &mut warnings)?;
    let scanned = sheets.iter().filter(|sheet| has(sheet, Paper::Inkless)).count();
    let written = sheets.iter().filter(|sheet| has(sheet, Paper::Body) || has(sheet, Paper::Inkless)).count();
    if written == 0 {
        return Err(ReadError::NoText { pages: sheets.len() });
    }
    let text_layer = if written < sheets.len() {
        TextLayer::Mixed
    } else if scanned * 2 > sheets.len() {
        TextLayer::Ocr
    } else {
        TextLayer::Native
    };
    remark(&sheets, &mut warnings);
    let mut draft = lay_out(&sheets);
    draft.signatures = around::signatures(bytes);
    if draft.body.is_empty() {
        return Err(ReadError::NoText { pages: sheets.len() });
    }
    if !draft.hidden.is_empty() {
        let count = draft.hidden.chars().filter(|c| !c.is_whitespace()).count();
        warnings.push(warning(WarningKind::HiddenText, None, &count.to_string()));
    }
    Ok(Reading { draft, text_layer, warnings })
}

fn warning(kind: WarningKind, page: Option<u32>, detail: &str) -> Warning {
    Warning { kind, page, detail: detail.to_owned() }
}

fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec())));
    match opened {
        Ok(Ok(pdf)) if !pdf.pages().is_empty() => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => Err(ReadError::PasswordProtected),
        Ok(Err(LoadPdfError::Decryption(_))) => Err(ReadError::Damaged { part: "encryption" }),
        _ => Err(ReadError::Damaged { part: "pages" }),
    }
}

/// Whether the file's own way to its objects is broken, so that they had to be searched.
fn is_mended(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    let Some(at) = tail.windows(9).rposition(|window| window == b"startxref") else { return true };
    let digits: String = tail[at + 9..]
        .iter()
        .map(|&byte| char::from(byte))
        .skip_while(|c| c.is_whitespace())
        .take_while(char::is_ascii_digit)
        .collect();
    let Some(target) = digits.parse::<usize>().ok().and_then(|offset| bytes.get(offset..)) else { return true };
    let target = target.trim_ascii_start();
    !(target.starts_with(b"xref") || target.first().is_some_and(u8::is_ascii_digit))
}

/// Paints every page within the limits. A page that cannot be read is named and left out.
fn sheets(pdf: &Pdf, limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Vec<Sheet>, ReadError> {
    let pages = pdf.pages();
    let mut sheets = Vec::new();
    let mut left = limits.text_chars;
    let mut cache = InterpreterCache::new();
    for (at, page) in pages.iter().enumerate() {
        let number = at as u32 + 1;
        if at >= limits.pages || left == 0 {
            warnings.push(warning(WarningKind::LimitReached, Some(number), "pages"));
            break;
        }
        let painted = catch_unwind(AssertUnwindSafe(|| content::sheet(page, number, &cache, left)));
        if let Ok(sheet) = painted {
            left = if sheet.cut { 0 } else { left - sheet.text.len().min(left) };
            sheets.push(sheet);
        } else {
            // A panic while the cache was locked poisons it.
            cache = InterpreterCache::new();
            warnings.push(warning(WarningKind::UnreadPart, Some(number), "page"));
        }
    }
    if sheets.is_empty() {
        return Err(ReadError::Damaged { part: "pages" });
    }
    Ok(sheets)
}

fn has(sheet: &Sheet, layer: Paper) -> bool {
    sheet.glyphs.iter().any(|glyph| !glyph.space && glyph.layer == layer)
}

/// Pages without text and pages whose text is no language.
fn remark(sheets: &[Sheet], warnings: &mut Vec<Warning>) {
    for sheet in sheets {
        let written = has(sheet, Paper::Body) || has(sheet, Paper::Inkless);
        if !written {
            warnings.push(warning(WarningKind::PageWithoutText, Some(sheet.number), ""));
        } else if sheet.unmapped * 5 > sheet.glyphs.len() || garbled::is_garbled(&sheet.text) {
            warnings.push(warning(WarningKind::GarbledText, Some(sheet.number), &sheet.unmapped.to_string()));
        }
    }
}

fn lay_out(sheets: &[Sheet]) -> Draft {
    let grids: Vec<_> = sheets.iter().map(|sheet| tables::grids(&sheet.rules)).collect();
    let mut leaves: Vec<Leaf> = sheets
        .iter()
        .zip(&grids)
        .map(|(sheet, grids)| Leaf { height: sheet.height, lines: lines::lines(sheet, grids) })
        .collect();
    furniture::set_aside(&mut leaves);
    let (mut furniture, mut hidden) = (Vec::new(), Vec::new());
    let mut flows = Vec::new();
    for ((leaf, sheet), grids) in leaves.into_iter().zip(sheets).zip(grids) {
        let mut lines = Vec::new();
        for line in leaf.lines {
            match line.layer {
                Paper::Body | Paper::Inkless => lines.push(line),
                Paper::Furniture => furniture.push(line),
                Paper::Hidden => hidden.push(line),
            }
        }
        flows.push(Flow { width: sheet.width, lines, grids });
    }
    let (parts, measure) = layout::parts(flows);
    let mut draft = write::write(&parts, &measure);
    (draft.furniture, draft.furniture_lines) = aside(&furniture);
    (draft.hidden, draft.hidden_lines) = aside(&hidden);
    draft.pages =
        sheets.iter().map(|sheet| Page { number: sheet.number, width: sheet.width, height: sheet.height }).collect();
    draft
}

/// Lines of another layer, one a line.
fn aside(lines: &[Printed]) -> (String, Vec<Line>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&line.text());
        spans.push(Line { span: Span::new(start, text.len()), page: line.page, bounds: line.bounds() });
    }
    (text, spans)
}
