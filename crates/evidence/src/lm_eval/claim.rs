//! What the harness says it tested.

use assay_domain::{Claimed, Message};

use super::results::Results;
use crate::labels::some_label;
use crate::scan::Value;

/// The model, by the two arguments that name one. The other arguments are never read: they may hold keys.
pub(super) fn claimed(results: &Results) -> Claimed {
    let provider = provider(results);
    let named = argument(results, "pretrained").or_else(|| argument(results, "model"));
    let text = |key: &str| results.at(&[key]).and_then(Value::to_label);
    Claimed {
        model: named.or_else(|| provider.clone()),
        revision: text("model_sha").or_else(|| argument(results, "revision")).or_else(|| text("model_revision")),
        provider,
    }
}

/// Why the model is a stand-in.
pub(super) fn mock(results: &Results) -> Option<Message> {
    provider(results).filter(|provider| provider == "dummy").map(|_| {
        let text = "the model `dummy` is a stand-in that the harness ships for trying itself out";
        Message::new("mock.lm-eval-dummy", text, &[])
    })
}

fn provider(results: &Results) -> Option<String> {
    results
        .at(&["config", "model"])
        .and_then(Value::to_label)
        .or_else(|| results.at(&["model_source"]).and_then(Value::to_label))
}

/// One argument of the model: a member of an object, or `name=value` between commas. An address is no name and may
/// carry a password, so it is left out.
fn argument(results: &Results, name: &str) -> Option<String> {
    let arguments = results.at(&["config", "model_args"])?;
    let value = match arguments {
        Value::String(text) => {
            text.split(',').filter_map(|pair| pair.split_once('=')).find(|(key, _)| key.trim() == name)?.1.to_owned()
        }
        other => other.get(name)?.as_str()?.to_owned(),
    };
    some_label(&value).filter(|value| !value.contains("://"))
}
