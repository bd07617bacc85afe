//! Who holds the roles that the standard asks for [5.3].

use assay_domain::Outcome;
use assay_domain::kinds::role_assignment::RoleAssignment;

use super::Finding;
use crate::world::{Record, World};

pub(super) fn assigned(world: &World, roles: &[String]) -> Finding {
    let held: Vec<_> = world
        .of_kind("role-assignment")
        .filter(|r| r.state == "assigned")
        .filter_map(|r| Some((r, r.body::<RoleAssignment>()?)))
        .collect();
    let mut keys = Vec::new();
    let mut open = Vec::new();
    for role in roles {
        let holder = held.iter().find(|(_, body)| {
            let person = body.person.as_ref().and_then(|p| world.get(p.key()));
            body.role.as_deref() == Some(role) && person.is_some_and(Record::is_with_us)
        });
        match holder {
            Some((record, _)) => keys.push(record.key.clone()),
            None => open.push(role.as_str()),
        }
    }
    if open.is_empty() {
        Finding::new(Outcome::Pass, "roles.held", "{roles} are held by named persons", &[("roles", &roles.join(", "))])
    } else if keys.is_empty() {
        Finding::new(Outcome::Missing, "roles.none", "nobody is assigned as {roles}", &[("roles", &open.join(", "))])
    } else {
        Finding::new(Outcome::Fail, "roles.open", "nobody is assigned as {roles}", &[("roles", &open.join(", "))])
    }
    .resting_on(keys)
}
