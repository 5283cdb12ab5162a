//! The tables as they are read back.
