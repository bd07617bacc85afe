//! One transaction, for one workspace: the setting that row-level security goes by lives and ends with it.

use std::pin::pin;

use deadpool_postgres::Object;
use futures_util::future::{join, poll_immediate};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, RowStream};
use uuid::Uuid;

use super::database::Database;
use crate::StoreError;
use crate::error::postgres;

pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// One snapshot for everything that is asked.
const READS: &str = "ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// An open transaction. Dropped before its end it takes the connection with it, and the server rolls back.
pub(super) struct Tx {
    client: Option<Object>,
    pub(super) workspace: Uuid,
}

impl Tx {
    /// Begins to read: one snapshot for everything that is asked.
    pub(super) async fn read(database: &Database, workspace: Uuid) -> Result<Self, StoreError> {
        Self::begin(database, workspace, READS).await
    }

    /// Begins to write: each question sees what is committed, so that after a lock is had nothing is old.
    pub(super) async fn write(database: &Database, workspace: Uuid) -> Result<Self, StoreError> {
        Self::begin(database, workspace, "ISOLATION LEVEL READ COMMITTED READ WRITE").await
    }

    async fn begin(database: &Database, workspace: Uuid, how: &str) -> Result<Self, StoreError> {
        let tx = Self { client: Some(database.client().await?), workspace };
        tx.begun(how).await?;
        Ok(tx)
    }

    async fn begun(&self, how: &str) -> Result<(), StoreError> {
        let begin = format!("BEGIN {how}; SET LOCAL assay.workspace = '{}'", self.workspace);
        self.client()?.batch_execute(&begin).await.map_err(postgres("begin a transaction"))
    }

    fn client(&self) -> Result<&Object, StoreError> {
        self.client.as_ref().ok_or_else(|| StoreError::Unreachable("the transaction has ended".to_owned()))
    }

    /// Asks; the statement is prepared once a connection.
    pub(super) async fn rows(&self, act: &'static str, sql: &str, values: Values<'_>) -> Result<Vec<Row>, StoreError> {
        let client = self.client()?;
        let statement = client.prepare_cached(sql).await.map_err(postgres(act))?;
        client.query(&statement, values).await.map_err(postgres(act))
    }

    /// Asks for one row at most.
    pub(super) async fn row(
        &self,
        act: &'static str,
        sql: &str,
        values: Values<'_>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(act, sql, values).await?.into_iter().next())
    }

    /// Asks for the rows of this workspace, however many: they come as they are read.
    pub(super) async fn stream(&self, act: &'static str, sql: &str) -> Result<RowStream, StoreError> {
        let client = self.client()?;
        let statement = client.prepare_cached(sql).await.map_err(postgres(act))?;
        client.query_raw(&statement, [&self.workspace]).await.map_err(postgres(act))
    }

    /// Writes; gives the number of rows.
    pub(super) async fn run(&self, act: &'static str, sql: &str, values: Values<'_>) -> Result<u64, StoreError> {
        let client = self.client()?;
        let statement = client.prepare_cached(sql).await.map_err(postgres(act))?;
        client.execute(&statement, values).await.map_err(postgres(act))
    }

    /// Ends the transaction for good.
    ///
    /// # Errors
    /// Where [`StoreError::is_lost`] says so, nobody knows whether it was.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        let client = self.client()?;
        client.batch_execute("COMMIT").await.map_err(postgres("commit"))?;
        // Given back to the pool, not closed.
        drop(self.client.take());
        Ok(())
    }

    /// Ends a transaction that only read. Its end is sent and not waited for: nothing hangs on it, and whoever takes the
    /// connection next is answered after it.
    async fn over(mut self) {
        if let Ok(client) = self.client() {
            let end = pin!(client.batch_execute("COMMIT"));
            poll_immediate(end).await;
        }
        drop(self.client.take());
    }

    /// Ends the transaction without a trace.
    pub(super) async fn roll_back(mut self) {
        if let Ok(client) = self.client()
            && client.batch_execute("ROLLBACK").await.is_ok()
        {
            drop(self.client.take());
        }
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}

/// Asks in a transaction of its own. What only reads may be asked again when the connection was lost.
pub(super) async fn reading<T>(
    database: &Database,
    workspace: Uuid,
    ask: impl AsyncFn(&Tx) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let mut tries = Tries::new(6);
    loop {
        let asked = async {
            let tx = Tx { client: Some(database.client().await?), workspace };
            // Beginning and asking are sent together: the server takes them in their order, and is waited for once.
            let (begun, answer) = join(tx.begun(READS), ask(&tx)).await;
            begun?;
            match answer {
                Ok(answer) => {
                    tx.over().await;
                    Ok(answer)
                }
                Err(e) => {
                    tx.roll_back().await;
                    Err(e)
                }
            }
        };
        match asked.await {
            Err(e) if e.is_lost() => {
                if !tries.again().await {
                    return Err(StoreError::Unreachable(format!("the database cannot be reached: {e}")));
                }
            }
            answer => return answer,
        }
    }
}

/// Waits between attempts, longer every time.
pub(super) struct Tries {
    left: u32,
    wait: u64,
}

impl Tries {
    pub(super) fn new(most: u32) -> Self {
        Self { left: most, wait: 20 }
    }

    /// Whether to try again; waits before it says yes.
    pub(super) async fn again(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        tokio::time::sleep(std::time::Duration::from_millis(self.wait)).await;
        self.wait = (self.wait * 2).min(1_000);
        true
    }
}
