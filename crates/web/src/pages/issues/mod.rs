//! Issues: what went wrong, and what is done about it.
