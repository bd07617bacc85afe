//! Notices of what runs out. They follow from records, verdicts and the clock; kept is only that notice was given, and
//! who took it.
//!
//! A notice stands while the record is at the revision it speaks of and the date is what it was; whoever changes the
//! record answers it by that.

mod ending;
mod table;

use std::collections::BTreeMap;

use assay_domain::{Action, Timestamp};
use assay_store::jobs::{JobStore as _, NoticeRow};

use ending::{End, ending_of};
pub(crate) use ending::{ending, is_undated, last_day, reporting_clock};

use crate::access::Principal;
use crate::dto::{NoticeList, NoticeView};
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Days before the end at which notice is given, nearest first.
const THRESHOLDS: [u32; 3] = [7, 30, 90];

/// The threshold that something has come to: 0 once it has run out, nothing while there is time.
pub(crate) fn threshold(ends: Timestamp, now: Timestamp) -> Option<u32> {
    if ends <= now {
        return Some(0);
    }
    THRESHOLDS.into_iter().find(|days| ends <= now.plus_days(i64::from(*days)))
}

impl Installation {
    /// Notices that stand, as far as the asker may see the records they are about. Of each date only the nearest
    /// threshold is shown.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn list_notices(&self, workspace: &Workspace, principal: &Principal) -> Answer<NoticeList> {
        let scope = workspace.enter(principal, Action::Read)?;
        workspace.settle(&scope)?;
        let mut given = self.control.notices(workspace.id)?;
        if scope.position().is_some() {
            // Whoever looks at the past sees what notice had been given then.
            let then = workspace.moment(&scope, None)?.time;
            given.retain(|notice| notice.at <= then);
        }
        let ends = ending_of(workspace, &scope, &given.iter().map(|n| n.item.as_str()).collect(), principal.lang)?;
        Ok(NoticeList { notices: standing(ends, given, principal) })
    }

    /// Notes that the asker took notice.
    ///
    /// # Errors
    /// When there is no such notice that they may see, or somebody took it before.
    pub fn acknowledge_notice(&self, workspace: &Workspace, principal: &Principal, id: u64) -> Answer<NoticeView> {
        workspace.enter(principal, Action::Write)?;
        let find = |list: NoticeList| list.notices.into_iter().find(|n| n.id == id);
        let missing = || AppError::not_found(format!("notice {id} that stands; see `assay notice list`"));
        find(self.list_notices(workspace, principal)?).ok_or_else(missing)?;
        let (by, now) = (principal.key.to_string(), self.clock.now());
        if !self.control.acknowledge(workspace.id, id, &by, now)? {
            let text = format!("somebody took notice {id} before");
            return Err(AppError::new(ErrorClass::Conflict, "notice.acknowledged", text));
        }
        find(self.list_notices(workspace, principal)?).ok_or_else(missing)
    }
}

/// What of the notices given still holds, for one reader.
fn standing(ends: Vec<End>, given: Vec<NoticeRow>, principal: &Principal) -> Vec<NoticeView> {
    let mut nearest: BTreeMap<(String, String, u32, Timestamp), NoticeRow> = BTreeMap::new();
    for row in given {
        let of = (row.item.clone(), row.field.clone(), row.revision, row.ends);
        if nearest.get(&of).is_none_or(|held| row.days < held.days) {
            nearest.insert(of, row);
        }
    }
    let seen = ends.into_iter().filter(|end| principal.sees_kind(&end.guarded_as));
    let mut notices: Vec<NoticeView> = seen
        .filter_map(|end| {
            let row = nearest.remove(&(end.item.clone(), end.field.clone(), end.revision, end.ends))?;
            Some(view(end, row))
        })
        .collect();
    notices.sort_by_key(|notice| (notice.ends, notice.id));
    notices
}

fn view(end: End, row: NoticeRow) -> NoticeView {
    let (code, when) = match row.days {
        0 => ("notice.ended", "ran out on"),
        _ => ("notice.ends-within", "runs out on"),
    };
    let text = format!("{} of {} {when} {}", end.label, end.item, end.ends);
    let (acknowledged_by, acknowledged_at) = row.acknowledged.unzip();
    NoticeView {
        id: row.id,
        code: code.to_owned(),
        text,
        key: end.item,
        kind: end.kind,
        title: end.title,
        revision: end.revision,
        field: end.field,
        ends: end.ends,
        days: row.days,
        owner: end.owner,
        given_at: row.at,
        acknowledged_by,
        acknowledged_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sight;

    #[test]
    fn the_nearest_threshold_counts() {
        let now = Timestamp::from_micros(0);
        let of = |days: i64| threshold(now.plus_days(days), now);
        assert_eq!(
            [of(91), of(90), of(31), of(30), of(8), of(7), of(1)].map(|d| d.unwrap_or(999)),
            [999, 90, 90, 30, 30, 7, 7]
        );
        assert_eq!((of(0), of(-500)), (Some(0), Some(0)));
    }

    #[test]
    fn what_somebody_may_not_see_is_left_out() {
        let workspace = assay_domain::WorkspaceId::from_random([1; 16]);
        let end = |item: &str, kind: &str| End {
            item: item.to_owned(),
            kind: kind.to_owned(),
            guarded_as: kind.to_owned(),
            title: String::new(),
            revision: 1,
            field: "due".to_owned(),
            label: "Due".to_owned(),
            ends: Timestamp::from_micros(5),
            owner: None,
        };
        let given = |item: &str, id| NoticeRow {
            id,
            workspace,
            item: item.to_owned(),
            field: "due".to_owned(),
            revision: 1,
            ends: Timestamp::from_micros(5),
            days: 7,
            at: Timestamp::from_micros(1),
            acknowledged: None,
        };
        let mut reader = Principal {
            workspace,
            member: assay_domain::RecordId::from_random([2; 16]),
            key: assay_domain::Key::new("MBR", 1),
            name: "Vera".to_owned(),
            roles: Vec::new(),
            actions: [Action::Read].into(),
            only: BTreeMap::new(),
            via: assay_domain::Via::Api,
            token: None,
            proved: None,
            sight: Sight::default(),
            lang: assay_domain::Lang::En,
            glance: crate::Glance::default(),
        };
        let seen = |reader: &Principal| {
            let ends = vec![end("CRN-1", "concern"), end("TSK-1", "task")];
            let notices = standing(ends, vec![given("CRN-1", 1), given("TSK-1", 2)], reader);
            notices.into_iter().map(|n| n.id).collect::<Vec<_>>()
        };
        assert_eq!(seen(&reader), [2]);
        reader.actions.insert(Action::Handle);
        assert_eq!(seen(&reader), [1, 2]);
    }
}
