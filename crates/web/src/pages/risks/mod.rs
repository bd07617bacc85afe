//! Risks.
