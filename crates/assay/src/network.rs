//! The listener that strangers reach: connections over TCP, each closed when it is too slow. `axum::serve` waits for ever.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;
use tower_http::timeout::TimeoutBody;

/// How long to wait when there is no descriptor left for another connection.
const UNTIL_ONE_IS_FREE: Duration = Duration::from_millis(200);

/// Serves until `end` comes back, and then what is under way. A head that takes longer than `patience`, a wait for the
/// next request, or a wait for the next part of a body, ends its connection.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => connection(stream, peer, router.clone(), patience, &graceful),
                // Of one that went away meanwhile there is nothing to say.
                Err(e) if is_of_connection(&e) => {}
                Err(e) => {
                    tracing::warn!(error = %e, "no connection can be taken");
                    tokio::time::sleep(UNTIL_ONE_IS_FREE).await;
                }
            },
            () = &mut end => break,
        }
    }
    drop(listener);
    graceful.shutdown().await;
    Ok(())
}

fn is_of_connection(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}

fn connection(stream: TcpStream, peer: SocketAddr, router: Router, patience: Duration, graceful: &GracefulShutdown) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(TimeoutBody::new(patience, body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience);
    let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        if let Err(e) = connection.await {
            tracing::debug!(error = %e, "a connection ended early");
        }
    });
}
