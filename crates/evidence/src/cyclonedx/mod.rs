//! CycloneDX bills of materials: what a system is made of, and what its models and data are said to be.
//!
//! What real files taught: a model may stand among the components or be what the whole document is about; tools leave
//! out times, serial numbers and digests, and one popular tool writes types the specification does not have. So the
//! reader takes what it can, says what is not stated of each part, and never takes a model card's numbers for tests.

mod card;
mod document;
mod part;
mod parts;
mod run;

use document::Document;

use crate::scan::Scanner;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Reads a bill of materials.
pub(crate) fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut scanner = Scanner::new(set.main()?.reader().map_err(|error| Fault::read(&error))?);
    let document = Document::pull(&mut scanner)?;
    run::settle(set, document, scanner.into_notes()).map(|run| vec![run])
}
