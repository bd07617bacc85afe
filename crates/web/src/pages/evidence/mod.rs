//! Evidence: what tools say.
