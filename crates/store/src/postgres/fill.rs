//! A workspace of another home, written in one transaction: all of it is here afterwards, or nothing.

use assay_domain::{Key, RecordId};
use assay_log::{Origin, Tile};
use uuid::Uuid;

use super::database::Database;
use super::head::{self, HeadRow};
use super::tx::Tx;
use super::{insert, keep, log, search};
use crate::copy::{Part, words};
use crate::plan::{Answer, Edge, EntryRow, ObservationRow, VerdictInterval};
use crate::row::{RevisionRow, Row, Span};
use crate::{Opening, Store, StoreError, WorkspaceScope};

/// The rows of a part, by table.
#[derive(Default)]
struct Sorted {
    entries: Vec<EntryRow>,
    tiles: Vec<Tile>,
    checkpoints: Vec<(u64, String)>,
    counters: Vec<(String, u64)>,
    records: Vec<(RecordId, Key, String)>,
    revisions: Vec<RevisionRow>,
    words: Vec<(Key, String)>,
    links: Vec<(Key, Edge, Span)>,
    names: Vec<(String, Key, Span)>,
    observations: Vec<(u64, ObservationRow)>,
    answers: Vec<(String, Answer)>,
    verdicts: Vec<VerdictInterval>,
    through: Option<u64>,
}

impl Sorted {
    fn of(part: Part, workspace: Uuid) -> Self {
        let mut sorted = Self::default();
        for row in part.0 {
            match row {
                Row::Entry(row) => sorted.entries.push(row),
                Row::Tile(row) => sorted.tiles.push(row),
                Row::Checkpoint(size, note) => sorted.checkpoints.push((size, note)),
                Row::Counter(prefix, last) => sorted.counters.push((prefix, last)),
                Row::Record(id, key, kind) => sorted.records.push((id, key, kind)),
                Row::Revision(row) => {
                    if let Some(text) = words(&row) {
                        let vector = search::vector(workspace, &row.revision.title, &text);
                        sorted.words.push((row.revision.key.clone(), vector));
                    }
                    sorted.revisions.push(*row);
                }
                Row::Link(from, edge, span) => sorted.links.push((from, edge, span)),
                Row::Name(name, key, span) => sorted.names.push((name, key, span)),
                Row::Observation(evidence, row) => sorted.observations.push((evidence, row)),
                Row::Answer(key, answer) => sorted.answers.push((key, answer)),
                Row::Verdict(row) => sorted.verdicts.push(row),
                Row::Through(position) => sorted.through = Some(position),
            }
        }
        sorted
    }

    async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        insert::entries(tx, &self.entries).await?;
        insert::tiles(tx, &self.tiles).await?;
        insert::checkpoints(tx, &self.checkpoints).await?;
        insert::counters(tx, &self.counters).await?;
        insert::records(tx, &self.records).await?;
        insert::revisions(tx, &self.revisions).await?;
        insert::words(tx, &self.words).await?;
        insert::links(tx, &self.links).await?;
        insert::names(tx, &self.names).await?;
        insert::observations(tx, &self.observations).await?;
        insert::answers(tx, &self.answers).await?;
        insert::verdicts(tx, &self.verdicts).await?;
        match self.through {
            Some(position) => keep::through_to(tx, position).await,
            None => Ok(()),
        }
    }
}

/// Takes everything that the other home has. The workspace must be empty here.
pub(super) fn fill(
    database: &Database,
    workspace: Uuid,
    from: &dyn Store,
    scope: &WorkspaceScope,
    opening: &Opening,
) -> Result<(), StoreError> {
    let origin = Origin::parse(&opening.signer.origin).map_err(|e| StoreError::Damaged(e.to_string()))?;
    let epoch = i32::try_from(origin.epoch).unwrap_or(i32::MAX);
    let (tx, row) = database.block(async {
        let tx = Tx::write(database, workspace).await?;
        head::claim(&tx, epoch).await?;
        let row = head::lock(&tx).await?;
        Ok::<_, StoreError>((tx, row))
    })?;
    if row.size > 0 {
        return Err(StoreError::Damaged("the database holds this workspace already".to_owned()));
    }
    from.pour(scope, &mut |part| database.block(Sorted::of(part, workspace).write(&tx)))?;
    database.block(async {
        close(&tx, &row).await?;
        tx.commit().await
    })
}

/// Rebuilds the head over what came, and moves it there.
async fn close(tx: &Tx, from: &HeadRow) -> Result<(), StoreError> {
    let sql = "SELECT count(*) FROM entry WHERE workspace = $1";
    let size = tx.row("count the entries", sql, &[&tx.workspace]).await?.map_or(0, |row| row.get::<_, i64>(0));
    let size = crate::number::uint(size);
    let head = head::rebuild(tx, size).await?;
    head.fits(log::checkpoint(tx, None).await?.as_deref())?;
    // Whoever looked before may have indexed what was empty then: it is indexed anew when it is opened.
    let stale = "UPDATE indexing SET edition = '' WHERE workspace = $1";
    tx.run("index the lists", stale, &[&tx.workspace]).await?;
    head::advance(tx, from, &head).await.map(drop)
}
