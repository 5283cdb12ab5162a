//! What surrounds the text of a PDF: signature dictionaries.
//!
//! In: the bytes. Out: [`FileSignature`]s. Not here: whether a signature is valid.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, Object};

use crate::document::FileSignature;

/// The signatures of a file. Only files that can have one are parsed again: a signed byte range stands in the clear.
pub(super) fn signatures(bytes: &[u8]) -> Vec<FileSignature> {
    if !holds(bytes, b"/ByteRange") {
        return Vec::new();
    }
    catch_unwind(AssertUnwindSafe(|| Document::load_mem(bytes).map(|file| find(&file)).unwrap_or_default()))
        .unwrap_or_default()
}

pub(super) fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Signature dictionaries in the order of their object numbers.
fn find(file: &Document) -> Vec<FileSignature> {
    file.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| is_signature(dict))
        .map(read)
        .collect()
}

/// Filled in and for signing: time stamps of documents (`ETSI.RFC3161`) name nobody.
fn is_signature(dict: &Dictionary) -> bool {
    let stamp = dict.get(b"SubFilter").and_then(Object::as_name).is_ok_and(|name| name == b"ETSI.RFC3161");
    dict.has(b"ByteRange") && dict.has(b"Contents") && !stamp
}

fn read(dict: &Dictionary) -> FileSignature {
    let text = |key: &[u8]| dict.get(key).ok().and_then(|value| lopdf::decode_text_string(value).ok());
    FileSignature {
        name: text(b"Name").filter(|name| !name.is_empty()),
        date: text(b"M").filter(|date| !date.is_empty()),
    }
}
