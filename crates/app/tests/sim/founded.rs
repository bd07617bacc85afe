//! The founded workspace, from which every history starts.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use assay_app::records::CreateRequest;
use assay_app::simulated::Parts;
use assay_app::{Glance, NewWorkspace, Principal, Sight, Workspace};
use assay_domain::{Timestamp, Via, WorkspaceId, roles};
use assay_log::SigningKey;
use assay_ports::blobs::MemoryBlobs;
use assay_ports::{Clock, SeededRandom, SimulatedClock};
use assay_store::memory::MemoryStore;
use assay_store::{Opening, Signer, WorkspaceScope};
use serde_json::json;

pub(crate) const ORIGIN: &str = "assay/simulation";
pub(crate) const SEED: [u8; 32] = [5; 32];

/// The founded workspace that every history starts from.
pub(crate) struct Template {
    pub(crate) memory: MemoryStore,
    pub(crate) people: Vec<Principal>,
}

pub(crate) fn id() -> WorkspaceId {
    WorkspaceId::from_random([9; 16])
}

pub(crate) fn start() -> Timestamp {
    Timestamp::parse("2026-11-25T09:00:00Z").unwrap()
}

pub(crate) fn opening(clock: Arc<dyn Clock>) -> Opening {
    let key = SigningKey::from_seed(ORIGIN, &SEED).unwrap();
    let signer = Signer { key, origin: ORIGIN.to_owned(), version: "0".to_owned(), ruleset: "simulated".to_owned() };
    Opening { workspace: id(), signer, clock }
}

/// A member as they come in with a token.
fn member(workspace: &Workspace, owner: &Principal, name: &str, role: &str) -> Principal {
    let create = |kind: &str, body| {
        let request = CreateRequest { kind: kind.to_owned(), body, effective: None };
        workspace.create(owner, &request, None).unwrap()
    };
    let person = create("person", json!({"title": name}));
    let view = create("member", json!({"title": name, "person": person.key, "roles": [role]}));
    let actions = roles().iter().find(|r| r.id == role).unwrap().actions.iter().copied().collect();
    Principal {
        workspace: id(),
        member: view.id.parse().unwrap(),
        key: view.key.parse().unwrap(),
        name: name.to_owned(),
        roles: vec![role.to_owned()],
        actions,
        only: BTreeMap::new(),
        via: Via::Api,
        token: None,
        proved: None,
        sight: Sight::default(),
        lang: assay_domain::Lang::En,
        glance: Glance::default(),
    }
}

pub(crate) fn template() -> &'static Template {
    static FOUNDED: OnceLock<Template> = OnceLock::new();
    FOUNDED.get_or_init(|| {
        let clock = Arc::new(SimulatedClock::at(start()));
        let store = Arc::new(MemoryStore::open(opening(Arc::<SimulatedClock>::clone(&clock))));
        let parts = Parts {
            store: Arc::<MemoryStore>::clone(&store),
            blobs: Arc::new(MemoryBlobs::default()),
            clock: Arc::<SimulatedClock>::clone(&clock),
            random: Arc::new(SeededRandom::new(0)),
            origin: ORIGIN.to_owned(),
            seed: SEED,
        };
        let workspace = Workspace::simulated(parts).unwrap();
        let new = NewWorkspace { organisation: "Simulated".to_owned(), slug: None, owner: Some("Ana".to_owned()) };
        workspace.found_simulated(&new).unwrap();
        let owner = workspace.local_principal(Via::LocalCli).unwrap();
        let others = [("Rui", "top-management"), ("Bia", "contributor"), ("Eva", "approver")];
        let mut people = vec![owner.clone()];
        people.extend(others.map(|(name, role)| member(&workspace, &owner, name, role)));
        while workspace.project().unwrap() > 0 {}
        let scope = WorkspaceScope::mint(id());
        let memory = MemoryStore::copy_of(&*store, &scope, opening(clock)).unwrap();
        Template { memory, people }
    })
}
