//! Several writers at once, and the list of what was acknowledged to them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::Line;

/// Writers at once.
const WRITERS: usize = 6;

/// What was acknowledged: by key, its revisions and their titles.
#[derive(Clone, Default)]
pub(crate) struct Acknowledged(Arc<Mutex<BTreeMap<String, BTreeMap<u64, String>>>>);

impl Acknowledged {
    pub(crate) fn note(&self, view: &Value) {
        let key = view["key"].as_str().unwrap().to_owned();
        let (revision, title) = (view["revision"].as_u64().unwrap(), view["title"].as_str().unwrap().to_owned());
        let mut all = self.0.lock().unwrap();
        let other = all.entry(key.clone()).or_default().insert(revision, title);
        assert_eq!(other, None, "revision {revision} of {key} was acknowledged twice");
    }

    pub(crate) fn count(&self) -> usize {
        self.0.lock().unwrap().values().map(BTreeMap::len).sum()
    }

    /// Every acknowledged revision is there, as it was acknowledged.
    pub(crate) fn all_there(&self, line: &mut Line) {
        let heads = heads(line);
        for (key, revisions) in &*self.0.lock().unwrap() {
            let (last, title) = revisions.last_key_value().unwrap();
            let head = heads.get(key).unwrap_or_else(|| panic!("{key} was acknowledged and is gone"));
            assert!(head.0 >= *last, "revision {last} of {key} was acknowledged and is gone");
            if head.0 == *last && revisions.len() == 1 {
                assert_eq!(&head.1, title, "{key}");
                continue;
            }
            let history = line.get(&format!("/api/v1/w/-/records/{key}/history")).unwrap().json();
            let kept: BTreeMap<u64, &str> = history["revisions"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| (r["revision"].as_u64().unwrap(), r["title"].as_str().unwrap()))
                .collect();
            for (revision, title) in revisions {
                assert_eq!(kept.get(revision), Some(&title.as_str()), "revision {revision} of {key}");
            }
        }
    }
}

/// Revision and title of every person.
fn heads(line: &mut Line) -> BTreeMap<String, (u64, String)> {
    let mut heads = BTreeMap::new();
    let mut after = String::new();
    loop {
        let page = line.get(&format!("/api/v1/w/-/records?kind=person&limit=500{after}")).unwrap().json();
        for r in page["records"].as_array().unwrap() {
            let of = (r["revision"].as_u64().unwrap(), r["title"].as_str().unwrap().to_owned());
            heads.insert(r["key"].as_str().unwrap().to_owned(), of);
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return heads,
        }
    }
}

/// Makes a person; the status and what came back, or nothing when the server went away.
pub(crate) fn create(line: &mut Line, title: &str) -> Option<(u16, Value)> {
    let body = json!({"kind": "person", "body": {"title": title}}).to_string();
    let answer = line.send("POST", "/api/v1/w/-/records", &body).ok()?;
    Some((answer.status, answer.json()))
}

/// Changes a person.
pub(crate) fn change(line: &mut Line, key: &str, revision: u64, title: &str) -> Option<(u16, Value)> {
    let body = json!({"body": {"title": title}, "revision": revision}).to_string();
    let answer = line.send("PUT", &format!("/api/v1/w/-/records/{key}"), &body).ok()?;
    Some((answer.status, answer.json()))
}

/// Writers that go on until the server goes away or they are told to end.
pub(crate) struct Load {
    end: Arc<AtomicBool>,
    writers: Vec<JoinHandle<()>>,
}

impl Load {
    pub(crate) fn start(socket: &Path, acknowledged: &Acknowledged) -> Self {
        let end = Arc::new(AtomicBool::new(false));
        let spawn = |_| {
            let (socket, acknowledged, end) = (socket.to_owned(), acknowledged.clone(), Arc::clone(&end));
            thread::spawn(move || write_on(&socket, &acknowledged, &end))
        };
        Self { writers: (0..WRITERS).map(spawn).collect(), end }
    }

    /// Waits until so many were acknowledged in all.
    pub(crate) fn until(&self, acknowledged: &Acknowledged, count: usize) {
        while acknowledged.count() < count {
            assert!(self.writers.iter().any(|w| !w.is_finished()), "the writers ended early");
            thread::sleep(Duration::from_micros(200));
        }
    }

    pub(crate) fn end(self) {
        self.end.store(true, Ordering::Relaxed);
        for writer in self.writers {
            writer.join().unwrap();
        }
    }
}

fn write_on(socket: &Path, acknowledged: &Acknowledged, end: &AtomicBool) {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let Ok(mut line) = Line::open(socket) else { return };
    while !end.load(Ordering::Relaxed) {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let Some((status, made)) = create(&mut line, &format!("person {number}")) else { return };
        assert_eq!(status, 201, "{made}");
        acknowledged.note(&made);
        if number.is_multiple_of(3) {
            let key = made["key"].as_str().unwrap();
            let Some((status, changed)) = change(&mut line, key, 1, &format!("changed {number}")) else { return };
            assert_eq!(status, 200, "{changed}");
            acknowledged.note(&changed);
        }
    }
}
