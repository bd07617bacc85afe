//! The one API, three ways: within this process, through the owner's socket, over HTTP.

mod request;
pub(crate) mod upload;

pub(crate) use request::{collect, encode, parse};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay_app::installation::{Layout, Outside};
use assay_app::{AppError, ErrorClass, Installation};
use assay_domain::Via;
use assay_web::{Entrance, Served};
use axum::Router;
use axum::body::Body;
use http::{HeaderValue, Request, Response, header};
use hyper_util::rt::TokioIo;
use tokio::net::UnixStream;
use tower::ServiceExt as _;

use crate::cli::Global;
use crate::failure::Failure;
use crate::folder;

/// Tenths of a second to wait for another command that holds the folder.
const PATIENCE: u32 = 100;

/// How requests travel.
enum Way {
    /// This process owns the data folder.
    Local(Router),
    /// Another process owns it.
    Socket(PathBuf),
    /// A server elsewhere.
    Server { base: String, client: reqwest::Client },
}

/// A way to the data, with the workspace that is meant.
pub(crate) struct Client {
    way: Way,
    token: Option<String>,
    workspace: String,
}

impl Client {
    /// Finds the way.
    pub(crate) fn open(global: &Global) -> Result<Self, Failure> {
        let workspace = global.workspace.clone().unwrap_or_else(|| "-".to_owned());
        let way = match &global.server {
            Some(url) => Way::Server { base: server(url, global.token.is_some())?, client: http_client()? },
            None => local(global)?,
        };
        Ok(Self { way, token: global.token.clone(), workspace })
    }

    /// The path of a resource of the workspace.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/v1/w/{}/{rest}", self.workspace)
    }

    /// Sends a request, whichever way.
    async fn send(&self, mut request: Request<Body>) -> Result<Response<Body>, Failure> {
        if let Some(token) = &self.token {
            let value = HeaderValue::from_str(&format!("Bearer {token}"));
            let mut value = value.map_err(|_| Failure::usage("the token holds characters that no token has"))?;
            value.set_sensitive(true);
            request.headers_mut().insert(header::AUTHORIZATION, value);
        }
        match &self.way {
            Way::Local(router) => match router.clone().oneshot(request).await {
                Ok(response) => Ok(response),
                Err(never) => match never {},
            },
            Way::Socket(path) => through_socket(path, request).await,
            Way::Server { base, client } => over_http(base, client, request).await,
        }
    }
}

fn local(global: &Global) -> Result<Way, Failure> {
    let data = &global.data;
    if !Layout::new(data).exists() {
        let text = format!(
            "{} holds no installation; create one with `assay init`, or name another with --data",
            data.display()
        );
        return Err(Failure::usage(text));
    }
    let layout = folder::layout(global)?;
    // Another command may hold the folder for a moment: only a server has a socket that answers.
    for _ in 0..PATIENCE {
        match Installation::open_at(layout.clone(), Outside::real()) {
            Ok(installation) => {
                let served = Served::new(Arc::new(installation));
                return Ok(Way::Local(assay_web::router(served, Entrance::Owner(Via::LocalCli))));
            }
            Err(e) if e.code != "folder.in-use" => return Err(e.into()),
            Err(_) if std::os::unix::net::UnixStream::connect(layout.socket()).is_ok() => break,
            Err(_) => std::thread::sleep(std::time::Duration::from_millis(100)),
        }
    }
    Ok(Way::Socket(layout.socket()))
}

/// A token never travels in the clear to another machine.
fn server(url: &str, with_token: bool) -> Result<String, Failure> {
    let parsed =
        reqwest::Url::parse(url).map_err(|e| Failure::usage(format!("`{url}` is not an address of a server: {e}")))?;
    let near = matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]" | "::1"));
    match parsed.scheme() {
        "https" => {}
        "http" if near || !with_token => {}
        "http" => return Err(Failure::usage("a token is not sent over plain http to another machine; use https")),
        other => return Err(Failure::usage(format!("`{other}` is no scheme of a server; use https"))),
    }
    Ok(url.trim_end_matches('/').to_owned())
}

fn http_client() -> Result<reqwest::Client, Failure> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(std::time::Duration::from_secs(10));
    builder.build().map_err(|e| Failure::usage(format!("cannot start the HTTP client: {e}")))
}

async fn through_socket(path: &Path, mut request: Request<Body>) -> Result<Response<Body>, Failure> {
    let stream = UnixStream::connect(path).await.map_err(|e| {
        let text =
            format!("another process owns the data folder, but its server does not answer at {}: {e}", path.display());
        Failure::App(AppError::new(ErrorClass::Conflict, "folder.in-use", text))
    })?;
    request.headers_mut().insert(header::HOST, HeaderValue::from_static("localhost"));
    let fail = |e: hyper::Error| Failure::usage(format!("the server at {} does not answer: {e}", path.display()));
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(fail)?;
    tokio::spawn(connection);
    Ok(sender.send_request(request).await.map_err(fail)?.map(Body::new))
}

async fn over_http(base: &str, client: &reqwest::Client, request: Request<Body>) -> Result<Response<Body>, Failure> {
    let (parts, body) = request.into_parts();
    let fail = |e: reqwest::Error| Failure::usage(format!("cannot reach {base}: {e}"));
    let mut sending = client.request(parts.method, format!("{base}{}", parts.uri)).headers(parts.headers);
    sending = sending.body(reqwest::Body::wrap_stream(body.into_data_stream()));
    let response: Response<reqwest::Body> = sending.send().await.map_err(fail)?.into();
    Ok(response.map(Body::new))
}
