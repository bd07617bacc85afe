//! The thread that keeps verdicts up with the log.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use assay_store::{Store, WorkspaceScope};
use tokio::sync::watch;

use super::Projection;
use super::standing::Standing;
use crate::{Answer, AppError};

/// Longest wait for verdicts.
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Default)]
struct Progress {
    through: u64,
    failed: Option<String>,
    rebuilds: u64,
}

/// What the thread is told.
enum Signal {
    /// The log has grown.
    Grown,
    /// Forget every verdict and work them out anew.
    Rebuild,
}

/// One projector per workspace.
pub struct Projector {
    wake: Option<Sender<Signal>>,
    hand: Option<ByHand>,
    stop: Arc<AtomicBool>,
    progress: Arc<(Mutex<Progress>, Condvar)>,
    through: watch::Receiver<u64>,
    standing: Arc<Standing>,
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
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let (moved, through) = watch::channel(0);
        let standing = Arc::<Standing>::default();
        let kept = Arc::clone(&standing);
        let thread = Builder::new()
            .name("projector".to_owned())
            .spawn(move || run(&*store, &scope, &woken, &Told { shared: &shared, moved, kept }, &stopped))
            .map_err(|e| AppError::internal(format!("cannot start the projector: {e}")))?;
        Ok(Self { wake: Some(wake), hand: None, stop, progress, through, standing, thread: Some(thread) })
    }

    /// A projector without a thread, for simulations: it moves when it is told to step, or when somebody waits for it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn by_hand(store: Arc<dyn Store>, scope: WorkspaceScope) -> Answer<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let standing = Arc::<Standing>::default();
        let projection = Projection::resume_in(&*store, &scope, &stop, Arc::clone(&standing))?;
        let (moved, through) = watch::channel(projection.through());
        let kept = Arc::clone(&standing);
        let hand = ByHand { store, scope, projection: Mutex::new(projection), moved, kept };
        Ok(Self { wake: None, hand: Some(hand), stop, progress: Arc::default(), through, standing, thread: None })
    }

    /// The verdicts that hold, as they were last worked out.
    pub(crate) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// One step of a projector without a thread; gives back how many entries it worked out.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn step(&self) -> Answer<usize> {
        self.hand.as_ref().map_or(Ok(0), ByHand::step)
    }

    /// Up to where verdicts are worked out, as it moves: for whoever follows along.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.through.clone()
    }

    /// Says that the log has grown.
    pub fn wake(&self) {
        if let Some(wake) = &self.wake {
            let _ = wake.send(Signal::Grown);
        }
    }

    /// Forgets every verdict and works them out anew, from the first entry on.
    ///
    /// # Errors
    /// When the projector cannot go on, or takes too long.
    pub fn rebuild(&self) -> Answer<()> {
        if let Some(hand) = &self.hand {
            return hand.rebuild();
        }
        let (lock, bell) = &*self.progress;
        let before = lock.lock().unwrap_or_else(PoisonError::into_inner).rebuilds;
        if let Some(wake) = &self.wake {
            let _ = wake.send(Signal::Rebuild);
        }
        let progress = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |p: &mut Progress| p.rebuilds == before && p.failed.is_none();
        let (progress, timed_out) =
            bell.wait_timeout_while(progress, PATIENCE, waiting).unwrap_or_else(PoisonError::into_inner);
        match &progress.failed {
            Some(reason) => Err(AppError::internal(format!("verdicts cannot be worked out: {reason}"))),
            None if timed_out.timed_out() => Err(AppError::internal("verdicts are not worked out yet; ask again")),
            None => Ok(()),
        }
    }

    /// Waits until verdicts are worked out up to a position.
    ///
    /// # Errors
    /// When the projector cannot go on, or takes too long.
    pub fn wait_for(&self, position: u64) -> Answer<()> {
        if let Some(hand) = &self.hand {
            while hand.through() < position && hand.step()? > 0 {}
            return Ok(());
        }
        let (lock, bell) = &*self.progress;
        let progress = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |p: &mut Progress| p.through < position && p.failed.is_none();
        // Whoever only reads finds it done, and wakes nobody.
        if progress.failed.is_some() || progress.through < position {
            self.wake();
        }
        let (progress, timed_out) =
            bell.wait_timeout_while(progress, PATIENCE, waiting).unwrap_or_else(PoisonError::into_inner);
        match &progress.failed {
            Some(reason) => Err(AppError::internal(format!("verdicts cannot be worked out: {reason}"))),
            None if timed_out.timed_out() => Err(AppError::internal("verdicts are not worked out yet; ask again")),
            None => Ok(()),
        }
    }
}

