//! Numbered migrations, each in one transaction with its number: an interrupted one starts again, two at once wait for
//! each other, and an older program refuses a newer database. Made by a role of its own, never by the one that serves.

use tokio_postgres::{Client, Config};

use super::database::{config, runtime, single};
use crate::StoreError;
use crate::error::postgres;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_workspace.sql"),
    include_str!("migrations/0002_old_answers.sql"),
    include_str!("migrations/0003_lists.sql"),
    include_str!("migrations/0004_evidence_use.sql"),
];
const GRANTS: &str = include_str!("migrations/grants.sql");

/// The first PostgreSQL that has all we use.
const OLDEST: i32 = 15;

/// Brings a database to the newest schema, and says what the role that serves may do.
///
/// # Errors
/// When the database cannot be reached, is older than PostgreSQL 15, was written by a newer program, or refuses.
pub fn migrate(url: &str, serving_role: &str) -> Result<(), StoreError> {
    let config: Config = config(url)?;
    let runtime = runtime()?;
    let _at_hand = runtime.enter();
    let done = super::block::block(async {
        let mut client = single(config).await?;
        apply(&mut client, MIGRATIONS, &grants(serving_role)).await
    });
    runtime.shutdown_background();
    done
}

fn grants(role: &str) -> String {
    GRANTS.replace("{runtime}", &format!("\"{}\"", role.replace('"', "\"\"")))
}

async fn apply(client: &mut Client, migrations: &[&str], grants: &str) -> Result<(), StoreError> {
    let act = "migrate the database";
    let version: String = client.query_one("SHOW server_version", &[]).await.map_err(postgres(act))?.get(0);
    let major: i32 = version.split(['.', ' ']).next().and_then(|n| n.parse().ok()).unwrap_or(0);
    if major < OLDEST {
        let text = format!("this is PostgreSQL {version}; Assay needs {OLDEST} or newer");
        return Err(StoreError::Unreachable(text));
    }
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    for (number, script) in (1_i64..).zip(migrations) {
        let tx = begin(client).await?;
        let found = number_of(&tx).await?;
        if found > known {
            return Err(StoreError::TooNew { found, known });
        }
        if found < number {
            tx.batch_execute(script).await.map_err(postgres(act))?;
            tx.execute("INSERT INTO assay.schema_version (number) VALUES ($1)", &[&number])
                .await
                .map_err(postgres("number a migration"))?;
            tx.commit().await.map_err(postgres("commit a migration"))?;
        }
    }
    let tx = begin(client).await?;
    tx.batch_execute(grants).await.map_err(postgres("grant what the serving role needs"))?;
    tx.commit().await.map_err(postgres("commit a migration"))
}

/// Begins, alone: the lock is held until the transaction ends.
async fn begin(client: &mut Client) -> Result<tokio_postgres::Transaction<'_>, StoreError> {
    let tx = client.transaction().await.map_err(postgres("begin a migration"))?;
    tx.batch_execute(
        "SELECT pg_advisory_xact_lock(hashtext('assay.migrate'));
         CREATE SCHEMA IF NOT EXISTS assay;
         SET LOCAL search_path = assay, pg_temp;
         CREATE TABLE IF NOT EXISTS schema_version (number bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());",
    )
    .await
    .map_err(postgres("begin a migration"))?;
    Ok(tx)
}

async fn number_of(client: &impl tokio_postgres::GenericClient) -> Result<i64, StoreError> {
    let row = client.query_one("SELECT coalesce(max(number), 0) FROM assay.schema_version", &[]).await;
    Ok(row.map_err(postgres("read the schema version"))?.get(0))
}

/// Refuses a database whose schema is not the one this program knows.
pub(super) async fn fits(client: &Client) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let there = "SELECT to_regclass('assay.schema_version') IS NOT NULL";
    let there: bool = client.query_one(there, &[]).await.map_err(postgres("read the schema version"))?.get(0);
    let found = if there { number_of(client).await? } else { 0 };
    match found {
        found if found > known => Err(StoreError::TooNew { found, known }),
        found if found < known => Err(StoreError::TooOld { found, known }),
        _ => Ok(()),
    }
}
