//! The bare group commit into PostgreSQL: COPY, the fastest way in.

use assay_domain::WorkspaceId;

use super::{Keep, checkpoint};
use crate::Fault;
use crate::direct::Direct;
use crate::homes::Place;

/// Tables that a new record touches, in the order of [`Written`].
const TABLES: [&str; 4] = ["entry", "record", "revision", "search"];

/// The rows that one change leaves behind: a line a table, as COPY reads it.
pub(crate) struct Written([String; 4]);

/// Empty tables of the product's shape beside its own.
pub(crate) struct Tables {
    direct: Direct,
    workspace: WorkspaceId,
}

/// What the product wrote, and empty tables to write it into.
pub(crate) fn open(place: &Place, workspace: WorkspaceId) -> Result<(Tables, Vec<Written>), Fault> {
    let direct = Direct::connect(&place.direct())?;
    direct.run("CREATE SCHEMA bare")?;
    for table in TABLES.iter().chain(&["checkpoint"]) {
        direct.run(&format!("CREATE TABLE bare.{table} (LIKE assay.{table} INCLUDING ALL)"))?;
    }
    let rows = rows(&direct, workspace)?;
    Ok((Tables { direct, workspace }, rows))
}

impl Keep for Tables {
    type Written = Written;

    fn keep(&mut self, batch: &[&Written], size: i64) -> Result<(), Fault> {
        let Self { direct, workspace } = self;
        direct.run("BEGIN")?;
        for (number, table) in TABLES.iter().enumerate() {
            direct.copy(&format!("bare.{table}"), batch.iter().map(|row| row.0[number].as_str()))?;
        }
        let note = checkpoint();
        direct.run(&format!("INSERT INTO bare.checkpoint VALUES ('{workspace}', {size}, '{note}'); COMMIT"))
    }
}

/// What the product wrote for each data set, as it lies in its tables.
fn rows(direct: &Direct, workspace: WorkspaceId) -> Result<Vec<Written>, Fault> {
    let sets = format!("assay.revision r WHERE r.workspace = '{workspace}' AND r.kind = 'dataset'");
    let mut tables = Vec::new();
    for table in TABLES {
        let same = if table == "entry" || table == "revision" { "seq" } else { "key" };
        let query = format!(
            "SELECT t.* FROM assay.{table} t JOIN (SELECT r.seq, r.key FROM {sets}) d ON d.{same} = t.{same}
             WHERE t.workspace = '{workspace}' ORDER BY d.seq"
        );
        tables.push(direct.lines(&query)?.into_iter());
    }
    let mut written = Vec::new();
    while let [Some(entry), Some(record), Some(revision), Some(search)] =
        [0, 1, 2, 3].map(|n: usize| tables.get_mut(n).and_then(Iterator::next))
    {
        written.push(Written([entry, record, revision, search]));
    }
    Ok(written)
}
