//! Since when what applies: asked by route, role, class or article.

use serde::Serialize;

use crate::{ActClass, ActRole, Application, Framework, ObligationDetail, Requirement, Route};

/// What to look for; everything left out is not looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct DatesQuery<'a> {
    /// Dates of this route, and those that hold whatever the route.
    pub route: Option<Route>,
    /// Rows that speak to this role.
    pub role: Option<ActRole>,
    /// Rows that speak of any of these classes, or of all; empty: not looked at.
    pub classes: &'a [ActClass],
    /// The row of this id and all below it, for example `art17`.
    pub under: Option<&'a str>,
}

/// One date with what it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Dated<'a> {
    /// The row.
    pub requirement: &'a Requirement,
    /// What the law says of it.
    #[serde(skip)]
    pub obligation: &'a ObligationDetail,
    /// The date, with route, both calendars, sources and certainty.
    pub application: &'a Application,
}

impl Framework {
    /// The dates that answer a query, in the order of the law; none for a framework that is no law. They say when a
    /// row applies, not whether it applies to anybody.
    pub fn dates<'a>(&'a self, query: &DatesQuery<'a>) -> impl Iterator<Item = Dated<'a>> {
        let query = *query;
        self.requirements.iter().filter(move |row| query.under.is_none_or(|id| self.is_under(row, id))).flat_map(
            move |row| {
                let obligation = row.obligation().filter(|o| speaks(o, &query));
                obligation.into_iter().flat_map(move |obligation| {
                    let on_route =
                        move |a: &&Application| query.route.is_none_or(|r| a.route == r || a.route == Route::Any);
                    obligation.applies.iter().filter(on_route).map(move |application| Dated {
                        requirement: row,
                        obligation,
                        application,
                    })
                })
            },
        )
    }

    /// Whether the row has this id or hangs below one that has.
    fn is_under(&self, row: &Requirement, id: &str) -> bool {
        row.id == id || self.parent_of(row).is_some_and(|parent| self.is_under(parent, id))
    }
}

fn speaks(obligation: &ObligationDetail, query: &DatesQuery<'_>) -> bool {
    let classes = &obligation.classes;
    query.role.is_none_or(|role| obligation.roles.contains(&role))
        && (query.classes.is_empty() || classes.is_empty() || query.classes.iter().any(|c| classes.contains(c)))
}
