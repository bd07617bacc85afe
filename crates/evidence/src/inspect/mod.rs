//! Inspect AI (UK AI Security Institute): logs as an archive or as one JSON document.
//!
//! Both hold the same header, so both give the same run; samples are passed over. An archive without its header is a
//! run that was interrupted: its journal says what was to run. Nothing of the model's arguments is read, for they may
//! hold keys.

mod document;
mod observe;
mod run;

use std::io::Read;

use document::Document;

use crate::archive::Archive;
use crate::notes::Notes;
use crate::scan::Scanner;
use crate::{ArtifactSet, Fault, ParsedRun};

/// Reads an archive.
pub(crate) fn read_eval(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let mut archive = Archive::open(set.main()?)?;
    let whole = archive.has("header.json");
    let name = if whole { "header.json" } else { "_journal/start.json" };
    let (mut document, notes) = read(archive.member(name)?).map_err(|fault| in_member(name, fault))?;
    if !whole {
        document.status = Some("started".to_owned());
    }
    run::settle(set, &document, notes).map(|run| vec![run])
}

/// Reads a JSON document.
pub(crate) fn read_json(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    let (document, notes) = read(set.main()?.reader().map_err(|error| Fault::read(&error))?)?;
    run::settle(set, &document, notes).map(|run| vec![run])
}

fn read(reader: impl Read) -> Result<(Document, Notes), Fault> {
    let mut scanner = Scanner::new(reader);
    let document = Document::pull(&mut scanner)?;
    Ok((document, scanner.into_notes()))
}

/// A fault of a member's stream is damage of the archive; a place is one within the member.
fn in_member(name: &str, mut fault: Fault) -> Fault {
    if fault.code == "file.read" {
        return Fault::new("zip.broken", format!("`{name}` in the archive is damaged ({fault})"));
    }
    fault.reason = format!("`{name}` in the archive: {}", fault.reason);
    fault
}
