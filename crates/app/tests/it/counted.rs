//! What is not there, what is hidden and what is of another workspace are looked for with the same calls of the store,
//! and answered in the same words: neither text nor time tells them apart.

use std::path::Path;
use std::sync::{Arc, Mutex};

use assay_app::exchange::DiffRequest;
use assay_app::records::{CreateRequest, ListRequest, TransitionRequest, UpdateRequest};
use assay_app::simulated::Parts;
use assay_app::{Answer, NewWorkspace, Principal, Workspace};
use assay_domain::{Change, Idempotency, Key, Observation, RecordId, Timestamp, Via, WorkspaceId};
use assay_log::SigningKey;
use assay_ports::blobs::MemoryBlobs;
use assay_ports::{Clock, SeededRandom, SimulatedClock};
use assay_store::memory::MemoryStore;
use assay_store::{
    CommitError, Committed, Count, Ending, Entry, IntegrityReport, LinkRow, ListQuery, Measure, MetricsQuery,
    ObservationPage, ObservationQuery, Opening, Page, Position, Resting, Revision, Salted, Series, SeriesQuery, Signer,
    Sink, Store, StoreError, VerdictChange, VerdictRow, VerdictSpan, WorkspaceScope, Written,
};
use serde_json::json;

const ORIGIN: &str = "assay.invalid/counted";
const SEED: [u8; 32] = [9; 32];

/// A store that remembers what it was asked.
struct Counted {
    inner: MemoryStore,
    asked: Mutex<Vec<&'static str>>,
}

macro_rules! told {
    ($(fn $name:ident(&self, scope: &WorkspaceScope $(, $arg:ident: $of:ty)*) -> $gives:ty;)*) => {
        $(fn $name(&self, scope: &WorkspaceScope $(, $arg: $of)*) -> $gives {
            self.asked.lock().unwrap().push(stringify!($name));
            self.inner.$name(scope $(, $arg)*)
        })*
    };
}

impl Store for Counted {
    fn workspace(&self) -> WorkspaceId {
        self.inner.workspace()
    }

