//! Small agreements for the tests.
