//! A workspace over whatever a simulation hands in: no folder, no thread, no clock of its own.

use std::sync::Arc;

use assay_domain::WorkspaceId;
use assay_ports::blobs::Blobs;
use assay_ports::{Clock, Random};
use assay_store::Store;

use crate::access::{Bearing, Restrictions, own_work};
use crate::judging::{Projector, Readings};
use crate::measured::{Months, Sources};
use crate::{Answer, AppError, NewWorkspace, Workspace};

/// The outside of a simulated workspace.
pub struct Parts {
    /// Keeps everything.
    pub store: Arc<dyn Store>,
    /// Keeps bytes.
    pub blobs: Arc<dyn Blobs>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives ids and salts.
    pub random: Arc<dyn Random>,
    /// The log's origin.
    pub origin: String,
    /// Seed of the log's key.
    pub seed: [u8; 32],
}

impl Workspace {
    /// Opens it, as a process that starts does. Verdicts move by [`Workspace::project`], or when somebody waits.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn simulated(parts: Parts) -> Answer<Self> {
        let Parts { store, blobs, clock, random, origin, seed } = parts;
        let id: WorkspaceId = store.workspace();
        let signer = assay_log::SigningKey::from_seed(&origin, &seed).map_err(AppError::internal)?;
        let vkey = signer.verifier().to_string();
        let projector = Projector::by_hand(Arc::clone(&store), own_work(id))?;
        let (slug, readings, restrictions) = ("simulated".to_owned(), Readings::default(), Restrictions::default());
        let (bearing, control) = (Bearing::default(), None);
        let (sources, by_month) = (Sources::default(), Months::default());
        Ok(Self {
            id,
            slug,
            vkey,
            origin,
            signer,
            store,
            blobs,
            clock,
            random,
            projector,
            readings,
            restrictions,
            bearing,
            sources,
            by_month,
            unfit: std::sync::atomic::AtomicUsize::new(0),
            control,
        })
    }

    /// Makes the first entries of an empty workspace.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn found_simulated(&self, new: &NewWorkspace) -> Answer<()> {
        self.first_entries(new, false)
    }

    /// Works out the next verdicts; gives back for how many entries.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn project(&self) -> Answer<usize> {
        self.projector.step()
    }
}
