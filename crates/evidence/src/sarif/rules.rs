//! The rules of a run: which level their results have when they do not say, and what weakness they speak of.

use std::collections::HashMap;
use std::io::Read;

use assay_domain::Taxonomy;

use super::text;
use crate::Fault;
use crate::scan::{Scanner, Value};

/// How many rules a run may have.
const MAX_RULES: usize = 100_000;
/// How many weaknesses are kept of one rule.
const MAX_WEAKNESSES: usize = 8;

/// Rules by their place: in the driver, or in one of its extensions.
#[derive(Debug, Default)]
pub(super) struct Rules {
    list: HashMap<(Option<u64>, u64), Rule>,
    by_id: HashMap<String, (Option<u64>, u64)>,
}

#[derive(Debug)]
struct Rule {
    id: String,
    level: Option<String>,
    weaknesses: Vec<String>,
}

/// How a result names its rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RuleName {
    pub(super) id: Option<String>,
    /// Place among the rules of the driver, or of the extension with that number.
    pub(super) index: Option<(Option<u64>, u64)>,
}

impl Rules {
    /// Pulls a list of rules.
    pub(super) fn pull<R: Read>(&mut self, scanner: &mut Scanner<R>, extension: Option<u64>) -> Result<(), Fault> {
        let mut index = 0;
        scanner.array_or_skip(|scanner| {
            if self.list.len() >= MAX_RULES {
                let text = format!("a run has more than {MAX_RULES} rules, which no tool has");
                return Err(Fault::new("sarif.too-many-rules", text));
            }
            let (mut id, mut level, mut weaknesses) = (None, None, Vec::new());
            scanner.object_or_skip(|scanner, key| {
                match key {
                    "id" => id = scanner.passing()?.to_label(),
                    "defaultConfiguration" => level = text(&scanner.passing()?, &["level"]),
                    "properties" => weaknesses = weaknesses_of(&scanner.passing()?),
                    _ => scanner.skip()?,
                }
                Ok(())
            })?;
            let rule = Rule { id: id.unwrap_or_else(|| format!("rule {index}")), level, weaknesses };
            self.by_id.entry(rule.id.clone()).or_insert((extension, index));
            self.list.insert((extension, index), rule);
            index += 1;
            Ok(())
        })?;
        Ok(())
    }

    /// Rules that the log lists.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// The id of a result's rule. A result may name it by place alone, or name a part of it as `rule/part`.
    pub(super) fn id(&self, name: &RuleName) -> String {
        name.id.clone().or_else(|| self.find(name).map(|rule| rule.id.clone())).unwrap_or_else(|| "unnamed".to_owned())
    }

    /// The level of results of a rule that do not say: as the rule says, else `warning` (3.27.10 of the specification).
    pub(super) fn level(&self, name: &RuleName) -> String {
        self.find(name).and_then(|rule| rule.level.clone()).unwrap_or_else(|| "warning".to_owned())
    }

    /// Weaknesses of the public list that the tool's own tags name.
    pub(super) fn taxonomies(&self, name: &RuleName) -> Vec<Taxonomy> {
        let label = |id: &String| Taxonomy { scheme: "cwe".to_owned(), id: id.clone(), origin: "tool".to_owned() };
        self.find(name).map(|rule| rule.weaknesses.iter().map(label).collect()).unwrap_or_default()
    }

    fn find(&self, name: &RuleName) -> Option<&Rule> {
        let by_place = name.index.and_then(|place| self.list.get(&place));
        by_place.or_else(|| {
            let id = name.id.as_deref()?;
            let place = self.by_id.get(id).or_else(|| self.by_id.get(id.rsplit_once('/')?.0))?;
            self.list.get(place)
        })
    }
}

/// `external/cwe/cwe-78` or `CWE-78` among the tags, as `CWE-78`.
fn weaknesses_of(properties: &Value) -> Vec<String> {
    let tags = properties.get("tags").map(Value::items).unwrap_or_default();
    let numbers = tags.iter().filter_map(|tag| {
        let last = tag.as_str()?.rsplit('/').next()?.to_ascii_lowercase();
        let number = last.strip_prefix("cwe-")?.split(':').next()?.trim().to_owned();
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| format!("CWE-{number}"))
    });
    numbers.take(MAX_WEAKNESSES).collect()
}
