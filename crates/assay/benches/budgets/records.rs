//! Many records, written once and looked at by several areas, in each home.

use std::cell::OnceCell;

use crate::Fault;
use crate::folder::{Folder, new_data_set};
use crate::homes::Home;
use crate::options::Options;
use crate::table::note;

/// Records when nothing is scaled.
const RECORDS: u64 = 100_000;

/// Folders with many records: one for each home, made when it is first asked for.
#[derive(Default)]
pub(crate) struct Records {
    file: OnceCell<Folder>,
    database: OnceCell<Folder>,
}

impl Records {
    /// How many there are.
    pub(crate) fn many(options: &Options) -> u64 {
        options.size(RECORDS)
    }

    pub(crate) fn at(&self, options: &Options, home: Home) -> Result<&Folder, Fault> {
        match home {
            Home::File => made(&self.file, || {
                let records = Self::many(options);
                note(&format!("  writing {records} records …"));
                let folder = Folder::create(Home::File)?;
                folder.fill(records, new_data_set)?;
                folder.project()?;
                Ok(folder)
            }),
            Home::Database(_) => made(&self.database, || self.at(options, Home::File)?.copied_to(home)),
        }
    }
}

fn made(cell: &OnceCell<Folder>, make: impl FnOnce() -> Result<Folder, Fault>) -> Result<&Folder, Fault> {
    if let Some(folder) = cell.get() {
        return Ok(folder);
    }
    let folder = make()?;
    Ok(cell.get_or_init(|| folder))
}
