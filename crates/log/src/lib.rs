//! What is proved: the RFC 9162 tree, C2SP tiles, signed notes, proofs, offline verification; pure.
//!
//! A workspace's history is one append-only Merkle tree. Each leaf is an [`entry::Envelope`]: canonical JSON without
//! personal data that binds a record's body by a salted commitment, so a body can be erased and the log still verifies.
//! The head of the tree is a signed [`checkpoint::Checkpoint`]; what leaves the house is a bundle that [`bundle::verify`]
//! checks with nothing but a key obtained elsewhere. Every format is a public one (RFC 8785, RFC 9162, RFC 8032, C2SP
//! `tlog-tiles`, `signed-note`, `tlog-checkpoint`, `tlog-proof`), so other people's tools reach the same answer.
//!
//! Nothing here reads a file, a clock or a random source.

pub mod audit;
pub mod bundle;
pub mod canonical;
pub mod checkpoint;
pub mod commitment;
pub mod entry;
pub mod hex;
pub mod key;
pub mod note;
pub mod origin;
pub mod proof;
pub mod tile_proof;
pub mod tiles;
pub mod time;
pub mod tlog_proof;
pub mod tree;

pub use checkpoint::Checkpoint;
pub use commitment::{commit, commit_digest};
pub use entry::{BodyCommitment, Envelope, EvidenceCommitment, Previous, Software};
pub use key::{SigningKey, VerifierKey};
pub use note::Note;
pub use origin::Origin;
pub use tlog_proof::TlogProof;
pub use tree::{Hash, Tile, TreeBuilder, leaf_hash, node_hash, root_of};
