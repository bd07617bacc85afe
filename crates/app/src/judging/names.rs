//! Reasons as they are shown: in the reader's language, with names put to the keys of people. Kept reasons hold keys
//! alone, so that an erased person is gone from the history of verdicts too.

use std::collections::BTreeMap;

use assay_checks::reason;
use assay_domain::{Key, Lang, Message};
use assay_store::WorkspaceScope;

use crate::Answer;
use crate::workspace::Workspace;

/// Names of records, each looked up once.
#[derive(Default)]
pub(crate) struct Known(BTreeMap<Key, String>);

impl Known {
    pub(crate) fn name(&mut self, workspace: &Workspace, scope: &WorkspaceScope, key: Key) -> Answer<String> {
        if let Some(name) = self.0.get(&key) {
            return Ok(name.clone());
        }
        let name = workspace.name_of(scope, &key)?;
        self.0.insert(key, name.clone());
        Ok(name)
    }
}

/// Names looked up so far.
pub(crate) struct Names<'w> {
    workspace: &'w Workspace,
    scope: &'w WorkspaceScope,
    lang: Lang,
    known: Known,
}

impl<'w> Names<'w> {
    pub(crate) fn new(workspace: &'w Workspace, scope: &'w WorkspaceScope) -> Self {
        Self { workspace, scope, lang: Lang::En, known: Known::default() }
    }

    /// The same for somebody who reads another language.
    pub(crate) fn speaking(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// What a message says.
    pub(crate) fn say(&mut self, message: &Message) -> String {
        self.put(&reason(message, self.lang))
    }

    /// The text with people's and members' keys replaced by their names.
    pub(crate) fn put(&mut self, text: &str) -> String {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(word) {
            out.push_str(&rest[..at]);
            let tail = &rest[at..];
            let end = tail.find(|c| !word(c)).unwrap_or(tail.len());
            out.push_str(&self.name(&tail[..end]));
            rest = &tail[end..];
        }
        out + rest
    }

    fn name(&mut self, word: &str) -> String {
        let key = word.parse::<Key>().ok().filter(|k| matches!(k.prefix(), "PER" | "MBR"));
        let Some(key) = key else { return word.to_owned() };
        self.known.name(self.workspace, self.scope, key).unwrap_or_else(|_| word.to_owned())
    }
}
