//! Who asks, and in which workspace: worked out before a handler runs.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use assay_app::{Answer, AppError, Authority, ErrorClass, Installation, Principal, Workspace};
use assay_domain::{Action, Via};
use assay_ports::Random;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};

use crate::parts::shell::Look;
use crate::problem::Problem;
use crate::site::{language, past};
use crate::state::{Entrance, Served};
use crate::watch::TRUSTED_FOR;
use crate::{cookies, security, span};

/// How long somebody who stays is taken for who they were while nothing was done that bears on it: a session that nobody
/// ends runs out by the clock.
const KNOWN_FOR: Duration = Duration::from_secs(60);

/// Somebody at the API: the owner of this machine, or whoever a token stands for.
pub(crate) struct Asker {
    pub(crate) principal: Principal,
    pub(crate) workspace: Arc<Workspace>,
    credential: Credential,
    /// When it was last looked whether that still holds.
    looked: Instant,
    /// When it was last found out from the records who asks.
    known: Instant,
    /// What was known to bear on it then.
    authority: Authority,
}

/// What somebody came with.
#[derive(Clone)]
pub(crate) struct Credential {
    entrance: Entrance,
    token: Option<String>,
    /// Secret of the session that a browser sent along; only where a page of this site made the request.
    session: Option<String>,
    slug: Option<String>,
}

impl Credential {
    pub(crate) async fn of(parts: &mut Parts, served: &Served) -> Self {
        let (entrance, token, session) = (entrance(parts), bearer(parts), session(parts));
        Self { entrance, token, session, slug: slug(parts, served).await }
    }

    /// Whether it may be worth nothing from one moment to the next.
    pub(crate) fn can_end(&self) -> bool {
        self.token.is_some() || self.session.is_some()
    }

    /// Finds out who it stands for, now.
    pub(crate) async fn resolve_with(self, served: &Served) -> Answer<(Principal, Arc<Workspace>)> {
        served.run(move |installation| self.resolve(installation)).await
    }

    fn resolve(self, installation: &Installation) -> Answer<(Principal, Arc<Workspace>)> {
        let Self { entrance, token, session, slug } = self;
        match (entrance, token) {
            (Entrance::Network { .. }, None) if session.is_some() => {
                installation.by_session(&session.unwrap_or_default(), slug.as_deref())
            }
            (Entrance::Owner(via), None) => {
                let workspace = installation.workspace(slug.as_deref())?;
                let principal = workspace.local_principal(via)?;
                Ok((principal, workspace))
            }
            (_, Some(token)) => {
                // Another workspace's existence is none of this token's business.
                let (principal, workspace) = installation.by_token(&token)?;
                match slug {
                    Some(slug) if slug != workspace.slug => Err(AppError::not_found(format!("workspace `{slug}`"))),
                    _ => Ok((principal, workspace)),
                }
            }
            (Entrance::Network { .. }, None) => Err(nobody()),
        }
    }
}

fn nobody() -> AppError {
    let text = "this needs a token: send `Authorization: Bearer …`, made with `assay token create`; people sign in";
    AppError::new(ErrorClass::Unauthenticated, "token.missing", text)
}

impl Asker {
    /// Whether somebody who stays may go on: their time is not over, and every few seconds it is looked whether a token
    /// may have been revoked, a role ended, since; who they are is found out anew where it may, and once a minute.
    pub(crate) async fn still(&mut self, served: &Served) -> bool {
        if self.looked.elapsed() > TRUSTED_FOR {
            let authority = served.installation.authority();
            if authority != self.authority || self.known.elapsed() > KNOWN_FOR {
                // Many stay, and may all have to be looked at in one moment: those who only ask for a page go before.
                let Ok(_turn) = served.looks.acquire().await else { return false };
                match self.credential.clone().resolve_with(served).await {
                    Ok((principal, workspace)) => (self.principal, self.workspace) = (principal, workspace),
                    Err(_) => return false,
                }
                (self.known, self.authority) = (Instant::now(), authority);
            }
            self.looked = Instant::now();
        }
        self.workspace.holds(&self.principal)
    }
}

/// The owner of this machine, for what concerns the whole installation. Anybody else is told so once it is known who
/// asks, and before a word of the request is read.
pub(crate) struct Owner;

impl FromRequestParts<Served> for Owner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Problem> {
        if matches!(entrance(parts), Entrance::Owner(_)) {
            return Ok(Self);
        }
        Asker::from_request_parts(parts, served).await?;
        let text = "this concerns the whole installation: use the command line on the server's machine";
        Err(AppError::new(ErrorClass::Forbidden, "owner.only", text).into())
    }
}

/// When the access of whoever is served ends, for a page to lead on then.
#[derive(Clone, Default)]
pub(crate) struct Ends(Arc<OnceLock<End>>);

/// The end of somebody's access.
#[derive(Clone, Copy)]
pub(crate) struct End {
    /// Whole seconds until then, the last one counted.
    pub(crate) seconds: u64,
    /// Whether they sit in an audit room.
    pub(crate) in_room: bool,
}

impl Ends {
    pub(crate) fn end(&self) -> Option<End> {
        self.0.get().copied()
    }

    fn set(&self, reader: &Reader) {
        if let Some(until) = reader.principal.sight.until {
            let left = until.as_micros() - reader.workspace.now().as_micros();
            let seconds = u64::try_from(left).unwrap_or(0).div_ceil(1_000_000);
            let _ = self.0.set(End { seconds, in_room: reader.principal.sight.room.is_some() });
        }
    }
}

