//! The use cases on the PostgreSQL home: with the same clock and the same randomness, the same log to the byte.

use std::path::Path;
use std::sync::Arc;

use assay_app::installation::{Layout, Outside};
use assay_app::{Installation, Workspace};
use assay_domain::{Timestamp, Via};
use assay_ports::{SeededRandom, SimulatedClock};
use assay_store::postgres::Database;
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "../../../store/tests/it/postgres/cluster.rs"]
#[expect(dead_code, clippy::panic, reason = "shared with the tests of the store, which use all of it")]
mod cluster;

use cluster::{Cluster, SERVING};

fn outside() -> Outside {
    let now = Timestamp::parse("2026-11-25T09:00:00Z").unwrap();
    Outside { clock: Arc::new(SimulatedClock::at(now)), random: Arc::new(SeededRandom::new(11)) }
}

/// What people are shown of a workspace, and what its log says.
fn told(workspace: &Workspace) -> Value {
    let owner = workspace.local_principal(Via::LocalCli).unwrap();
    let posture = workspace.posture(&owner, "iso42001", None).unwrap();
    let early = workspace.posture(&owner, "iso42001", Some("2026-10-01")).unwrap();
    let doctor = workspace.doctor(&owner).unwrap();
    let checkpoint = workspace.log_checkpoint(&owner, None).unwrap();
    json!({"posture": posture, "early": early, "doctor": doctor, "checkpoint": checkpoint})
}

#[test]
fn the_demonstration_is_the_same_in_either_home() {
    let Some(cluster) = Cluster::shared() else { return };
    let name = cluster.database();
    let open = |folder: &Path| {
        let database = Database::connect(&cluster.url(SERVING, &name)).unwrap();
        Installation::open_at(Layout::on(folder, database), outside())
    };
    let (files, rows) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let in_files = Installation::open(files.path(), outside()).unwrap().create_demo(None).unwrap();
    let installation = open(rows.path()).unwrap();
    let in_rows = installation.create_demo(None).unwrap();
    let meant = told(&in_files);
    assert_eq!(told(&in_rows), meant);
    drop((in_rows, installation));
    let again = open(rows.path()).unwrap();
    assert_eq!(told(&again.workspace(None).unwrap()), meant, "and after a restart");
    drop(again);

    // Opened in the wrong place, a workspace would begin anew.
    let code = |opened: Result<Installation, assay_app::AppError>| opened.err().unwrap().code;
    assert_eq!(code(Installation::open(rows.path(), outside())), "database.expected");
    drop(in_files);
    assert_eq!(code(open(files.path())), "database.files");
    cluster.drop_database(&name);
}
