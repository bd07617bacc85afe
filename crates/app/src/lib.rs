//! What is done: use cases that authorise, decide, commit and project. The only caller of `store`.
//!
//! Each use case is a method of [`Workspace`] (or of [`Installation`]) that takes a [`Principal`], enters the store for
//! one [`assay_domain::Action`], decides, commits one change, and answers with a type of [`dto`]. HTML, HTTP and the
//! terminal are above.

pub mod access;
mod activation;
mod catalogue;
mod connections;
mod coverage;
pub mod demo;
pub mod drafts;
pub mod dto;
mod error;
pub mod exchange;
mod files;
pub mod ingest;
pub mod installation;
mod jobs;
pub mod judging;
pub mod log;
mod measured;
mod notices;
pub mod overview;
mod profiles;
pub mod records;
pub mod reports;
mod risks;
pub mod rooms;
pub mod scheduler;
pub mod scim;
pub mod search;
pub mod sign_in;
pub mod simulated;
mod systems;
mod threshold;
mod tokens;
pub mod views;
mod workspace;

pub use access::{Authority, Glance, Principal, Proved, Sight};
pub use activation::ActivateRequest;
pub use catalogue::{CrosswalkRequest, EditionRequest};
pub use coverage::{ContinuityRequest, CoverageRequest, RequirementHistoryRequest, WhyRequest};
pub use error::{Answer, AppError, ErrorClass};
pub use installation::{Beginning, Installation, NewWorkspace};
pub use judging::{DraftSoaRequest, SoaDifferenceRequest};
pub use profiles::ProfileRequest;
pub use risks::{MOST_RISKS, RiskListRequest, RiskSummaryRequest};
pub use systems::{SystemEvidenceRequest, SystemLines, VersionLines};
pub use threshold::ThresholdRequest;
pub use tokens::TokenRequest;
pub use workspace::Workspace;
