//! Whether a role may serve: row-level security has to hold it.

use tokio_postgres::Client;

use super::migrate;
use crate::StoreError;
use crate::error::postgres;

/// Each question gives a reason when there is one.
const REASONS: [&str; 3] = [
    // Being able to become somebody is as good as being them.
    "SELECT format('it may act as %I, which row-level security does not hold', rolname) FROM pg_roles
     WHERE (rolsuper OR rolbypassrls) AND pg_has_role(session_user, oid, 'MEMBER') LIMIT 1",
    "SELECT 'it may make roles, and with them give itself any right' FROM pg_roles
     WHERE rolname = session_user AND rolcreaterole",
    "SELECT format('it owns %s or may act as its owner, and could take the protection away', c.relname) FROM pg_class c
     WHERE c.relnamespace = to_regnamespace('assay') AND c.relkind IN ('r', 'p')
       AND pg_has_role(session_user, c.relowner, 'MEMBER') LIMIT 1",
];

/// Tables that somebody took the protection from.
const OPEN: &str = "SELECT c.relname::text FROM pg_class c
     WHERE c.relnamespace = to_regnamespace('assay') AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version'
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity) LIMIT 1";

pub(super) async fn fits(client: &Client) -> Result<(), StoreError> {
    let act = "look at the role of this connection";
    let role: String = client.query_one("SELECT session_user::text", &[]).await.map_err(postgres(act))?.get(0);
    for question in REASONS {
        if let Some(row) = client.query_opt(question, &[]).await.map_err(postgres(act))? {
            return Err(StoreError::UnfitRole { role, reason: row.get(0) });
        }
    }
    migrate::fits(client).await?;
    if let Some(row) = client.query_opt(OPEN, &[]).await.map_err(postgres(act))? {
        let table: String = row.get(0);
        return Err(StoreError::Damaged(format!("table {table} is not under row-level security")));
    }
    let weak = "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'";
    for row in client.query(weak, &[]).await.map_err(postgres(act))? {
        tracing::warn!(setting = row.get::<_, &str>(0), "the database may lose what it acknowledged: a setting is off");
    }
    Ok(())
}
