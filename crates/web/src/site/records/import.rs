//! Records from a file, on a page: the file is looked at, what would become of each row is shown, and only what somebody
//! confirms is written. The file goes to the browser and comes back with the confirmation, so that nothing of it is kept
//! here meanwhile.

use assay_app::exchange::{BulkMode, ImportRequest, SheetFormat};
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::Kind;
use axum::body::Bytes;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::Markup;

use crate::asker::Reader;
use crate::pages::records::import::{self as page, ImportView, Looked};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::multipart;
use crate::site::records::form::key_of;
use crate::site::records::hand::Hand;
use crate::site::records::list::{kind_name, kind_of};
use crate::site::shell::shell;
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

/// Largest file that a page takes, in bytes. It goes to the browser and back; the command line takes larger ones.
const MOST: usize = 1024 * 1024;

type Asked = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

pub(in crate::site) async fn ask(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, kind)): Path<(String, String)>,
    reader: Asked,
) -> Shown {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let page = filled(&s, r, lang, move |w, p| {
        Desk::of(&installation, w, p, lang, session.as_deref(), &kind)?.page(None, None)
    });
    Ok(shown(StatusCode::OK, page.await?))
}

pub(in crate::site) async fn take(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, kind)): Path<(String, String)>,
    reader: Asked,
    bytes: Bytes,
) -> Shown {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let ours = security::is_same_origin(&headers);
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned();
    let page = filled(&s, r, lang, move |w, p| {
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        let desk = Desk::of(&installation, w, p, lang, session.as_deref(), &kind)?;
        let outcome = sent(&content_type, &bytes).and_then(|sent| desk.look(&sent));
        Ok(match outcome {
            Ok(looked) => (StatusCode::OK, desk.page(Some(looked), None)?),
            Err(error) => (problem::status(&error), desk.page(None, Some(&error))?),
        })
    });
    let (status, page) = page.await?;
    Ok(shown(status, page))
}

/// What a form brought: what was typed, and the file.
struct Sent {
    typed: Typed,
    file: Vec<u8>,
}

/// The file of the first form, or what the confirmation brought back of it.
fn sent(content_type: &str, bytes: &[u8]) -> Answer<Sent> {
    let damaged =
        || AppError::input("import.file", "the form came cut short or without a file; choose a file and send it again");
    let Some(boundary) = multipart::boundary(content_type) else {
        let typed = read(bytes);
        let file = STANDARD.decode(one(&typed, "sheet")).map_err(|_| damaged())?;
        return Ok(Sent { typed, file });
    };
    let mut typed = Typed::new();
    let mut file = Vec::new();
    for part in multipart::parts(boundary, bytes).ok_or_else(damaged)? {
        if part.file.is_some() {
            file = part.bytes.to_vec();
        } else {
            typed.entry(part.name).or_default().push(String::from_utf8_lossy(part.bytes).into_owned());
        }
    }
    match file.len() {
        0 => Err(damaged()),
        size if size > MOST => {
            let text = format!("a page takes a file of {MOST} bytes at most, not {size}; use `assay record import`");
            Err(AppError::new(ErrorClass::TooLarge, "sheet.too-large", text))
        }
        _ => Ok(Sent { typed, file }),
    }
}

struct Desk<'a> {
    hand: Hand<'a>,
    kind: &'static Kind,
}

impl<'a> Desk<'a> {
    fn of(
        installation: &'a Installation,
        w: &'a Workspace,
        p: &'a Principal,
        lang: Lang,
        session: Option<&'a str>,
        kind: &str,
    ) -> Answer<Self> {
        let kind = kind_of(kind)?;
        if kind.workflow.create.is_none() {
            return Err(AppError::not_found(format!("import of {}: its own command makes it", kind.name)));
        }
        let address = links::import(&w.slug, kind.name);
        Ok(Self { hand: Hand { installation, w, p, lang, session, address }, kind })
    }

    /// Looks at a file, or writes it when that was confirmed.
    fn look(&self, sent: &Sent) -> Answer<Looked> {
        let signer = self.hand.signer(&sent.typed)?;
        let chosen = one(&sent.typed, "apply");
        let as_new = !one(&sent.typed, "as_new").is_empty();
        let request = ImportRequest {
            // A workbook is an archive, and begins as one.
            format: if sent.file.starts_with(b"PK") { SheetFormat::Xlsx } else { SheetFormat::Csv },
            apply: !chosen.is_empty(),
            mode: if chosen == "each" { BulkMode::Each } else { BulkMode::Atomic },
            as_new,
        };
        // A form that is sent twice writes once.
        let once = request.apply.then(|| key_of(&signer, one(&sent.typed, "seen"), &sent.file));
        let report = self.hand.w.import(&signer, self.kind.name, &request, &sent.file, once)?;
        Ok(Looked { report, sheet: STANDARD.encode(&sent.file), as_new })
    }

    fn page(&self, looked: Option<Looked>, error: Option<&AppError>) -> Answer<Markup> {
        let (w, lang) = (self.hand.w, self.hand.lang);
        let shell = shell(w, self.hand.p, Place::Records, lang)?;
        let view = ImportView {
            workspace: w.slug.clone(),
            kind: kind_name(self.kind, lang),
            seen: shell.record.entries.to_string(),
            most: "1 MiB".to_owned(),
            looked,
            refused: error.map(|e| e.text.clone()),
        };
        Ok(page::page(&shell, &view, &self.hand.signing(false)?))
    }
}
