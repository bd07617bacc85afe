//! The real way out: HTTPS to public addresses.
//!
//! A name is looked up once, every address it leads to is checked, and the connection goes to one of those very addresses:
//! a name that leads elsewhere a moment later (DNS rebinding) gains nothing. Nothing points it elsewhere either: no redirect
//! is followed, and no proxy is taken from the environment.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method, Url, redirect};

use super::{Allowed, Incoming, Outbound, OutboundError, Outgoing, is_public};

/// How long a request may take, from looking the name up to the last byte.
const PATIENCE: Duration = Duration::from_secs(10);

/// Finds the addresses of a name.
pub trait Names: Send + Sync {
    /// The addresses of a name, with the port.
    ///
    /// # Errors
    /// When there are none.
    fn look_up(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The machine's own way to find them.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, name: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok((name, port).to_socket_addrs()?.collect())
    }
}

/// Requests to public addresses, and to those that the operator named.
pub struct Egress {
    allowed: Vec<Allowed>,
    names: Arc<dyn Names>,
    patience: Duration,
}

/// Where a request goes to, before its name is looked up.
struct Target {
    url: Url,
    host: String,
    port: u16,
    /// Whether the operator named it.
    allowed: bool,
}

impl Target {
    /// The address itself, where the host is one. Every spelling of it (hexadecimal, octal, one number) was read as such
    /// when the address was parsed (WHATWG URL, 3.5).
    fn literal(&self) -> Option<IpAddr> {
        self.host.trim_matches(['[', ']']).parse().ok()
    }

    fn accept(&self, addresses: &[IpAddr]) -> Result<(), OutboundError> {
        match addresses.iter().find(|a| !self.allowed && !is_public(**a)) {
            None => Ok(()),
            Some(address) => {
                let (host, address) = (self.host.clone(), address.to_string());
                Err(OutboundError::NotPublic { host, address, port: self.port })
            }
        }
    }
}

impl Egress {
    /// Reaches public addresses, and those that are allowed besides.
    #[must_use]
    pub fn new(allowed: Vec<Allowed>) -> Self {
        Self { allowed, names: Arc::new(SystemNames), patience: PATIENCE }
    }

    /// Finds names another way.
    #[must_use]
    pub fn with_names(self, names: Arc<dyn Names>) -> Self {
        Self { names, ..self }
    }

    /// Waits no longer than that.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn target(&self, text: &str) -> Result<Target, OutboundError> {
        let wrong = || OutboundError::Url(text.to_owned());
        let url = Url::parse(text).map_err(|_| wrong())?;
        let host = url.host_str().filter(|h| !h.is_empty()).ok_or_else(wrong)?.to_owned();
        let port = url.port_or_known_default().ok_or_else(wrong)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong());
        }
        let allowed = self.allowed.iter().any(|a| a.is(&host, port));
        let target = Target { url, host, port, allowed };
        // What it is not for us to reach is said first: it is worth more than a word about TLS.
        target.accept(target.literal().as_slice())?;
        match target.url.scheme() {
            "https" => Ok(target),
            "http" if allowed => Ok(target),
            "http" => Err(OutboundError::NotHttps(text.to_owned())),
            _ => Err(wrong()),
        }
    }

    async fn go(&self, request: &Outgoing) -> Result<Incoming, OutboundError> {
        let target = self.target(&request.url)?;
        let host = target.host.clone();
        let unreachable = |e: String| OutboundError::Unreachable { host: host.clone(), reason: e };
        let mut builder = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            .http1_only()
            .pool_max_idle_per_host(0)
            .timeout(self.patience)
            .user_agent(concat!("assay/", env!("CARGO_PKG_VERSION")));
        if target.literal().is_none() {
            let (names, name, port) = (Arc::clone(&self.names), host.clone(), target.port);
            let looked = tokio::task::spawn_blocking(move || names.look_up(&name, port)).await;
            let found = looked.map_err(|e| unreachable(e.to_string()))?.unwrap_or_default();
            if found.is_empty() {
                return Err(OutboundError::Unresolved(host));
            }
            target.accept(&found.iter().map(SocketAddr::ip).collect::<Vec<_>>())?;
            builder = builder.resolve_to_addrs(&host, &found);
        }
        let client = builder.build().map_err(|e| unreachable(told(&e)))?;
        let method = if request.body.is_some() { Method::POST } else { Method::GET };
        let mut sending = client.request(method, target.url);
        for (name, value) in &request.headers {
            sending = sending.header(*name, value);
        }
        if let Some(body) = &request.body {
            sending = sending.body(body.clone());
        }
        let mut answer = sending.send().await.map_err(|e| unreachable(told(&e)))?;
        if answer.status().is_redirection() {
            return Err(OutboundError::Redirected(host));
        }
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(|e| unreachable(told(&e)))? {
            if body.len() + part.len() > request.most {
                return Err(OutboundError::TooLarge { host, most: request.most });
            }
            body.extend_from_slice(&part);
        }
        Ok(Incoming { status: answer.status().as_u16(), body })
    }
}

/// What went wrong at the bottom, without the address, which may hold a secret.
fn told(error: &reqwest::Error) -> String {
    let mut deepest: &dyn std::error::Error = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    let is_top = std::ptr::addr_eq(std::ptr::from_ref(deepest), std::ptr::from_ref(error));
    if is_top { "the connection broke".to_owned() } else { deepest.to_string() }
}

impl Outbound for Egress {
    fn send(&self, request: &Outgoing) -> Result<Incoming, OutboundError> {
        let broken = |e: io::Error| OutboundError::Unreachable { host: String::new(), reason: e.to_string() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(broken)?;
        let late = || {
            let host = self.target(&request.url).map_or_else(|_| String::new(), |t| t.host);
            OutboundError::TimedOut(host)
        };
        let done = runtime.block_on(async { tokio::time::timeout(self.patience, self.go(request)).await });
        // A name that is still being looked up is not waited for.
        runtime.shutdown_background();
        done.unwrap_or_else(|_| Err(late()))
    }

    fn may_name(&self, url: &str) -> Result<(), OutboundError> {
        self.target(url).map(drop)
    }
}
