//! Somebody answers for it, and is still there [A.3.2].

use assay_domain::Outcome;

use super::Finding;
use crate::subjects::Looked;
use crate::world::World;

pub(super) fn active(world: &World, looked: &Looked<'_>) -> Finding {
    let Some(record) = looked.record else {
        return Finding::new(Outcome::Error, "owner.no-record", "there is no record to look at", &[]);
    };
    let owner = record.body.get("owner").and_then(|o| o.as_str()).and_then(|k| k.parse().ok());
    let person = owner.and_then(|key| world.get(&key));
    match person {
        Some(p) if p.is_with_us() => {
            Finding::new(Outcome::Pass, "owner.active", "{owner} answers for it", &[("owner", &p.key)])
        }
        Some(p) => {
            Finding::new(Outcome::Fail, "owner.gone", "its owner {owner} is no longer with us", &[("owner", &p.key)])
        }
        None => Finding::new(Outcome::Missing, "owner.none", "nobody is named as owner", &[]),
    }
    .resting_on([&record.key])
}
