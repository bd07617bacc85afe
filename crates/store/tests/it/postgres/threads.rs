//! A store waits for its answers on whatever thread asks, also on one of a runtime that is not its own.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Place;
use crate::made;
use crate::place::Named;

/// What a task of tokio may do before it has to yield is a hundred-odd steps; whoever asks from within one never yields.
const ASKED: usize = 1_000;

#[test]
fn a_task_of_another_runtime_may_ask_as_often_as_it_likes() {
    let Some(place) = Place::here() else { return };
    let home = place.open(&Named::new());
    home.write(made::task("asked for"));
    let (done, answers) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let sizes = runtime.block_on(async { (0..ASKED).map(|_| home.size()).sum::<u64>() });
        done.send(sizes)
    });
    let sizes = answers.recv_timeout(Duration::from_secs(60)).expect("the thousandth answer comes as the first does");
    assert_eq!(sizes, ASKED as u64);
}
