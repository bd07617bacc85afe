//! The connections to one database, for every workspace in it.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio::runtime;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::{Client, Config, NoTls};

use super::{block, role, tls};
use crate::StoreError;
use crate::error::postgres;

/// Most connections at once.
const CONNECTIONS: usize = 16;
/// Longest wait for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Set on every connection. `statement_timeout` stays off: a COMMIT that waits for its standby and is cut short answers
/// as if it had not been. A transaction that nobody goes on with is ended, so that its lock cannot stop the others.
const SETTINGS: &str = "
    SET search_path = assay, pg_temp; SET statement_timeout = 0; SET lock_timeout = '20s';
    SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning; SET jit = off;
    SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');";

/// A database, connected to as the role that serves.
#[derive(Clone)]
pub struct Database {
    shared: Arc<Shared>,
}

struct Shared {
    pool: Pool,
    runtime: runtime::Handle,
    // Keeps the connections going; given up without waiting, since the last owner may be on another runtime's thread.
    owned: Option<runtime::Runtime>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.pool.close();
        if let Some(owned) = self.owned.take() {
            owned.shutdown_background();
        }
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").finish_non_exhaustive()
    }
}

/// Reads `postgres://user@host/name?…`; several hosts are tried for the one that takes writes.
pub(super) fn config(url: &str) -> Result<Config, StoreError> {
    let unread = |e| StoreError::Unreachable(format!("the address of the database does not read: {e}"));
    let mut config: Config = url.parse().map_err(unread)?;
    config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    config.application_name("assay").connect_timeout(Duration::from_secs(5));
    config.keepalives_idle(Duration::from_secs(10)).tcp_user_timeout(Duration::from_secs(20));
    Ok(config)
}

pub(super) fn runtime() -> Result<runtime::Runtime, StoreError> {
    let built = runtime::Builder::new_multi_thread().worker_threads(1).thread_name("postgres").enable_all().build();
    built.map_err(|source| StoreError::Io { act: "start the connections to the database", source })
}

impl Database {
    /// Connects, and refuses a role that row-level security would not hold.
    ///
    /// # Errors
    /// When the database cannot be reached, its schema is another than this program's, or the role may do too much.
    pub fn connect(url: &str) -> Result<Self, StoreError> {
        let mut config = config(url)?;
        let runtime = runtime()?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match tls::connector(&mut config)? {
            Some(tls) => Manager::from_config(config, tls, recycling),
            None => Manager::from_config(config, NoTls, recycling),
        };
        let settle = Hook::async_fn(|client, _| {
            Box::pin(async move { client.batch_execute(SETTINGS).await.map_err(HookError::Backend) })
        });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE * 3))
            .create_timeout(Some(PATIENCE))
            .post_create(settle)
            .build()
            .map_err(|e| StoreError::Unreachable(e.to_string()))?;
        let shared = Shared { pool, runtime: runtime.handle().clone(), owned: Some(runtime) };
        let database = Self { shared: Arc::new(shared) };
        database.block(async {
            let client = database.client().await?;
            role::fits(&client).await
        })?;
        Ok(database)
    }

    /// Waits for a future, on this thread, with the runtime of the connections at hand.
    pub(super) fn block<T>(&self, future: impl Future<Output = T>) -> T {
        let _at_hand = self.shared.runtime.enter();
        block::block(future)
    }

    /// A connection, from the pool or fresh.
    pub(super) async fn client(&self) -> Result<Object, StoreError> {
        self.shared.pool.get().await.map_err(|e| match e {
            deadpool_postgres::PoolError::Backend(e) => postgres("connect to the database")(e),
            other => StoreError::Unreachable(format!("cannot connect to the database: {other}")),
        })
    }
}

/// One connection outside of any pool.
pub(super) async fn single(mut config: Config) -> Result<Client, StoreError> {
    let act = "connect to the database";
    if let Some(tls) = tls::connector(&mut config)? {
        let (client, connection) = config.connect(tls).await.map_err(postgres(act))?;
        tokio::spawn(connection);
        return Ok(client);
    }
    let (client, connection) = config.connect(NoTls).await.map_err(postgres(act))?;
    tokio::spawn(connection);
    Ok(client)
}
