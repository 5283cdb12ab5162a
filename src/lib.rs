//! Reads data processing agreements and reports how they differ from the reference models.
pub mod document;
pub mod read;
pub mod text;
pub mod value;
