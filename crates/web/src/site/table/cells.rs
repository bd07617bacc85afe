//! What a cell of a record shows.

use assay_app::dto::RecordView;
use assay_domain::Kind;
use maud::{Markup, html};
use serde_json::Value;

use crate::parts::dates::time;
use crate::parts::value;
use crate::parts::words::Lang;
use crate::site::records::list::{Names, state_word};
use crate::site::records::showing::showing;

/// The cell of a column; nothing where there is no value.
pub(super) fn shown(
    lang: Lang,
    kind: &'static Kind,
    record: &RecordView,
    column: &str,
    names: &mut Names<'_>,
) -> Option<Markup> {
    match column {
        "state" => Some(value::state(&state_word(kind, &record.state, lang))),
        "changed" => Some(html! { span.num.nw { (time(lang, record.at)) } }),
        path => {
            let found = at(&record.body, path)?;
            Some(value::shown(lang, &showing(kind, lang, names, path, &found)))
        }
    }
}

/// What stands at a path of a body, through lists too.
fn at(body: &Value, path: &str) -> Option<Value> {
    let mut found = body.clone();
    for name in path.split('.') {
        found = match found {
            Value::Object(mut map) => map.remove(name)?,
            Value::Array(items) => {
                items.into_iter().filter_map(|mut item| item.as_object_mut()?.remove(name)).collect()
            }
            _ => return None,
        };
    }
    Some(found)
}
