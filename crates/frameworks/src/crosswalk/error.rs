//! What can be wrong with a crosswalk.

/// A data file is no crosswalk. `file` is `<slug>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrosswalkError {
    /// The slug is not that of the ends.
    #[error("{file}: a crosswalk is named after its ends; call it {expected}.toml")]
    Slug {
        /// The data file.
        file: String,
        /// The name that fits.
        expected: String,
    },
    /// The text is longer than [`MAX_SOURCE`](crate::MAX_SOURCE).
    #[error("{file}: {bytes} bytes are more than a crosswalk may have ({max}); split it")]
    TooLong {
        /// The data file.
        file: String,
        /// Its length.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// Not TOML, or not the fields of a crosswalk.
    #[error("{file}, line {line}: {message}")]
    Syntax {
        /// The data file.
        file: String,
        /// From 1.
        line: usize,
        /// What the reader of TOML said.
        message: String,
    },
    /// A schema this version does not know.
    #[error("{file}: schema {found} is not known here (known: 1); a newer Assay may read it")]
    Schema {
        /// The data file.
        file: String,
        /// As stated.
        found: u32,
    },
    /// An end that no reference could name, or both ends the same.
    #[error("{file}: `{framework}` and its edition cannot be an end; name two editions, each by slug and edition")]
    End {
        /// The data file.
        file: String,
        /// As stated.
        framework: String,
    },
    /// No pairs, or more than [`MAX_PAIRS`](super::MAX_PAIRS).
    #[error("{file}: {found} pairs; a crosswalk has 1 to {max}")]
    PairCount {
        /// The data file.
        file: String,
        /// How many there are.
        found: usize,
        /// The limit.
        max: usize,
    },
    /// One pair is wrong.
    #[error("{file}, pair {row} ({from} to {to}): {error}")]
    Pair {
        /// The data file.
        file: String,
        /// The place of the pair in the file, from 1.
        row: usize,
        /// As stated.
        from: String,
        /// As stated.
        to: String,
        /// What is wrong with it.
        error: PairError,
    },
}

/// What can be wrong with one pair.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairError {
    /// An id would not fit a reference.
    #[error("`{0}` is no requirement id: use 1 to 64 of letters, digits and `. - _ ( )`")]
    Id(String),
    /// Both ids are paired already.
    #[error("pair {first} has the same ids; remove one")]
    Duplicate {
        /// The earlier pair.
        first: usize,
    },
    /// Weaker or stronger than the scale.
    #[error("strength {0} is not on the scale; use 1 to 10")]
    Strength(u8),
    /// No reason.
    #[error("`rationale` is empty; say why")]
    Rationale,
    /// A source that the file does not list.
    #[error("`{0}` is none of the file's [[source]]; add it there or correct it")]
    Source(String),
}
