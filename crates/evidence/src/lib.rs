//! What tools found: one parser a format, artifact bytes to observations.
//!
//! The way of a delivery: [`group`] recognises each file by its content and puts the files of one run together;
//! [`read`] turns a set into runs with observations. A file that cannot be read gives a [`Fault`] that says what is
//! wrong, where, and what to do; nothing panics on what a stranger sends.
//!
//! Pure apart from reading the streams it is given. Memory is bounded whatever the size of a file: JSON Lines are read
//! line by line, JSON documents and XML pulled through scanners that skip what is not needed, lists that grow with the run
//! counted item by item, archives read member by member.
//! A format registers by being a file in `src/formats`.

mod archive;
mod artifact;
mod cyclonedx;
mod fault;
mod format;
mod garak;
mod group;
mod inspect;
mod junit;
mod labels;
mod lm_eval;
mod metrics;
mod notes;
mod observe;
mod parsed;
mod peek;
mod promptfoo;
mod pyrit;
mod said;
mod sarif;
pub mod scan;
mod stand_in;
mod statistics;
mod times;
mod xml;

/// The formats: one file each, listed by the build script.
mod formats {
    include!(concat!(env!("OUT_DIR"), "/formats.rs"));
}

pub use artifact::{Artifact, MemoryArtifact};
pub use fault::Fault;
pub use format::{Format, formats, read, recognise};
pub use group::{ArtifactSet, Grouping, Part, group};
pub use parsed::ParsedRun;
pub use peek::Peek;
pub use said::said;
