//! AI systems.