    told! {
        fn commit(&self, scope: &WorkspaceScope, change: Change) -> Result<Committed, CommitError>;
        fn head(&self, scope: &WorkspaceScope, key: &Key) -> Result<Option<Revision>, StoreError>;
        fn as_of(&self, scope: &WorkspaceScope, key: &Key, position: Position) -> Result<Option<Revision>, StoreError>;
        fn history(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<Revision>, StoreError>;
        fn list(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError>;
        fn count(&self, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError>;
        fn find(&self, scope: &WorkspaceScope, words: &str, most: usize) -> Result<Vec<Revision>, StoreError>;
        fn links_to(&self, scope: &WorkspaceScope, key: &Key) -> Result<Vec<LinkRow>, StoreError>;
        fn holder(&self, scope: &WorkspaceScope, name: &str) -> Result<Option<Key>, StoreError>;
        fn answered(&self, scope: &WorkspaceScope, once: &Idempotency) -> Result<Option<Vec<Written>>, CommitError>;
        fn forget_answers(&self, scope: &WorkspaceScope, before: Timestamp, most: usize) -> Result<u64, CommitError>;
        fn by_id(&self, scope: &WorkspaceScope, id: RecordId) -> Result<Option<Revision>, StoreError>;
        fn observations(&self, scope: &WorkspaceScope, evidence: &Key) -> Result<Vec<Observation>, StoreError>;
        fn changes(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Revision>, StoreError>;
        fn size(&self, scope: &WorkspaceScope) -> Result<Position, StoreError>;
        fn position_at(&self, scope: &WorkspaceScope, time: Timestamp) -> Result<Position, StoreError>;
        fn time_of(&self, scope: &WorkspaceScope, position: Position) -> Result<Option<Timestamp>, StoreError>;
        fn entries(&self, scope: &WorkspaceScope, from: Position, limit: usize) -> Result<Vec<Entry>, StoreError>;
        fn body(&self, scope: &WorkspaceScope, seq: u64) -> Result<Option<Salted>, StoreError>;
        fn checkpoint(&self, scope: &WorkspaceScope, size: Option<Position>) -> Result<Option<String>, StoreError>;
        fn tile(&self, scope: &WorkspaceScope, level: u8, index: u64, width: u16) -> Result<Vec<[u8; 32]>, StoreError>;
        fn projected(&self, scope: &WorkspaceScope) -> Result<Position, StoreError>;
        fn project(&self, scope: &WorkspaceScope, to: Position, all: Vec<VerdictChange>) -> Result<(), CommitError>;
        fn forget_projection(&self, scope: &WorkspaceScope) -> Result<(), CommitError>;
        fn verdicts(&self, scope: &WorkspaceScope, position: Position) -> Result<Vec<VerdictRow>, StoreError>;
        fn verdict_spans(&self, scope: &WorkspaceScope, check: &str, system: Option<&Key>, most: usize) -> Result<Vec<VerdictSpan>, StoreError>;
        fn series(&self, scope: &WorkspaceScope, query: &SeriesQuery) -> Result<Series, StoreError>;
        fn metrics(&self, scope: &WorkspaceScope, query: &MetricsQuery) -> Result<Page<Measure>, StoreError>;
        fn observation_page(&self, scope: &WorkspaceScope, query: &ObservationQuery) -> Result<ObservationPage, StoreError>;
        fn resting_on(&self, scope: &WorkspaceScope, evidence: &[Key], most: usize) -> Result<Vec<Resting>, StoreError>;
        fn lasting(&self, scope: &WorkspaceScope, before: Option<u64>, most: usize) -> Result<Vec<Key>, StoreError>;
        fn running_out(&self, scope: &WorkspaceScope, after: Option<&Ending>, most: usize) -> Result<Vec<Ending>, StoreError>;
        fn check(&self, scope: &WorkspaceScope) -> Result<IntegrityReport, StoreError>;
        fn backup(&self, scope: &WorkspaceScope, to: &Path) -> Result<(), StoreError>;
        fn pour(&self, scope: &WorkspaceScope, into: &mut Sink<'_>) -> Result<(), StoreError>;
    }
}

/// A workspace over a store that counts.
struct Watched {
    workspace: Workspace,
    store: Arc<Counted>,
    owner: Principal,
}

impl Watched {
    fn new(id: u8) -> Self {
        let clock = Arc::new(SimulatedClock::at(Timestamp::parse("2026-11-25T09:00:00Z").unwrap()));
        let signer = Signer {
            key: SigningKey::from_seed(ORIGIN, &SEED).unwrap(),
            origin: ORIGIN.to_owned(),
            version: "0".to_owned(),
            ruleset: "counted".to_owned(),
        };
        let told = Arc::<SimulatedClock>::clone(&clock) as Arc<dyn Clock>;
        let opening = Opening { workspace: WorkspaceId::from_random([id; 16]), signer, clock: Arc::clone(&told) };
        let store = Arc::new(Counted { inner: MemoryStore::open(opening), asked: Mutex::default() });
        let parts = Parts {
            store: Arc::<Counted>::clone(&store),
            blobs: Arc::new(MemoryBlobs::default()),
            clock: told,
            random: Arc::new(SeededRandom::new(u64::from(id))),
            origin: ORIGIN.to_owned(),
            seed: SEED,
        };
        let workspace = Workspace::simulated(parts).unwrap();
        let new = NewWorkspace { organisation: "Counted".to_owned(), slug: None, owner: Some("Ana".to_owned()) };
        workspace.found_simulated(&new).unwrap();
        let owner = workspace.local_principal(Via::LocalCli).unwrap();
        Self { workspace, store, owner }
    }

    fn create(&self, kind: &str, body: serde_json::Value) -> String {
        let request = CreateRequest { kind: kind.to_owned(), body, effective: None };
        self.workspace.create(&self.owner, &request, None).unwrap().key
    }

    /// Somebody whom the owner lets in with a role.
    fn member(&self, role: &str) -> Principal {
        let person = self.create("person", json!({"title": "Vera"}));
        let key = self.create("member", json!({"title": "Vera", "person": person, "roles": [role]}));
        let mut principal = self.owner.clone();
        principal.key = key.parse().unwrap();
        principal.roles = vec![role.to_owned()];
        principal.actions = assay_domain::role(role).unwrap().actions.iter().copied().collect();
        principal
    }

    /// What somebody is answered who asks for a key, without the key, and what the store was asked meanwhile.
    fn trace(&self, by: &Principal, key: &str, ask: Ask) -> (String, Vec<&'static str>) {
        self.store.asked.lock().unwrap().clear();
        let answer = ask(&self.workspace, by, key).map_err(|e| serde_json::to_string(&e).unwrap().replace(key, "?"));
        (format!("{answer:?}"), std::mem::take(&mut *self.store.asked.lock().unwrap()))
    }
}

type Ask = fn(&Workspace, &Principal, &str) -> Answer<String>;

/// Every way to ask for a record by its key.
fn ways() -> Vec<(&'static str, Ask)> {
    vec![
        ("show", |w, p, key| w.show(p, key, None).map(|r| r.title)),
        ("show then", |w, p, key| w.show(p, key, Some("3")).map(|r| r.title)),
        ("history", |w, p, key| w.history(p, key).map(|h| h.revisions.len().to_string())),
        ("difference", |w, p, key| w.diff(p, key, &DiffRequest::default()).map(|d| d.key)),
        ("proof", |w, p, key| w.log_proof(p, key)),
        ("list by reference", |w, p, key| {
            let request = ListRequest { link: Some(format!("supersedes:{key}")), ..ListRequest::default() };
            w.list(p, &request).map(|list| format!("{:?}", list.records))
        }),
        ("verdicts of it", |w, p, key| w.check(p, Some(key), None).map(|v| v.verdicts.len().to_string())),
        ("edit", |w, p, key| {
            let body = json!({"title": "mine", "owner": "PER-1"});
            w.update(p, key, &UpdateRequest { body, revision: 1 }, None).map(|r| r.title)
        }),
        ("move", |w, p, key| {
            let request = TransitionRequest { transition: "submit".to_owned(), revision: None, digest: None };
            w.transition(p, key, &request, None).map(|r| r.title)
        }),
        ("refer to it", |w, p, key| {
            let body = json!({"title": "points there", "owner": "PER-1", "supersedes": key});
            let request = CreateRequest { kind: "document".to_owned(), body, effective: None };
            w.create(p, &request, None).map(|r| r.title)
        }),
    ]
}

#[test]
fn unknown_hidden_and_foreign_keys_cost_and_say_the_same() {
    let (here, there) = (Watched::new(1), Watched::new(2));
    let document = |of: &Watched, title: &str| of.create("document", json!({"title": title, "owner": "PER-1"}));
    let secret = document(&here, "secret");
    // Keys are counted by workspace: this one is there and not here.
    (0..30).for_each(|n| drop(document(&there, &format!("theirs {n}"))));
    let (foreign, unknown) = ("DOC-20", "DOC-90");
    assert!(there.workspace.show(&there.owner, foreign, None).is_ok());
    let body = json!({"title": "closed", "record": secret, "because": "an inquiry"});
    here.create("restriction", body);
    let vera = here.member("contributor");
    for (name, ask) in ways() {
        // What is known of restrictions is read before anything is compared.
        here.trace(&vera, unknown, ask);
        let nobodys = here.trace(&vera, unknown, ask);
        assert!(!nobodys.1.is_empty(), "{name} asks nothing");
        for (what, key) in [("hidden", secret.as_str()), ("foreign", foreign)] {
            assert_eq!(here.trace(&vera, key, ask), nobodys, "{name} tells a {what} record from one that never was");
        }
    }
    // Whoever may see it does so: the comparison is not of refusals for another reason.
    assert_eq!(here.trace(&here.owner, &secret, ways()[0].1).0, "Ok(\"secret\")");
    assert!(here.trace(&here.owner, &secret, ways()[7].1).0.contains("mine"));
}

/// A page asks many things, of a log that is as long as it was when the page was begun.
#[test]
fn one_page_asks_once_how_long_the_log_is() {
    let here = Watched::new(1);
    let document = here.create("document", json!({"title": "Policy", "owner": "PER-1"}));
    let sizes = |by: &Principal| {
        here.store.asked.lock().unwrap().clear();
        for _ in 0..3 {
            here.workspace.show(by, &document, None).unwrap();
            here.workspace.list(by, &ListRequest { count: true, ..ListRequest::default() }).unwrap();
            here.workspace.posture(by, assay_domain::AIMS, None).unwrap();
        }
        here.store.asked.lock().unwrap().iter().filter(|verb| **verb == "size").count()
    };
    assert!(sizes(&here.owner) >= 9);
    assert_eq!(sizes(&here.owner.at_a_glance()), 1);
    let page = here.owner.at_a_glance();
    let position = || here.workspace.posture(&page, assay_domain::AIMS, None).unwrap().as_of.position;
    let begun = position();
    here.create("task", json!({"title": "Meanwhile", "owner": "PER-1"}));
    assert_eq!(position(), begun, "what others write meanwhile is not half of the page");
    let request =
        CreateRequest { kind: "task".to_owned(), body: json!({"title": "Mine", "owner": "PER-1"}), effective: None };
    here.workspace.create(&page, &request, None).unwrap();
    assert_eq!(position(), begun + 2, "whoever changes something sees it");
}

/// Who belongs to one workspace is answered in the other as somebody who belongs to none.
#[test]
fn a_foreign_principal_costs_nothing() {
    let (here, there) = (Watched::new(3), Watched::new(4));
    for (name, ask) in ways() {
        let (answer, asked) = here.trace(&there.owner, "PER-1", ask);
        assert!(answer.contains("such workspace"), "{name}: {answer}");
        assert!(asked.is_empty(), "{name} looks at the store for somebody who has no business here: {asked:?}");
    }
}
