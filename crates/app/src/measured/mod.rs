//! What was measured, when, by what, and how states went over time. Every answer is bounded, however much there is.

mod ends;
mod evidence;
mod library;
mod months;
mod series;
mod sources;

pub(crate) use ends::{Ends, KeptEnds};
pub(crate) use months::Months;
pub(crate) use sources::Sources;

use assay_domain::Action;
use assay_store::WorkspaceScope;

use crate::Answer;
use crate::access::Principal;
use crate::dto::AsOfView;
use crate::workspace::Workspace;

impl Workspace {
    /// The scope of somebody who reads as of a moment: it ends there.
    fn enter_as_of(&self, principal: &Principal, as_of: Option<&str>) -> Answer<(WorkspaceScope, AsOfView)> {
        let scope = self.enter(principal, Action::Read)?;
        let at = self.moment(&scope, as_of)?;
        Ok((if as_of.is_some() { scope.up_to(at.position) } else { scope }, at))
    }
}
