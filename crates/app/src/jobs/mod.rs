//! Work that comes round by itself. One job a file: its name, its rhythm, and what it does to one workspace.
//!
//! The build script lists the folder. When a job runs, and how often it is tried, is decided in [`crate::scheduler`].

include!(concat!(env!("OUT_DIR"), "/jobs.rs"));
