//! PostgreSQL spoken to without the product, for baselines.

use futures_util::SinkExt as _;
use std::io::Cursor;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row, Statement};

use crate::Fault;

/// One connection, asked from one thread.
pub(crate) struct Direct {
    runtime: Runtime,
    client: Client,
}

impl Direct {
    pub(crate) fn connect(url: &str) -> Result<Self, Fault> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let (client, connection) = runtime.block_on(tokio_postgres::connect(url, NoTls))?;
        runtime.spawn(connection);
        let this = Self { runtime, client };
        // As the product's own connections are.
        this.run("SET jit = off")?;
        Ok(this)
    }

    pub(crate) fn run(&self, sql: &str) -> Result<(), Fault> {
        Ok(self.runtime.block_on(self.client.batch_execute(sql))?)
    }

    pub(crate) fn prepare(&self, sql: &str) -> Result<Statement, Fault> {
        Ok(self.runtime.block_on(self.client.prepare(sql))?)
    }

    pub(crate) fn rows(&self, statement: &Statement, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Fault> {
        Ok(self.runtime.block_on(self.client.query(statement, values))?)
    }

    /// What a query gives, a line a row, as COPY writes them.
    pub(crate) fn lines(&self, query: &str) -> Result<Vec<String>, Fault> {
        use futures_util::TryStreamExt as _;
        let sql = format!("COPY ({query}) TO STDOUT");
        let read = async {
            let parts = self.client.copy_out(sql.as_str()).await?;
            parts
                .try_fold(Vec::new(), async |mut all, part| {
                    all.extend_from_slice(&part);
                    Ok(all)
                })
                .await
        };
        let all = String::from_utf8(self.runtime.block_on(read)?)?;
        Ok(all.lines().map(str::to_owned).collect())
    }

    /// Writes such lines into a table, the fastest way PostgreSQL has.
    pub(crate) fn copy<'l>(&self, table: &str, lines: impl Iterator<Item = &'l str>) -> Result<(), Fault> {
        let mut text = String::new();
        for line in lines {
            text.push_str(line);
            text.push('\n');
        }
        let sql = format!("COPY {table} FROM STDIN");
        let write = async {
            let mut sink = std::pin::pin!(self.client.copy_in(sql.as_str()).await?);
            sink.send(Cursor::new(text.into_bytes())).await?;
            sink.as_mut().finish().await
        };
        self.runtime.block_on(write)?;
        Ok(())
    }
}
