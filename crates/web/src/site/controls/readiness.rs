//! The readiness list for stage 1.

use assay_app::dto::{ReadinessLine, Standing};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{AIMS, Kind};
use assay_frameworks::Framework;
use axum::extract;
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::controls::readiness::{self, ReadinessPage, ReadyLine};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, ReadyWord, fill, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{kind_name, state_word, verb};
use crate::site::shell::shell;
use crate::site::today::page::title;
use crate::state::Served;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| filled_list(w, p, lang)).await?;
    Ok(Html(readiness::page(&shell, &view).into_string()))
}

fn filled_list(w: &Workspace, p: &Principal, lang: Lang) -> Answer<(Shell, ReadinessPage)> {
    let framework = w.framework(p, AIMS)?;
    let found = w.readiness(p, None)?;
    let lines = found.lines.into_iter().map(|l| line(&framework, l, lang)).collect();
    let view = ReadinessPage { lines, rows: found.rows, rows_decided: found.rows_decided };
    Ok((shell(w, p, Place::Controls, lang)?, view))
}

fn line(framework: &Framework, l: ReadinessLine, lang: Lang) -> ReadyLine {
    let kind = Kind::named(&l.kind);
    let kind_title = kind.map_or_else(|| t(lang, ReadyWord::Judged).to_owned(), |k| kind_name(k, lang).title);
    let row = framework.judged().find(|r| r.id == l.requirement);
    let state = l.state.as_deref().map(|s| kind.map_or_else(|| s.to_owned(), |k| state_word(k, s, lang)));
    let (key, state) = (l.record.clone().unwrap_or_default(), state.unwrap_or_default());
    let label = |field: &str| {
        let said = kind.and_then(|k| k.labels.iter().find(|label| label.field == field));
        said.map_or_else(|| field.to_owned(), |label| lang.of(&label.text).to_owned())
    };
    let judged = l.reason.as_deref().map(|reason| {
        let about = l
            .subject
            .as_deref()
            .filter(|s| *s != "workspace" && !reason.contains(*s))
            .map(|s| format!(" ({s})"))
            .unwrap_or_default();
        let text = fill(lang, ReadyWord::Look, &[("key", &l.requirement)]);
        (format!("{reason}{about}"), (text, links::control(&l.requirement)))
    });
    let (why, way) = judged.unwrap_or_else(|| match (l.standing, &l.field, &l.next) {
        (Standing::Missing, ..) => {
            let text = fill(lang, ReadyWord::Write, &[("kind", &kind_title)]);
            let first = format!("{}#f-title", links::new_record("-", &l.kind));
            (fill(lang, ReadyWord::WhyMissing, &[]), (text, first))
        }
        (Standing::Begun, Some(field), _) => {
            let label = label(field);
            let why = fill(lang, ReadyWord::WhyField, &[("key", &key), ("state", &state), ("field", &label)]);
            let text = fill(lang, ReadyWord::State, &[("field", &label)]);
            (why, (text, links::edit_at("-", &key, field)))
        }
        (Standing::Begun, None, Some(next)) => {
            let why = fill(lang, ReadyWord::WhyMove, &[("key", &key), ("state", &state)]);
            let act = kind.map_or_else(|| next.clone(), |k| verb(k, next, lang));
            (why, (fill(lang, ReadyWord::Move, &[("verb", &act), ("key", &key)]), links::move_record("-", &key, next)))
        }
        (Standing::Begun, None, None) | (Standing::There, ..) => {
            let name = l.title.clone().unwrap_or_default();
            let why = fill(lang, ReadyWord::WhyThere, &[("key", &key), ("title", &name), ("state", &state)]);
            (why, (fill(lang, ReadyWord::Look, &[("key", &key)]), links::record("-", &key)))
        }
    });
    ReadyLine {
        title: row.map(|r| title(r, lang)).unwrap_or_default(),
        requirement: l.requirement,
        kind: kind_title,
        in_writing: l.in_writing,
        row: l.kind == "control",
        standing: l.standing,
        why,
        way,
    }
}
