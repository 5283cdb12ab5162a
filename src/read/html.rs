//! Placeholder until the reader lands.
use super::{Limits, ReadError, Reading};

pub(super) fn read(_bytes: &[u8], _limits: &Limits) -> Result<Reading, ReadError> {
    Err(ReadError::Unsupported { what: "a format this build does not read yet" })
}
