//! How a connection is protected on its way.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::StoreError;

/// Whether every server is on this machine, so that nothing goes over a network.
fn is_local(config: &Config) -> bool {
    let local = |host: &Host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
    };
    config.get_hosts().iter().all(local) && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

/// Demands TLS of every server that is elsewhere, unless `sslmode=disable` says otherwise. Gives the connector that
/// trusts what the machine trusts (`SSL_CERT_FILE` names a private authority); nothing when there is no need of one.
pub(super) fn connector(config: &mut Config) -> Result<Option<MakeRustlsConnect>, StoreError> {
    let mode = config.get_ssl_mode();
    if mode == SslMode::Disable || (mode == SslMode::Prefer && is_local(config)) {
        return Ok(None);
    }
    config.ssl_mode(SslMode::Require);
    let refused = |e: rustls::Error| StoreError::Unreachable(format!("TLS cannot be set up: {e}"));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_platform_verifier())
        .map_err(refused)?
        .with_no_client_auth();
    Ok(Some(MakeRustlsConnect::new(tls)))
}
