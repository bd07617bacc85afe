//! Data sets of a system: those it names, and those its models were trained with.

use assay_domain::kinds::ai_system::AiSystem;
use assay_domain::kinds::dataset::Dataset;
use assay_domain::kinds::model::Model;
use assay_domain::{Key, Stated};

use crate::Answer;
use crate::access::Principal;
use crate::dto::{DataLine, RecordView};
use crate::workspace::Workspace;

/// Data sets that are shown.
const MOST: usize = 100;

impl Workspace {
    /// Data sets of a system, its own first; and how many more there are.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn system_data(&self, principal: &Principal, key: &str) -> Answer<(Vec<DataLine>, usize)> {
        let (scope, system) = self.enter_system(principal, key)?;
        let body: AiSystem = Self::read_body(&system).unwrap_or_default();
        let mut wanted: Vec<(Key, Option<(String, String)>)> = Vec::new();
        let mut add = |key: &Key, through: Option<(String, String)>| {
            if !wanted.iter().any(|(known, _)| known == key) {
                wanted.push((key.clone(), through));
            }
        };
        body.datasets.iter().for_each(|data| add(data.key(), None));
        for model in body.models.iter().take(MOST) {
            let Some(record) = self.store.head(&scope, model.key())? else { continue };
            let model: Model = Self::read_body(&record).unwrap_or_default();
            let through = (record.key.to_string(), record.title.clone());
            model.training_data.iter().for_each(|data| add(data.key(), Some(through.clone())));
        }
        let more = wanted.len().saturating_sub(MOST);
        let mut lines = Vec::new();
        for (key, through) in wanted.into_iter().take(MOST) {
            let Some(record) = self.store.head(&scope, &key)? else { continue };
            let data: Dataset = Self::read_body(&record).unwrap_or_default();
            let quality = data.quality_results.as_ref().and_then(Stated::known).into_iter().flatten();
            let quality: Vec<Key> = quality.take(MOST).map(|evidence| evidence.key().clone()).collect();
            let quality = self.evidence_lines(&scope, &quality)?;
            lines.push(DataLine { record: RecordView::from(&record), through, quality });
        }
        Ok((lines, more))
    }
}
