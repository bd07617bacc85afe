//! The thread that runs jobs while a server serves.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::installation::Installation;
use crate::{Answer, AppError};

/// Between two looks at what is due. The first one comes after it too: a server that starts has better to do.
const LOOK: Duration = Duration::from_secs(10);
/// Longest wait for a run to notice that the server is ending. Its lease runs out by itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs jobs until it is dropped.
pub struct JobThread {
    stop: Option<Sender<()>>,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl JobThread {
    /// Starts it.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(installation: Arc<Installation>) -> Answer<Self> {
        let (stop, told) = channel();
        let (done, ended) = channel();
        let thread = Builder::new().name("jobs".to_owned()).spawn(move || {
            run(&installation, &told);
            drop(installation);
            let _ = done.send(());
        });
        let thread = thread.map_err(|e| AppError::internal(format!("cannot start the thread of jobs: {e}")))?;
        Ok(Self { stop: Some(stop), ended, thread: Some(thread) })
    }
}

impl Drop for JobThread {
    fn drop(&mut self) {
        self.stop = None;
        if self.ended.recv_timeout(PATIENCE).is_ok()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}

fn run(installation: &Installation, told: &Receiver<()>) {
    let gone = || told.try_recv() == Err(std::sync::mpsc::TryRecvError::Disconnected);
    let stop = || installation.is_closing() || gone();
    for workspace in installation.open_workspaces() {
        if let Err(e) = workspace.warm(&stop) {
            tracing::warn!(reason = %e, "what pages tell of everything was not read beforehand");
        }
    }
    while told.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        // A sender that is gone means the end, in the middle of a run as between two.
        if let Err(e) = installation.tick(installation.clock.now(), &stop) {
            tracing::error!(reason = %e, "jobs cannot be looked after");
        }
    }
}
