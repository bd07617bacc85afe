//! The use cases on the PostgreSQL home: with the same clock and the same randomness, the same log to the byte.

use std::path::Path;
use std::sync::Arc;

use assay_app::installation::{Layout, Outside, move_to_database, move_to_files};
use assay_app::{Installation, Workspace};
use assay_domain::{Timestamp, Via};
use assay_ports::outbound::Silent;
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
    let (clock, random) = (Arc::new(SimulatedClock::at(now)), Arc::new(SeededRandom::new(11)));
    Outside { clock, random, outbound: Arc::new(Silent) }
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

/// What the files of a folder say after they were opened, or the code of the refusal.
fn opened(folder: &Path, url: Option<&str>) -> Result<Value, String> {
    let layout = Layout::at(folder, url).map_err(|e| e.code)?;
    let installation = Installation::open_at(layout, outside()).map_err(|e| e.code)?;
    Ok(told(&installation.workspace(None).unwrap()))
}

#[test]
fn an_installation_moves_into_a_database_and_back() {
    let Some(cluster) = Cluster::shared() else { return };
    let name = cluster.database();
    let url = cluster.url(SERVING, &name);
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let layout = Layout::new(folder);
    Installation::open(folder, outside()).unwrap().create_demo(None).unwrap();
    let meant = opened(folder, None).unwrap();

    let code = |moved: Result<_, assay_app::AppError>| moved.map(drop).unwrap_err().code;
    assert_eq!(code(move_to_files(&layout, &url, outside())), "database.already");
    let report = move_to_database(&layout, &url, outside()).unwrap();
    assert_eq!(report.workspaces.len(), 1);
    assert_eq!(opened(folder, Some(&url)).unwrap(), meant, "log, verdicts and checkpoint");
    assert_eq!(opened(folder, None).unwrap_err(), "database.expected");
    assert_eq!(code(move_to_database(&layout, &url, outside())), "database.already");

    // As if the move had been cut short before it was written down: it is finished, not refused.
    std::fs::remove_file(folder.join("home")).unwrap();
    for space in std::fs::read_dir(folder.join("workspaces")).unwrap() {
        let space = space.unwrap().path();
        std::fs::rename(space.join("workspace.sqlite.moved"), space.join("workspace.sqlite")).unwrap();
    }
    move_to_database(&layout, &url, outside()).unwrap();

    move_to_files(&layout, &url, outside()).unwrap();
    assert_eq!(opened(folder, None).unwrap(), meant, "and back");
    assert_eq!(opened(folder, Some(&url)).unwrap_err(), "database.files");

    // Once the files went on, the database holds another log: nobody's is written over.
    let installation = Installation::open(folder, outside()).unwrap();
    let workspace = installation.workspace(None).unwrap();
    let owner = workspace.local_principal(Via::LocalCli).unwrap();
    let body = json!({"title": "after the move", "owner": "PER-1"});
    let request = assay_app::records::CreateRequest { kind: "task".to_owned(), body, effective: None };
    workspace.create(&owner, &request, None).unwrap();
    let newer = told(&workspace);
    drop((workspace, installation));
    assert_eq!(code(move_to_database(&layout, &url, outside())), "database.other-log");
    assert_eq!(opened(folder, None).unwrap(), newer, "and nothing has changed");
    cluster.drop_database(&name);
}
