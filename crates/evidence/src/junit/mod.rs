//! JUnit XML: what most test runners can write.
//!
//! What real files taught: the counts in attributes need not agree with the tests that follow, so that the tests are
//! counted; durations are sometimes no durations, so that none is read; and a suite without tests looks as green as one
//! whose tests passed.

mod run;
mod suite;
mod walk;

use walk::Walk;

use crate::xml::Xml;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Reads test results.
pub(crate) fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut xml = Xml::new(set.main()?.reader().map_err(|error| Fault::read(&error))?)?;
    let results = Walk::through(&mut xml)?;
    run::settle(set, &results, xml.notes).map(|run| vec![run])
}
