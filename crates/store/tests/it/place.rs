//! Who a workspace is, whatever its home: id, key, clock.

use std::any::Any;
use std::sync::Arc;

use assay_domain::{Timestamp, WorkspaceId};
use assay_log::{Origin, SigningKey};
use assay_ports::{Clock, SimulatedClock};
use assay_store::{Opening, Signer, Store, WorkspaceScope};

use crate::conformance::Home;
use crate::made;

/// A workspace that may be opened more than once, in any home.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) workspace: WorkspaceId,
    pub(crate) clock: Arc<SimulatedClock>,
}

impl Named {
    pub(crate) fn new() -> Self {
        let now = Timestamp::parse("2026-11-25T09:00:00Z").unwrap();
        Self { workspace: WorkspaceId::from_random(made::bytes()), clock: Arc::new(SimulatedClock::at(now)) }
    }

    pub(crate) fn key(&self) -> (SigningKey, Origin) {
        let origin = Origin::new(&self.workspace.to_string(), false).unwrap();
        (SigningKey::from_seed(&origin.base(), &[7; 32]).unwrap(), origin)
    }

    pub(crate) fn opening(&self) -> Opening {
        self.opening_of(self.workspace, 1)
    }

    pub(crate) fn opening_of(&self, workspace: WorkspaceId, epoch: u32) -> Opening {
        let (key, origin) = self.key();
        let origin = Origin { epoch, ..origin }.to_string();
        let signer = Signer { key, origin, version: "0.0.0".to_owned(), ruleset: "test".to_owned() };
        let clock = Arc::<SimulatedClock>::clone(&self.clock) as Arc<dyn Clock>;
        Opening { workspace, signer, clock }
    }

    pub(crate) fn scope(&self) -> WorkspaceScope {
        WorkspaceScope::mint(self.workspace)
    }

    pub(crate) fn home(&self, store: Arc<dyn Store>, keep: Box<dyn Any + Send + Sync>) -> Home {
        Home {
            store,
            scope: self.scope(),
            verifier: self.key().0.verifier(),
            clock: Arc::clone(&self.clock),
            _keep: keep,
        }
    }
}
