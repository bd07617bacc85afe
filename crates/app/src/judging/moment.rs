//! Moments: a position of the log together with the clock then.

use assay_domain::Timestamp;
use assay_store::WorkspaceScope;

use crate::dto::AsOfView;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// Whether nothing came after a position, as far as whoever asks knows: what stands then is what stands now, and is
    /// read without looking back. Verdicts may be a step ahead of a page that was begun before.
    pub(crate) fn is_now(&self, scope: &WorkspaceScope, position: u64) -> Answer<bool> {
        Ok(self.size(scope)? <= position)
    }

    /// Reads `--as-of`: a position, a time, or nothing for now. Position n means the clock of entry n-1; time T means
    /// all entries up to T, and the clock T. Where a scope ends at a position, so does its clock.
    pub(crate) fn moment(&self, scope: &WorkspaceScope, text: Option<&str>) -> Answer<AsOfView> {
        let size = self.size(scope)?;
        let last = match scope.position() {
            None => self.clock.now(),
            Some(_) => match scope.clock() {
                Some(clock) => clock,
                None => self.store.time_of(scope, size)?.unwrap_or_default(),
            },
        };
        let Some(text) = text else {
            return Ok(AsOfView { position: size, time: last });
        };
        if let Ok(position) = text.parse::<u64>() {
            if position > size {
                let wrong = format!("the log has {size} entries; position {position} lies ahead of it");
                return Err(AppError::input("as-of.ahead", wrong));
            }
            let time = self.store.time_of(scope, position)?.unwrap_or_default();
            return Ok(AsOfView { position, time });
        }
        let time = Timestamp::parse(text).map_err(|e| {
            AppError::input("as-of.malformed", format!("{e}; a position of the log (a number) does as well"))
        })?;
        let time = if scope.position().is_some() { time.min(last) } else { time };
        Ok(AsOfView { position: self.store.position_at(scope, time)?, time })
    }
}
