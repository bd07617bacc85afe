//! The listeners: one on the network, one socket that only the owner of the folder can open.

use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::time::Duration;

use assay_app::Installation;
use assay_app::scheduler::JobThread;
use assay_domain::Via;
use assay_web::{Entrance, Served, router};
use tokio::net::{TcpListener, UnixListener};
use tokio::signal::unix::{SignalKind, signal};

use crate::failure::Failure;
use crate::network;
use crate::output;

/// Serves until the process is told to end. Who is slower on the network than `patience` is left.
pub(crate) async fn serve(
    installation: Arc<Installation>,
    listen: SocketAddr,
    patience: Duration,
) -> Result<(), Failure> {
    let served = Served::new(Arc::clone(&installation));
    let tcp = TcpListener::bind(listen)
        .await
        .map_err(|e| Failure::usage(format!("cannot listen on {listen}: {e}; choose another with --listen")))?;
    let address = tcp.local_addr().map_err(|e| Failure::usage(e.to_string()))?;
    let socket = owner_socket(&installation)?;
    let loopback = address.ip().is_loopback();
    if loopback {
        // A browser on this machine has passkeys for this name without TLS; what --public-url said stands.
        installation.open_at_site(&format!("http://localhost:{}", address.port()))?;
    }
    let ends = (told_to_end(&installation)?, told_to_end(&installation)?);
    if let Some(code) = installation.setup_code()? {
        output::note(format!(
            "Nobody has an account yet. Make the first at http://{address}/set-up with this code, once: {code}"
        ));
    }
    output::note(format!("Serving on http://{address}/  (stop with Ctrl-C)"));
    if !loopback {
        output::note(
            "This address can be reached from other machines: everything needs a token, and TLS has to be done in front of it.",
        );
    }
    let network = router(served.clone(), Entrance::Network { loopback });
    let jobs = JobThread::start(Arc::clone(&installation))?;
    let network = network::serve(tcp, network, patience, ends.0);
    let owner = axum::serve(socket, router(served, Entrance::Owner(Via::Socket))).with_graceful_shutdown(ends.1);
    let done = tokio::try_join!(network, owner.into_future());
    tokio::task::block_in_place(|| drop(jobs));
    let _ = std::fs::remove_file(installation.socket());
    done.map(drop).map_err(|e| Failure::usage(format!("serving ended: {e}")))
}

/// Mode 0600, in a folder of mode 0700. One that lies there is left over: the lock says that nobody else is here.
fn owner_socket(installation: &Installation) -> Result<UnixListener, Failure> {
    let path = installation.socket();
    let fail = |e: std::io::Error| Failure::usage(format!("cannot open the socket {}: {e}", path.display()));
    match std::fs::remove_file(&path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(fail(e)),
        _ => {}
    }
    let listener = UnixListener::bind(&path).map_err(fail)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).map_err(fail)?;
    Ok(listener)
}

/// Comes back once the process is told to end; streams, which would go on for ever, are ended then. It listens from when
/// it is made, not from when it is waited for: told early, the process ends as well as told late.
fn told_to_end(installation: &Arc<Installation>) -> Result<impl Future<Output = ()> + use<>, Failure> {
    let listen = |kind| signal(kind).map_err(|e| Failure::usage(format!("cannot listen for signals: {e}")));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    let installation = Arc::clone(installation);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        installation.close();
    })
}
