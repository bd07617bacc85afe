//! Rows of a Statement of Applicability: one record for each control of a framework that has one [6.1.3].

use assay_domain::{Kind, Write};
use assay_frameworks::Framework;
use serde_json::json;

use crate::access::own_work;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// A row to be decided for each control that has none yet; none for a framework without controls.
    pub(crate) fn rows_to_decide(&self, framework: &Framework, owner: &str) -> Answer<Vec<Write>> {
        let kind = Kind::named("control").ok_or_else(|| AppError::internal("the kind `control` is not registered"))?;
        let (scope, mut writes) = (own_work(self.id), Vec::new());
        for control in framework.controls() {
            let requirement = format!("{}:{}", framework.slug, control.id);
            if self.row_of(&scope, &requirement)?.is_some() {
                continue;
            }
            let body = json!({"title": control.titles.en, "owner": owner, "requirement": requirement});
            writes.push(self.write(self.new_record(kind, kind.normalise(body).map_err(AppError::body)?))?);
        }
        Ok(writes)
    }
}
