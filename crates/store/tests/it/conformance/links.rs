//! Links: edges out of bodies, each with its interval.

use assay_domain::Key;
use assay_store::{CommitError, Filter, ListQuery};

use super::{Fresh, Home};
use crate::made;

fn pointing(home: &Home, to: &Key, as_of: Option<u64>) -> Vec<String> {
    let filters = vec![Filter::Links("owner".to_owned(), to.clone())];
    let query = ListQuery { filters, as_of, limit: 10, ..ListQuery::default() };
    home.all(&query).into_iter().map(|r| r.key.to_string()).collect()
}

pub(crate) fn links_stand_from_their_revision_until_the_next(fresh: Fresh) {
    let home = fresh();
    let ana = home.write(made::new("person", "PER", "Ana"));
    let rui = home.write(made::new("person", "PER", "Rui"));
    let owned = home.write(made::task("x").linked("owner", &ana.key).linked("helper", &ana.key));
    let kept = home.write(made::after(&owned, "task", "y").linked("owner", &ana.key));
    let moved = home.write(made::after(&kept, "task", "z").linked("owner", &rui.key));
    home.write(made::after(&moved, "task", "back").linked("owner", &ana.key));

    let told: Vec<_> = home.store.links_to(&home.scope, &ana.key).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].from.to_string().as_str(), told[0].field.as_str()), ("TSK-1", "owner"));
    assert!(home.store.links_to(&home.scope, &rui.key).unwrap().is_empty());

    let over_time = |to: &Key| (0..=6).map(|n| pointing(&home, to, Some(n)).len()).collect::<Vec<_>>();
    assert_eq!(over_time(&ana.key), [0, 0, 0, 1, 1, 0, 1]);
    assert_eq!(over_time(&rui.key), [0, 0, 0, 0, 0, 1, 0]);
    assert_eq!(pointing(&home, &ana.key, None), ["TSK-1"]);
    home.sound();
}

pub(crate) fn a_link_to_nothing_is_refused(fresh: Fresh) {
    let home = fresh();
    let nowhere = Key::new("PER", 1);
    let refused = home.commit(made::change([made::task("x").linked("owner", &nowhere)]));
    assert!(
        matches!(&refused, Err(CommitError::DanglingLink { field, to }) if field == "owner" && *to == nowhere),
        "{refused:?}"
    );
    assert_eq!(home.size(), 0);
    // Within a change, what comes first may be pointed at by what comes later.
    let both = [made::new("person", "PER", "Ana"), made::task("x").linked("owner", &nowhere)];
    assert_eq!(home.commit(made::change(both)).unwrap().written.len(), 2);
    home.sound();
}
