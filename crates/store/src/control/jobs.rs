//! Jobs and notices in the control file. One statement each: SQLite makes it whole and durable.

use assay_domain::{Timestamp, WorkspaceId};
use rusqlite::{OptionalExtension as _, Row, params};

use super::ControlStore;
use super::conn::{number, workspace, wrong};
use crate::jobs::{JobRow, JobStore, NoticeRow};
use crate::{CommitError, StoreError};

fn job(row: &Row<'_>) -> rusqlite::Result<JobRow> {
    let state: String = row.get(5)?;
    Ok(JobRow {
        job: row.get(0)?,
        workspace: workspace(row, 1)?,
        next_try: Timestamp::from_micros(row.get(2)?),
        lease_until: row.get::<_, Option<i64>>(3)?.map(Timestamp::from_micros),
        claim: number(4, row.get(4)?)?,
        state: serde_json::from_str(&state).map_err(|e| wrong(5, e))?,
    })
}

fn notice(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
    let by: Option<String> = row.get(8)?;
    let by_at: Option<i64> = row.get(9)?;
    Ok(NoticeRow {
        id: number(0, row.get(0)?)?,
        workspace: workspace(row, 1)?,
        item: row.get(2)?,
        field: row.get(3)?,
        revision: row.get(4)?,
        ends: Timestamp::from_micros(row.get(5)?),
        days: row.get(6)?,
        at: Timestamp::from_micros(row.get(7)?),
        acknowledged: by.zip(by_at.map(Timestamp::from_micros)),
    })
}

fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn text(state: &crate::jobs::JobState) -> Result<String, CommitError> {
    serde_json::to_string(state).map_err(|e| StoreError::Damaged(e.to_string()).into())
}

impl JobStore for ControlStore {
    fn jobs(&self) -> Result<Vec<JobRow>, StoreError> {
        let list = "SELECT job, workspace, next_try, lease_until, claim, state FROM job ORDER BY job, workspace";
        self.look(list, [], job)
    }

    fn plan(&self, job: &str, workspace: WorkspaceId, due: Timestamp) -> Result<(), CommitError> {
        let state = text(&crate::jobs::JobState { due, ..Default::default() })?;
        let insert = "INSERT OR IGNORE INTO job (job, workspace, next_try, claim, state) VALUES (?1, ?2, ?3, 0, ?4)";
        self.note(|c| c.execute(insert, params![job, workspace.to_string(), due.as_micros(), state])).map(drop)
    }

    fn claim(
        &self,
        name: &str,
        workspace: WorkspaceId,
        now: Timestamp,
        until: Timestamp,
        early: bool,
    ) -> Result<Option<JobRow>, CommitError> {
        let take = "UPDATE job SET lease_until = ?4, claim = claim + 1 \
                    WHERE job = ?1 AND workspace = ?2 AND (?5 OR next_try <= ?3) \
                    AND (lease_until IS NULL OR lease_until <= ?3) \
                    RETURNING job, workspace, next_try, lease_until, claim, state";
        let values = params![name, workspace.to_string(), now.as_micros(), until.as_micros(), early];
        self.note(|c| c.query_row(take, values, job).optional())
    }

    fn settle(&self, row: &JobRow) -> Result<bool, CommitError> {
        let update = "UPDATE job SET lease_until = NULL, next_try = ?4, state = ?5 \
                      WHERE job = ?1 AND workspace = ?2 AND claim = ?3 AND lease_until IS NOT NULL";
        let state = text(&row.state)?;
        let (workspace, next) = (row.workspace.to_string(), row.next_try.as_micros());
        let changed = self.note(|c| c.execute(update, params![row.job, workspace, int(row.claim), next, state]))?;
        Ok(changed == 1)
    }

    fn notices(&self, workspace: WorkspaceId) -> Result<Vec<NoticeRow>, StoreError> {
        let list = "SELECT id, workspace, item, field, revision, ends, days, at, by, by_at FROM notice \
                    WHERE workspace = ?1 ORDER BY id";
        self.look(list, [workspace.to_string()], notice)
    }

    fn give_notice(&self, n: &NoticeRow) -> Result<bool, CommitError> {
        let insert = "INSERT OR IGNORE INTO notice (workspace, item, field, revision, ends, days, at) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (workspace, ends, at) = (n.workspace.to_string(), n.ends.as_micros(), n.at.as_micros());
        let values = params![workspace, n.item, n.field, n.revision, ends, n.days, at];
        Ok(self.note(|c| c.execute(insert, values))? == 1)
    }

    /// A person's act, so it has its entry in the control store's log.
    fn acknowledge(&self, workspace: WorkspaceId, id: u64, by: &str, at: Timestamp) -> Result<bool, CommitError> {
        let open = "SELECT id FROM notice WHERE workspace = ?1 AND id = ?2 AND by IS NULL";
        let update = "UPDATE notice SET by = ?3, by_at = ?4 WHERE workspace = ?1 AND id = ?2 AND by IS NULL";
        let name = workspace.to_string();
        if self.look(open, params![name, int(id)], |r| r.get::<_, i64>(0))?.is_empty() {
            return Ok(false);
        }
        self.act("notice-acknowledged", &format!("{workspace} {id} {by}"), |c| {
            c.execute(update, params![name, int(id), by, at.as_micros()])
        })?;
        Ok(true)
    }

    fn forget_notice(&self, workspace: WorkspaceId, id: u64) -> Result<(), CommitError> {
        let delete = "DELETE FROM notice WHERE workspace = ?1 AND id = ?2";
        self.note(|c| c.execute(delete, params![workspace.to_string(), int(id)])).map(drop)
    }
}
