//! Whole histories under one seed: clients, a network that loses and reorders, a process that crashes, a disk that
//! refuses, a clock that jumps, two hands at the jobs. One thread, so a seed gives one history.
//!
//! A failure prints its seed; `ASSAY_SIM_SEED=n cargo test -p assay-app --test sim` plays it again with its trace.
//! What is simulated is the writer's `step` over the store in memory, the projection, the jobs and the use cases above
//! them. SQLite and PostgreSQL have tests of their own that kill them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may stop")]

mod client;
mod dice;
mod disk;
mod founded;
mod hands;
mod oracle;
mod tally;
mod ward;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tally::Tally;
use ward::Bug;
use world::World;

/// Seeds of a run.
const SEEDS: u64 = 200;
/// Steps of a history before the faults stop.
const STEPS: usize = 60;

/// Plays a history to its end and checks it. Gives back its trace.
fn play(seed: u64, bug: Bug) -> Result<Vec<String>, String> {
    let mut world = World::new(seed, bug);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..STEPS {
            world.step();
        }
        world.calm_down();
        oracle::check(&mut world)
    }));
    let told = match outcome {
        Ok(Ok(())) => return Ok(world.trace),
        Ok(Err(wrong)) => wrong,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            text.or_else(|| panic.downcast_ref::<&str>().map(|t| (*t).to_owned())).unwrap_or_default()
        }
    };
    Err(format!("{told}\ntrace:\n{}", world.trace.join("\n")))
}

#[test]
fn histories_hold() {
    let only: Option<u64> = std::env::var("ASSAY_SIM_SEED").ok().and_then(|text| text.parse().ok());
    let seeds: Vec<u64> = only.map_or((0..SEEDS).collect(), |seed| vec![seed]);
    // A history is one thread; several histories may go on beside each other.
    let hands = std::thread::available_parallelism().map_or(1, usize::from).min(seeds.len());
    let played: Vec<(u64, Result<Vec<String>, String>)> = std::thread::scope(|scope| {
        let (seeds, share) = (&seeds, |hand: usize| move |at: &(usize, &u64)| at.0 % hands == hand);
        let work = |hand| {
            move || seeds.iter().enumerate().filter(share(hand)).map(|(_, s)| (*s, play(*s, Bug::None))).collect()
        };
        let threads: Vec<_> = (0..hands).map(|hand| scope.spawn(work(hand))).collect();
        threads.into_iter().flat_map(|t| -> Vec<_> { t.join().unwrap() }).collect()
    });
    let mut seen = Tally::default();
    for (seed, outcome) in played {
        match outcome {
            Ok(trace) => {
                seen.count(&trace);
                if only.is_some() {
                    show(&trace);
                }
            }
            Err(wrong) => panic!("seed {seed}: {wrong}\nASSAY_SIM_SEED={seed} cargo test -p assay-app --test sim"),
        }
    }
    if only.is_none() {
        seen.demand_variety();
    }
}

fn show(trace: &[String]) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{}", trace.join("\n"));
}

#[test]
fn a_seed_gives_one_history() {
    for seed in [3, 71] {
        let (first, second) = (play(seed, Bug::None).unwrap(), play(seed, Bug::None).unwrap());
        assert_eq!(first, second, "seed {seed}");
    }
    assert_ne!(play(3, Bug::None).unwrap().last(), play(4, Bug::None).unwrap().last());
}

/// Whether some seed of the first few shows that something is wrong, and says what.
fn finds(bug: Bug, words: &[&str]) {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found = (0..30).find_map(|seed| play(seed, bug).err());
    std::panic::set_hook(hook);
    let found = found.unwrap_or_else(|| panic!("{bug:?} goes unnoticed"));
    let first = found.lines().next().unwrap_or_default();
    assert!(words.iter().any(|w| first.contains(w)), "{bug:?} is noticed as: {first}");
}

#[test]
fn a_store_that_answers_before_it_keeps_is_found() {
    finds(Bug::AnswersEarly, &["acknowledged and lost"]);
}

#[test]
fn a_store_that_forgets_idempotency_keys_is_found() {
    finds(Bug::AppliesTwice, &["applied 2 times", "has two answers"]);
}

#[test]
fn a_disk_that_names_before_it_syncs_is_found() {
    finds(Bug::NamesEarly, &["stored bytes"]);
}

#[test]
fn jobs_without_leases_are_found() {
    finds(Bug::NoLease, &["ended 2 times"]);
}

#[test]
fn verdicts_that_miss_an_entry_are_found() {
    finds(Bug::SkipsVerdicts, &["verdicts differ"]);
}
