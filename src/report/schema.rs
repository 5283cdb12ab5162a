//! The JSON Schema of the report, generated from the types that are serialised.
//!
//! In: nothing. Out: a draft 2020-12 schema. Not here: validation; that is done in the tests.

use schemars::generate::SchemaSettings;

use super::wire::Report;

/// Why the schema could not be written; does not happen with the types as they are.
pub type SchemaError = serde_json::Error;

/// The schema of the JSON report, as pretty JSON. One line of `ndjson` fits `#/$defs/Document` in it.
///
/// # Errors
/// Never with the types as they are: they have no map keys that JSON cannot hold.
pub fn schema() -> Result<String, SchemaError> {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    serde_json::to_string_pretty(&settings.into_generator().into_root_schema_for::<Report>())
}
