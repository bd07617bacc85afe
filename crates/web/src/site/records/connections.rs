//! What a record is linked with.

use assay_app::dto::{ConnectionsView, GraphPlace, LinkGroup, Neighbour};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::Kind;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::records::around::{ConnectionsPage, DrawnNode, GraphDrawing, LinkLine, LinkedRecord, LinksView};
use crate::pages::records::connections as connections_page;
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{kind_of, said, state_word};
use crate::site::records::record::head;
use crate::site::shell::shell;
use crate::state::Served;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let view = fill(w, p, &key, lang)?;
        Ok((shell(w, p, Place::Records, lang)?, view))
    })
    .await?;
    Ok(Html(connections_page::page(&shell, &view).into_string()))
}

/// The links and the drawing of them.
pub(in crate::site) fn fill(w: &Workspace, p: &Principal, key: &str, lang: Lang) -> Answer<ConnectionsPage> {
    let found = w.connections(p, key)?;
    Ok(ConnectionsPage {
        head: head(w, p, &found.record, lang)?,
        links: lists(w, &found.to, &found.from, lang)?,
        graph: drawing(w, &found, lang)?,
    })
}

/// Groups as lines, under the labels of their fields.
pub(in crate::site) fn lists(w: &Workspace, to: &[LinkGroup], from: &[LinkGroup], lang: Lang) -> Answer<LinksView> {
    let lines = |groups: &[LinkGroup], named: bool| {
        groups.iter().map(|group| line(w, group, named, lang)).collect::<Answer<Vec<_>>>()
    };
    Ok(LinksView { to: lines(to, false)?, from: lines(from, true)? })
}

fn line(w: &Workspace, group: &LinkGroup, named: bool, lang: Lang) -> Answer<LinkLine> {
    let kind = kind_of(&group.kind)?;
    Ok(LinkLine {
        field: label(kind, &group.field, lang),
        kind: named.then(|| said(&kind.title, lang).to_owned()),
        records: group.records.iter().map(|one| linked(w, one, lang)).collect::<Answer<_>>()?,
        n: usize::try_from(group.count.n).unwrap_or(usize::MAX),
        more: !group.count.exact,
    })
}

/// Label of a field, of one inside another too.
fn label(kind: &'static Kind, path: &str, lang: Lang) -> String {
    kind.field(path).map_or_else(|| path.replace('_', " "), |field| said(&field.label, lang).to_owned())
}

fn linked(w: &Workspace, one: &Neighbour, lang: Lang) -> Answer<LinkedRecord> {
    Ok(LinkedRecord {
        key: one.key.clone(),
        title: one.title.clone(),
        state: state_word(kind_of(&one.kind)?, &one.state, lang),
        href: links::best(&w.slug, &one.kind, &one.key),
    })
}

fn drawing(w: &Workspace, found: &ConnectionsView, lang: Lang) -> Answer<GraphDrawing> {
    let mut drawing = GraphDrawing {
        left_out: usize::try_from(found.graph.left_out).unwrap_or(usize::MAX),
        more: !found.graph.exact,
        ..GraphDrawing::default()
    };
    for node in &found.graph.nodes {
        let column = match node.place {
            GraphPlace::Before => 0,
            GraphPlace::Middle => 1,
            GraphPlace::After => 2,
            GraphPlace::Beyond => 3,
        };
        let kind = said(&kind_of(&node.record.kind)?.title, lang).to_owned();
        drawing.nodes.push(DrawnNode { record: linked(w, &node.record, lang)?, kind, column });
    }
    for edge in &found.graph.edges {
        let of = found.graph.nodes.get(edge.from).and_then(|node| Kind::named(&node.record.kind));
        let field = of.map_or_else(|| edge.field.clone(), |kind| label(kind, &edge.field, lang));
        drawing.edges.push((edge.from, edge.to, field));
    }
    Ok(drawing)
}
