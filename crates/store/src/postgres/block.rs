//! Waiting for an answer on the calling thread.
//!
//! The trait is synchronous, as its first home is. The connections live on a runtime of their own, and whoever asks
//! waits here, on whatever thread that is: also on one of another runtime, where `block_on` of tokio would panic.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::task::unconstrained;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end; what it waits for is driven elsewhere.
pub(super) fn block<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    // What a task of a runtime may do before it has to yield is counted. Nobody yields here, so that once it is used up
    // whatever is waited for would be put off for ever.
    let mut future = pin!(unconstrained(future));
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(answer) => return answer,
            Poll::Pending => thread::park(),
        }
    }
}
