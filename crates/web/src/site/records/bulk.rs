//! Several records changed together: one field of each, or one move. Each is decided on its own, from the revision that was
//! seen, and what became of it is told; one that is refused leaves the others alone.

use assay_app::dto::{BulkItem, RecordView};
use assay_app::exchange::{BulkMode, BulkOperation, BulkRequest};
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::Kind;
use axum::body::Bytes;
use axum::extract::{self, Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::Markup;

use crate::asker::Reader;
use crate::pages::records::bulk::{self as page, BulkRow, BulkView, Way};
use crate::pages::records::views::{FormField, Input};
use crate::parts::draft::Draft;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::drafts::{self, Form};
use crate::site::records::form::choices;
use crate::site::records::hand::Hand;
use crate::site::records::list::{kind_name, kind_of, state_word, verb};
use crate::site::shell::shell;
use crate::site::typed::{Field, Typed, body, fields, one, read};
use crate::state::Served;
use crate::{cookies, security};

/// Most records of one page.
const MOST: usize = 200;

type Asked = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

pub(in crate::site) async fn ask(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Asked,
) -> Shown {
    answer(s, &headers, "-", reader, read(query.unwrap_or_default().as_bytes()), false).await
}

pub(in crate::site) async fn apply(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(slug): Path<String>,
    reader: Asked,
    bytes: Bytes,
) -> Shown {
    answer(s, &headers, &slug, reader, read(&bytes), true).await
}

async fn answer(
    s: extract::State<Served>,
    headers: &HeaderMap,
    slug: &str,
    reader: Asked,
    mut typed: Typed,
    acts: bool,
) -> Shown {
    let lang = language(headers);
    let form = Form::bulk(&typed);
    let r = match (reader, &form) {
        (Ok(reader), _) => reader,
        (Err(problem), Some(form)) if acts => {
            return drafts::to_sign_in(&s, headers, slug, form, &typed, problem).await;
        }
        (Err(problem), _) => return Err(PageError::of(lang, problem)),
    };
    let (installation, session) = (s.installation.clone(), cookies::session(headers));
    let ours = security::is_same_origin(headers);
    let page = filled(&s, r, lang, move |w, p| {
        let draft = form.as_ref().filter(|_| !acts).and_then(|form| drafts::find(&installation, w, p, form));
        let drafted = draft.as_ref().map(|draft| draft.at);
        typed.extend(draft.into_iter().flat_map(|draft| draft.typed));
        let mut desk = Desk::of(&installation, w, p, lang, session.as_deref(), &typed)?;
        desk.draft = form.as_ref().and_then(|form| drafts::shown(w, desk.hand.signed_in(), lang, form, drafted));
        if !acts {
            return Ok((StatusCode::OK, desk.page(&[], None)?));
        }
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        match desk.send() {
            Ok(items) => {
                if let Some(form) = form.filter(|_| items.iter().any(|item| item.error.is_none())) {
                    drafts::forget(&installation, w, p, &form);
                }
                Ok((StatusCode::OK, desk.page(&items, None)?))
            }
            Err(error) => {
                if let Some(form) = &form {
                    drafts::keep(&installation, w, p, form, &typed);
                }
                Ok((problem::status(&error), desk.page(&[], Some(&error))?))
            }
        }
    });
    let (status, page) = page.await?;
    Ok(shown(status, page))
}

/// What is done with each.
enum Act {
    /// Not chosen yet.
    Open,
    Field(Box<Field>),
    Move(String),
}

struct Desk<'a> {
    hand: Hand<'a>,
    kind: &'static Kind,
    /// The records as they stand, with the revision that was seen.
    records: Vec<(RecordView, u32)>,
    act: Act,
    typed: &'a Typed,
    /// Where what is typed is kept.
    draft: Option<Draft>,
}

