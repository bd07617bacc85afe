//! A scope opens one workspace and no other.

use assay_domain::{Key, RecordId, Timestamp, WorkspaceId};
use assay_store::{CommitError, ListQuery, StoreError, WorkspaceScope};

use super::Fresh;
use crate::made;

pub(crate) fn another_workspaces_scope_opens_nothing(fresh: Fresh) {
    let home = fresh();
    let written = home.write(made::task("ours"));
    let (store, wrong) = (&*home.store, &WorkspaceScope::mint(WorkspaceId::from_random(made::bytes())));
    let key = Key::new("TSK", 1);
    let copy = std::env::temp_dir().join("never-written.sqlite");
    let reads: [(&str, Result<(), StoreError>); 18] = [
        ("head", store.head(wrong, &key).map(drop)),
        ("as_of", store.as_of(wrong, &key, 1).map(drop)),
        ("history", store.history(wrong, &key).map(drop)),
        ("list", store.list(wrong, &ListQuery::default()).map(drop)),
        ("links_to", store.links_to(wrong, &key).map(drop)),
        ("holder", store.holder(wrong, "n").map(drop)),
        ("by_id", store.by_id(wrong, RecordId::from_random([1; 16])).map(drop)),
        ("observations", store.observations(wrong, &key).map(drop)),
        ("changes", store.changes(wrong, 0, 1).map(drop)),
        ("size", store.size(wrong).map(drop)),
        ("position_at", store.position_at(wrong, Timestamp::default()).map(drop)),
        ("time_of", store.time_of(wrong, 1).map(drop)),
        ("entries", store.entries(wrong, 0, 1).map(drop)),
        ("body", store.body(wrong, 0).map(drop)),
        ("tile", store.tile(wrong, 0, 0, 1).map(drop)),
        ("check", store.check(wrong).map(drop)),
        ("backup", store.backup(wrong, &copy)),
        ("pour", store.pour(wrong, &mut |_| Ok(()))),
    ];
    for (name, answer) in reads {
        assert!(matches!(answer, Err(StoreError::WrongWorkspace)), "{name}: {answer:?}");
    }
    assert!(matches!(store.checkpoint(wrong, None), Err(StoreError::WrongWorkspace)));
    assert!(matches!(store.projected(wrong), Err(StoreError::WrongWorkspace)));
    assert!(matches!(store.verdicts(wrong, 1), Err(StoreError::WrongWorkspace)));
    assert!(matches!(store.verdict_spans(wrong, "a", None, 1), Err(StoreError::WrongWorkspace)));
    let asked = assay_domain::Idempotency { key: "k".to_owned(), request: [1; 32] };
    let answered = store.answered(wrong, &asked);
    assert!(matches!(answered, Err(CommitError::Store(StoreError::WrongWorkspace))), "{answered:?}");
    let writes: [(&str, Result<(), CommitError>); 4] = [
        ("commit", store.commit(wrong, made::change([made::after(&written, "task", "theirs")])).map(drop)),
        ("project", store.project(wrong, 1, Vec::new())),
        ("forget_projection", store.forget_projection(wrong)),
        ("forget_answers", store.forget_answers(wrong, Timestamp::default(), 1).map(drop)),
    ];
    for (name, answer) in writes {
        assert!(matches!(answer, Err(CommitError::Store(StoreError::WrongWorkspace))), "{name}: {answer:?}");
    }
    assert!(!copy.exists());
    assert_eq!(home.size(), 1);
    home.sound();
}
