//! The inventory of AI systems.

use std::collections::BTreeMap;

use assay_app::dto::SystemLine;
use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::ai_system::KIND;
use axum::extract::{self, Query};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::filling::{mark, posture, risk_mark, words};
use crate::asker::Reader;
use crate::pages::records::views::Pick;
use crate::pages::systems::list as list_page;
use crate::pages::systems::views::{Asked, Choices, SystemRow, SystemsPage};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, SystemWord, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{Names, pick, state_word};
use crate::site::records::showing::field;
use crate::site::shell::{moment, shell};
use crate::state::Served;

/// What the address asks for. Empty fields come from the form and mean nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Wanted {
    q: String,
    state: String,
    role: String,
    class: String,
    stage: String,
    sort: String,
    after: String,
    before: String,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &wanted, lang)).await?;
    Ok(Html(list_page::page(&shell, &view).into_string()))
}

fn stated(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

impl Wanted {
    fn request(&self) -> ListRequest {
        let conditions = [("roles", &self.role), ("act_classes", &self.class), ("stage", &self.stage)];
        ListRequest {
            state: stated(&self.state),
            q: stated(&self.q),
            filter: conditions.iter().filter_map(|(name, value)| Some(format!("{name}:{}", stated(value)?))).collect(),
            sort: stated(&self.sort),
            after: stated(&self.after),
            before: stated(&self.before),
            ..ListRequest::default()
        }
    }

    /// Address of the same list at another place.
    fn at(&self, name: &str, cursor: &str) -> String {
        links::systems(&[
            ("q", &self.q),
            ("state", &self.state),
            ("role", &self.role),
            ("class", &self.class),
            ("stage", &self.stage),
            ("sort", &self.sort),
            (name, cursor),
        ])
    }
}

fn fill(w: &Workspace, p: &Principal, wanted: &Wanted, lang: Lang) -> Answer<(Shell, SystemsPage)> {
    let list = w.systems(p, &wanted.request())?;
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let count = list.count.map_or((0, false), |c| (usize::try_from(c.n).unwrap_or(usize::MAX), !c.exact));
    let narrowed = [&wanted.q, &wanted.state, &wanted.role, &wanted.class, &wanted.stage];
    let view = SystemsPage {
        workspace: w.slug.clone(),
        asked: Asked {
            q: wanted.q.clone(),
            state: wanted.state.clone(),
            role: wanted.role.clone(),
            class: wanted.class.clone(),
            stage: wanted.stage.clone(),
            sort: wanted.sort.clone(),
        },
        choices: choices(lang),
        rows: list.systems.iter().map(|line| row(line, lang, &mut names)).collect(),
        found: count.0,
        more: count.1,
        previous: list.previous.map(|cursor| wanted.at("before", &cursor)),
        next: list.next.map(|cursor| wanted.at("after", &cursor)),
        narrowed: narrowed.iter().any(|text| !text.trim().is_empty()),
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
}

fn row(line: &SystemLine, lang: Lang, names: &mut Names<'_>) -> SystemRow {
    let record = &line.record;
    SystemRow {
        key: record.key.clone(),
        title: record.title.clone(),
        state: state_word(&KIND, &record.state, lang),
        owner: line.owner.clone(),
        roles: words(&KIND, "roles", record, lang),
        act_roles: field(&KIND, "act_roles", &record.body, lang, names).map(|f| f.value),
        classes: field(&KIND, "act_classes", &record.body, lang, names).map(|f| f.value),
        newest: line.newest.as_ref().map(|version| mark(&record.key, version, lang)),
        risks: risk_mark(&line.risks),
        posture: posture(&line.posture),
        at: moment(record.at),
    }
}

fn choices(lang: Lang) -> Choices {
    let values = |name: &str| -> Vec<Pick> {
        let found = KIND.field(name).map_or(&[][..], |field| &field.values);
        found.iter().map(|value| pick(value, lang)).collect()
    };
    let states = KIND.workflow.states.iter().map(|state| Pick {
        value: (*state).to_owned(),
        word: state_word(&KIND, state, lang),
        meaning: None,
    });
    let sorts = [
        ("key", SystemWord::SortKey),
        ("-key", SystemWord::SortNewest),
        ("title", SystemWord::SortName),
        ("stage", SystemWord::SortStage),
        ("-changed", SystemWord::SortChanged),
    ];
    let sorts = sorts.iter().map(|(value, word)| Pick {
        value: (*value).to_owned(),
        word: t(lang, *word).to_owned(),
        meaning: None,
    });
    Choices {
        states: states.collect(),
        roles: values("roles"),
        classes: values("act_classes"),
        stages: values("stage"),
        sorts: sorts.collect(),
    }
}