impl<'a> Desk<'a> {
    fn of(
        installation: &'a Installation,
        w: &'a Workspace,
        p: &'a Principal,
        lang: Lang,
        session: Option<&'a str>,
        typed: &'a Typed,
    ) -> Answer<Self> {
        let kind = kind_of(one(typed, "kind"))?;
        let rows = typed.get("row").map(Vec::as_slice).unwrap_or_default();
        if rows.is_empty() || rows.len() > MOST {
            let text = format!("pick 1 to {MOST} rows of a table; {} are named", rows.len());
            return Err(AppError::input("bulk.out-of-range", text));
        }
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            let (key, revision) = row.rsplit_once('.').unwrap_or((row, ""));
            let record = w.show(p, key, None)?;
            if record.kind != kind.name {
                return Err(AppError::input(
                    "key.other-kind",
                    format!("{key} is a {}, not a {}", record.kind, kind.name),
                ));
            }
            let seen = revision.parse().unwrap_or(record.revision);
            records.push((record, seen));
        }
        let field = |name: &str| fields(kind, lang).into_iter().find(|field| field.name == name);
        let act = match (one(typed, "by"), one(typed, "verb")) {
            ("", "") => Act::Open,
            ("", verb) if kind.workflow.transition(verb).is_some() => Act::Move(verb.to_owned()),
            (by, _) => Act::Field(Box::new(
                field(by)
                    .ok_or_else(|| AppError::input("field.unknown", format!("a {} has no field `{by}`", kind.name)))?,
            )),
        };
        let mut hand = Hand { installation, w, p, lang, session, address: String::new() };
        hand.address = links::records_of(&w.slug, kind.name);
        Ok(Self { hand, kind, records, act, typed, draft: None })
    }

    /// Does it; says what became of each.
    fn send(&self) -> Answer<Vec<BulkItem>> {
        let signer = self.hand.signer(self.typed)?;
        let mut operations = Vec::with_capacity(self.records.len());
        for (record, seen) in &self.records {
            operations.push(self.operation(record, *seen)?);
        }
        let request = BulkRequest { operations, mode: BulkMode::Each };
        Ok(self.hand.w.bulk(&signer, &request, None)?.items)
    }

    fn operation(&self, record: &RecordView, seen: u32) -> Answer<BulkOperation> {
        let key = record.key.clone();
        Ok(match &self.act {
            Act::Open => return Err(AppError::input("bulk.nothing", "choose a field or a move first")),
            Act::Move(verb) => {
                BulkOperation::Transition { key, transition: verb.clone(), revision: Some(seen), digest: None }
            }
            Act::Field(field) => {
                // The field as typed, over what was recorded: where that moved on, the writer says so.
                let body = body(std::slice::from_ref(field.as_ref()), self.typed, &record.body);
                BulkOperation::Update { key, body: body.map_err(AppError::body)?, revision: seen }
            }
        })
    }

    fn page(&self, items: &[BulkItem], error: Option<&AppError>) -> Answer<Markup> {
        let (w, lang) = (self.hand.w, self.hand.lang);
        let row = |(n, (record, seen)): (usize, &(RecordView, u32))| {
            let item = items.iter().find(|item| item.index == n);
            BulkRow {
                key: record.key.clone(),
                title: record.title.clone(),
                state: state_word(
                    self.kind,
                    item.and_then(|i| i.record.as_ref()).map_or(&record.state, |r| &r.state),
                    lang,
                ),
                revision: *seen,
                done: item.map(|item| item.error.is_none()),
                refused: item.and_then(|item| item.error.as_ref()).map(why),
            }
        };
        let (fields, moves) = self.ways();
        let signs = |verb: &str| self.kind.workflow.transition(verb).and_then(assay_domain::Transition::meaning);
        let (mut field, mut chosen, mut meaning) = (None, None, None);
        let mut offered = Vec::new();
        match &self.act {
            Act::Open => {}
            Act::Field(one) => {
                let errors = error.into_iter().flat_map(|e| &e.problems).map(|p| p.text.clone()).collect();
                field = Some(FormField { errors, ..one.kept(self.typed) });
                offered = choices(w, self.hand.p, std::slice::from_ref(one.as_ref()), lang)?;
            }
            Act::Move(slug) => {
                chosen = Some((slug.clone(), verb(self.kind, slug, lang)));
                meaning = signs(slug).map(|text| lang.of(&text).to_owned());
            }
        }
        let view = BulkView {
            workspace: w.slug.clone(),
            kind: kind_name(self.kind, lang),
            rows: self.records.iter().enumerate().map(row).collect(),
            fields,
            moves,
            field,
            verb: chosen,
            choices: offered,
            meaning: meaning.clone(),
            refused: error.filter(|e| e.problems.is_empty()).map(|e| e.text.clone()),
            done: !items.is_empty(),
            draft: self.draft.clone(),
        };
        let signer = self.hand.signing(meaning.is_some())?;
        Ok(page::page(&shell(w, self.hand.p, Place::Records, lang)?, &view, &signer))
    }

    /// The fields that can be set in one go, and the moves that some of the records can make.
    fn ways(&self) -> (Vec<Way>, Vec<Way>) {
        let lang = self.hand.lang;
        let rows: Vec<(&str, String)> =
            self.records.iter().map(|(record, seen)| ("row", format!("{}.{seen}", record.key))).collect();
        let href = |name: &str, value: &str| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("kind", self.kind.name).extend_pairs(&rows).append_pair(name, value);
            format!("{}?{}", links::bulk(&self.hand.w.slug), query.finish())
        };
        let all = fields(self.kind, lang);
        let simple = all.iter().map(|field| field.kept(&Typed::new()));
        let simple = simple
            .filter(|field| field.name != "title" && !matches!(field.input, Input::Json | Input::File | Input::Files));
        let fields = simple.map(|field| Way { href: href("by", &field.name), label: field.label });
        let from_here = |from: &[&str]| self.records.iter().any(|(r, _)| from.contains(&r.state.as_str()));
        let moves = self.kind.workflow.transitions.iter().filter(|t| from_here(t.from));
        let moves = moves.map(|t| Way { href: href("verb", t.name), label: verb(self.kind, t.name, lang) });
        (fields.collect(), moves.collect())
    }
}

/// Why one was refused, with what is wrong with its fields.
fn why(error: &AppError) -> String {
    if error.problems.is_empty() {
        return error.text.clone();
    }
    let said: Vec<String> =
        error.problems.iter().map(|p| format!("{}: {}", p.at.trim_start_matches('/'), p.text)).collect();
    said.join("; ")
}