/// Somebody at a page: as at the API, or anybody at this very machine, who may read a demo.
pub(crate) struct Reader {
    pub(crate) principal: Principal,
    pub(crate) workspace: Arc<Workspace>,
    /// How they want the page to look, and where it is.
    pub(crate) look: Look,
}

/// How a page is to look. An address that only a form was sent to leads nowhere afterwards.
fn look(parts: &Parts, random: &dyn Random) -> Look {
    let here = parts.uri.path_and_query().filter(|_| parts.method == Method::GET).map(ToString::to_string);
    let form = session(parts).map(|secret| security::form_token(random, &secret));
    let (theme, keys) = (cookies::theme(&parts.headers), cookies::keys(&parts.headers));
    Look { theme, keys, here: here.unwrap_or_default(), form }
}

fn entrance(parts: &Parts) -> Entrance {
    parts.extensions.get().copied().unwrap_or(Entrance::Network { loopback: false })
}

fn bearer(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The session that a browser sent along. A request that changes something counts only when a page of this site made it
/// (CWE-352); one that a foreign page made and that only reads tells that page nothing.
fn session(parts: &Parts) -> Option<String> {
    let reads = parts.method.is_safe();
    cookies::session(&parts.headers).filter(|_| reads || security::is_same_origin(&parts.headers))
}

/// Refuses what a page of another site made a browser send with the session of whoever sits there. Without a session
/// nobody acts, and nobody has to be told why.
fn made_here(parts: &Parts) -> Result<(), Problem> {
    let network = matches!(entrance(parts), Entrance::Network { .. });
    let sent_along = network && bearer(parts).is_none() && cookies::session(&parts.headers).is_some();
    if parts.method.is_safe() || !sent_along || security::is_same_origin(&parts.headers) {
        return Ok(());
    }
    let text =
        "a page of another site made this request; nothing was done. Do it on a page of this site, or with a token";
    Err(AppError::new(ErrorClass::Forbidden, "origin", text).into())
}

/// The workspace named in the path; `-` stands for the only one there is.
async fn slug(parts: &mut Parts, served: &Served) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, served).await.ok()?;
    let name = params.iter().find(|(name, _)| *name == "workspace").map(|(_, value)| value.to_owned());
    // Pages have the workspace in the query; without one the first is shown.
    let asked = parts.uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("workspace="));
    name.or_else(|| asked.map(str::to_owned)).filter(|n| n != "-")
}

impl FromRequestParts<Served> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Problem> {
        made_here(parts)?;
        let credential = Credential::of(parts, served).await;
        let authority = served.installation.authority();
        let (principal, workspace) = credential.clone().resolve_with(served).await?;
        span::asked_by(&principal);
        let now = Instant::now();
        Ok(Self { principal, workspace, credential, looked: now, known: now, authority })
    }
}

impl FromRequestParts<Served> for Reader {
    type Rejection = Problem;

    /// Whoever looks back is set to the moment they look at.
    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Problem> {
        let reader = Self::of_now(parts, served).await?;
        let Some(moment) = past::asked(parts) else { return Ok(reader) };
        let back = served.run(move |_| {
            let (principal, _) = reader.workspace.looking_back(reader.principal, &moment)?;
            Ok(Self { principal, ..reader })
        });
        Ok(back.await?)
    }
}

impl Reader {
    async fn of_now(parts: &mut Parts, served: &Served) -> Result<Self, Problem> {
        made_here(parts)?;
        let lang = language(&parts.headers);
        let alone =
            matches!(entrance(parts), Entrance::Network { loopback: true }) && from_this_machine(&parts.headers);
        if !alone || bearer(parts).is_some() || session(parts).is_some() {
            let Asker { mut principal, workspace, .. } = Asker::from_request_parts(parts, served).await?;
            principal.lang = lang;
            let look = look(parts, workspace.random());
            let reader = Self { principal, workspace, look };
            if let Some(ends) = parts.extensions.get::<Ends>() {
                ends.set(&reader);
            }
            return Ok(reader);
        }
        let slug = slug(parts, served).await;
        let found = served.run(move |installation| {
            // Who is nobody does not learn which workspaces there are.
            let found = installation.first_workspace(slug.as_deref());
            let workspace = found.ok().filter(|w| w.is_demo()).ok_or_else(nobody)?;
            let mut principal = workspace.local_principal(Via::Web)?;
            principal.actions.retain(|a| *a == Action::Read);
            principal.lang = lang;
            Ok((principal, workspace))
        });
        let (principal, workspace) = found.await?;
        let look = look(parts, workspace.random());
        Ok(Self { principal, workspace, look })
    }
}

/// A page is open on a loopback listener only when it was asked for by a loopback name: another name that resolves
/// here (DNS rebinding) would hand the page to a foreign site.
pub(crate) fn from_this_machine(headers: &HeaderMap) -> bool {
    // A proxy on this machine speaks for others.
    let forwarded = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];
    if forwarded.iter().any(|name| headers.contains_key(*name)) {
        return false;
    }
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    // A colon outside the brackets of an IPv6 address begins the port; nothing else may follow a name.
    let port = host.rfind(':').filter(|at| !host[*at..].contains(']')).unwrap_or(host.len());
    matches!(&host[..port], "localhost" | "127.0.0.1" | "[::1]")
}
