//! The register as a spreadsheet reads it.