/// A projection that moves in the caller's hands.
struct ByHand {
    store: Arc<dyn Store>,
    scope: WorkspaceScope,
    projection: Mutex<Projection>,
    moved: watch::Sender<u64>,
    kept: Arc<Standing>,
}

impl ByHand {
    fn projection(&self) -> MutexGuard<'_, Projection> {
        self.projection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn through(&self) -> u64 {
        self.projection().through()
    }

    fn step(&self) -> Answer<usize> {
        let mut projection = self.projection();
        let advanced = projection.advance(&*self.store, &self.scope);
        if advanced.is_err() {
            // As the thread does: what is in memory may be ahead of what was kept.
            let (stop, kept) = (AtomicBool::new(false), Arc::clone(&self.kept));
            *projection = Projection::resume_in(&*self.store, &self.scope, &stop, kept)?;
        }
        self.moved.send_replace(projection.through());
        advanced
    }

    fn rebuild(&self) -> Answer<()> {
        self.store.forget_projection(&self.scope)?;
        *self.projection() = Projection::begin_in(Arc::clone(&self.kept));
        while self.step()? > 0 {}
        Ok(())
    }
}

impl Drop for Projector {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Those who are told how far the projector is: callers that wait, and streams that follow.
struct Told<'p> {
    shared: &'p (Mutex<Progress>, Condvar),
    moved: watch::Sender<u64>,
    kept: Arc<Standing>,
}

impl Told<'_> {
    fn tell(&self, through: u64, failed: Option<String>, rebuilt: bool) {
        let mut progress = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        progress.through = through;
        progress.failed = failed;
        progress.rebuilds += u64::from(rebuilt);
        self.shared.1.notify_all();
        self.moved.send_if_modified(|last| std::mem::replace(last, through) != through);
    }
}

fn run(store: &dyn Store, scope: &WorkspaceScope, woken: &Receiver<Signal>, told: &Told<'_>, stop: &AtomicBool) {
    let resume = || Projection::resume_in(store, scope, stop, Arc::clone(&told.kept));
    let mut projection = match resume() {
        Ok(projection) => projection,
        Err(e) => {
            tracing::error!(reason = %e, "the projection cannot be taken up");
            told.tell(0, Some(e.to_string()), false);
            return;
        }
    };
    let mut rebuilding = false;
    while !stop.load(Ordering::SeqCst) {
        let failed = match projection.advance(store, scope) {
            Ok(0) => {
                told.tell(projection.through(), None, std::mem::take(&mut rebuilding));
                match woken.recv() {
                    Err(_) => return,
                    Ok(Signal::Grown) => continue,
                    Ok(Signal::Rebuild) => {
                        // Nothing is worked out until it is: whoever asks now waits.
                        told.tell(0, None, false);
                        projection = Projection::begin_in(Arc::clone(&told.kept));
                        rebuilding = true;
                        store.forget_projection(scope).err().map(|e| e.to_string())
                    }
                }
            }
            Ok(_) => {
                told.tell(projection.through(), None, false);
                None
            }
            Err(e) => Some(e.to_string()),
        };
        if let Some(reason) = failed {
            tracing::error!(%reason, "the projection has stopped");
            told.tell(projection.through(), Some(reason), false);
            // What is in memory may be ahead of what was kept: take it up from the store at the next call.
            if woken.recv().is_err() {
                return;
            }
            if let Ok(resumed) = resume() {
                projection = resumed;
            }
        }
    }
}
