//! A COMMIT whose answer is lost: the head of the log says what became of it, before anybody is told anything.

use std::sync::Arc;
use std::thread;

use assay_store::postgres::{Database, PostgresStore};
use assay_store::{Store, VerdictChange};

use super::Place;
use super::cluster::SERVING;
use super::proxy::{Cut, Proxy};
use crate::conformance::Home;
use crate::made;
use crate::place::Named;

fn behind(place: &Place, proxy: &Proxy, named: &Named) -> Home {
    let url = format!("host={} user={SERVING} dbname={}", proxy.folder().display(), place.name);
    let database = Database::connect(&url).unwrap();
    named.home(Arc::new(PostgresStore::open(&database, named.opening()).unwrap()), Box::new(()))
}

#[test]
fn a_commit_that_is_cut_off_is_made_once() {
    let Some(place) = Place::here() else { return };
    let (proxy, named) = (Proxy::before(place.cluster.folder()), Named::new());
    let home = behind(&place, &proxy, &named);
    for (number, cut) in [Cut::Never, Cut::Before, Cut::After, Cut::After, Cut::Before].into_iter().enumerate() {
        let turns = "SELECT turn FROM assay.log_head";
        let before: u64 = place.sql("postgres", turns).unwrap().parse().unwrap();
        proxy.arm(cut);
        let written = home.write(made::task(&format!("cut {cut:?}")).named(&number.to_string()));
        assert_eq!((written.seq, written.key.number()), (number as u64, number as u64 + 1));
        let after: u64 = place.sql("postgres", turns).unwrap().parse().unwrap();
        assert_eq!(after, before + 1, "{cut:?}: one transaction stands, whatever it took");
        home.sound();
    }
    // A COMMIT that was carried out was confirmed by another, since it may not have been on the standby.
    assert_eq!(place.sql("postgres", "SELECT seen FROM assay.log_head").unwrap(), "2");
}

#[test]
fn verdicts_cut_off_are_written_once() {
    let Some(place) = Place::here() else { return };
    let (proxy, named) = (Proxy::before(place.cluster.folder()), Named::new());
    let home = behind(&place, &proxy, &named);
    for (position, cut) in (1..).zip([Cut::Before, Cut::After, Cut::After]) {
        proxy.arm(cut);
        let end = VerdictChange::End(position, "c".to_owned(), "workspace".to_owned());
        home.store.project(&home.scope, position, vec![end]).unwrap();
        assert_eq!(home.store.projected(&home.scope).unwrap(), position);
    }
    assert_eq!(place.sql("postgres", "SELECT turn FROM assay.log_head").unwrap(), "3");
}

/// Two processes of the same workspace: each goes on from what the other wrote, and a later epoch shuts the earlier out.
#[test]
fn two_processes_write_one_log() {
    let Some(place) = Place::here() else { return };
    let named = Named::new();
    let (a, b) = (place.open(&named), place.open(&named));
    for round in 0..5 {
        let first = a.write(made::task("a").named(&format!("n{round}")));
        b.write(made::after(&first, "task", "b"));
        assert!(a.commit(made::change([made::after(&first, "task", "late")])).is_err());
        assert!(a.commit(made::change([made::task("x").named(&format!("n{round}")), made::task("y")])).is_ok());
    }
    a.sound();
    b.sound();
    assert_eq!(a.size(), b.size());
    let url = place.cluster.url(SERVING, &place.name);
    let database = Database::connect(&url).unwrap();
    let opening = named.opening_of(named.workspace, 2);
    let later = PostgresStore::open(&database, opening).unwrap();
    later.commit(&named.scope(), made::change([made::task("in epoch 2")])).unwrap();
    let stopped = a.commit(made::change([made::task("in epoch 1")])).unwrap_err();
    assert!(stopped.to_string().contains("epoch 2"), "{stopped}");
    assert!(PostgresStore::open(&database, named.opening()).is_err(), "and cannot be opened any more");
    let size = later.size(&named.scope()).unwrap();
    let note = later.checkpoint(&named.scope(), Some(size)).unwrap().unwrap();
    assert!(note.lines().next().unwrap().ends_with("/2"));
}

/// What PostgreSQL cannot take aborts a whole transaction; of a batch, the one to blame pays alone.
#[test]
fn a_change_that_the_database_refuses_leaves_its_neighbours_alone() {
    let Some(place) = Place::here() else { return };
    let home = place.open(&Named::new());
    let refused: usize = thread::scope(|threads| {
        let all: Vec<_> = (0..48)
            .map(|n| {
                let home = &home;
                threads.spawn(move || {
                    // No text of PostgreSQL holds a NUL, and no kind has such a prefix.
                    let draft = if n % 16 == 3 { made::new("task", "T\0K", "bad") } else { made::task("good") };
                    usize::from(home.commit(made::change([draft])).is_err())
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!((refused, home.size()), (3, 45));
    home.sound();
}
