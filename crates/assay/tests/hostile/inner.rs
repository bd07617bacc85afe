//! Servers of this machine for a server that must not reach them, or may: each counts who came.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use assay_ports::SystemClock;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::provider::Provider;

/// A server that ends with the test.
pub(crate) struct Inner {
    pub(crate) address: SocketAddr,
    came: Arc<AtomicUsize>,
    _runtime: Runtime,
}

impl Inner {
    /// Answers every request as told.
    pub(crate) fn new(answer: impl Fn(&Uri, &HeaderMap, &[u8]) -> Response + Clone + Send + Sync + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let (address, came) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&came);
        let router = Router::new().fallback(move |uri: Uri, headers: HeaderMap, body: Bytes| {
            count.fetch_add(1, Ordering::SeqCst);
            let answer = answer(&uri, &headers, &body);
            async move { answer }
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, came, _runtime: runtime }
    }

    /// Leads everybody elsewhere.
    pub(crate) fn leading_to(address: SocketAddr) -> Self {
        Self::new(move |_, _, _| Redirect::temporary(&format!("http://{address}/")).into_response())
    }

    /// A provider, which lies when it is told to.
    pub(crate) fn provider() -> (Self, Arc<Provider>) {
        let slot: Arc<std::sync::OnceLock<Arc<Provider>>> = Arc::default();
        let filled = Arc::clone(&slot);
        let inner = Self::new(move |uri, headers, body| {
            let Some(provider) = slot.get() else { return StatusCode::NOT_FOUND.into_response() };
            let authorization = headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default();
            let (status, body) = provider.answer(uri.path(), authorization, body);
            (StatusCode::from_u16(status).unwrap(), body).into_response()
        });
        let provider = Arc::new(Provider::new(&format!("http://{}", inner.address), Arc::new(SystemClock)));
        (inner, Arc::clone(filled.get_or_init(|| provider)))
    }

    /// Requests that came.
    pub(crate) fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }
}
