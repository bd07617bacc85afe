//! The thread that keeps verdicts up with the log.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use assay_store::{Store, WorkspaceScope};

use super::Projection;
use crate::{Answer, AppError};

/// Longest wait for verdicts.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Default)]
struct Progress {
    through: u64,
    failed: Option<String>,
}

/// One projector per workspace.
pub struct Projector {
    wake: Option<Sender<()>>,
    progress: Arc<(Mutex<Progress>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Projector {
    /// Starts the projector; it takes up where the store left it.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(store: Arc<dyn Store>, scope: WorkspaceScope) -> Answer<Self> {
        let (wake, woken) = channel();
        let progress = Arc::new((Mutex::default(), Condvar::new()));
        let shared = Arc::clone(&progress);
        let thread = Builder::new()
            .name("projector".to_owned())
            .spawn(move || run(&*store, &scope, &woken, &shared))
            .map_err(|e| AppError::internal(format!("cannot start the projector: {e}")))?;
        Ok(Self { wake: Some(wake), progress, thread: Some(thread) })
    }

    /// Says that the log has grown.
    pub fn wake(&self) {
        if let Some(wake) = &self.wake {
            let _ = wake.send(());
        }
    }

    /// Waits until verdicts are worked out up to a position.
    ///
    /// # Errors
    /// When the projector cannot go on, or takes too long.
    pub fn wait_for(&self, position: u64) -> Answer<()> {
        self.wake();
        let (lock, bell) = &*self.progress;
        let progress = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |p: &mut Progress| p.through < position && p.failed.is_none();
        let (progress, timed_out) =
            bell.wait_timeout_while(progress, PATIENCE, waiting).unwrap_or_else(PoisonError::into_inner);
        match &progress.failed {
            Some(reason) => Err(AppError::internal(format!("verdicts cannot be worked out: {reason}"))),
            None if timed_out.timed_out() => Err(AppError::internal("verdicts are not worked out yet; ask again")),
            None => Ok(()),
        }
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(store: &dyn Store, scope: &WorkspaceScope, woken: &Receiver<()>, shared: &(Mutex<Progress>, Condvar)) {
    let tell = |through: u64, failed: Option<String>| {
        let mut progress = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        progress.through = through;
        progress.failed = failed;
        shared.1.notify_all();
    };
    let mut projection = match Projection::resume(store, scope) {
        Ok(projection) => projection,
        Err(e) => {
            tracing::error!(reason = %e, "the projection cannot be taken up");
            tell(0, Some(e.to_string()));
            return;
        }
    };
    loop {
        match projection.advance(store, scope) {
            Ok(0) => {
                tell(projection.through(), None);
                if woken.recv().is_err() {
                    return;
                }
            }
            Ok(_) => tell(projection.through(), None),
            Err(e) => {
                tracing::error!(reason = %e, "the projection has stopped");
                tell(projection.through(), Some(e.to_string()));
                return;
            }
        }
    }
}
