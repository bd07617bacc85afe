//! promptfoo: results of evaluations and of red teams.
//!
//! What real files taught: both have the same shape, and only the plugin in a row's metadata tells them apart; one file
//! may compare several providers, each of which is a run of its own; a plugin that made no tests leaves no trace but
//! in the configuration; and an error is neither a failure nor a pass.

mod document;
mod families;
mod row;
mod run;
mod target;

use document::Document;

use crate::scan::Scanner;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Reads results: one run for each provider in them.
pub(crate) fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut scanner = Scanner::new(set.main()?.reader().map_err(|error| Fault::read(&error))?);
    let document = Document::pull(&mut scanner)?;
    run::settle(set, document, &scanner.into_notes())
}
