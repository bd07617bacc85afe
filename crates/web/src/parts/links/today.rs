//! Addresses of Today.

/// Address of Today.
pub const TODAY: &str = "/";
