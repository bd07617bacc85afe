//! One history: what there is, and the steps that chance takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_app::dto::RecordView;
use assay_app::scheduler::{Claimed, Scheduler};
use assay_app::simulated::Parts;
use assay_app::{ErrorClass, Principal, Workspace};
use assay_domain::Timestamp;
use assay_ports::blobs::BlobDigest;
use assay_ports::{Clock, SeededRandom, SimulatedClock};
use assay_store::jobs::JobStore as _;
use assay_store::memory::MemoryStore;
use assay_store::{Store as _, WorkspaceScope};
use serde_json::json;

use crate::client::{Act, Message, Request, Told};
use crate::dice::Dice;
use crate::disk::{DiskFault, SimDisk};
use crate::founded::{ORIGIN, SEED, id, opening, start, template};
use crate::hands::Hands;
use crate::oracle::KEY_DAYS;
use crate::ward::{Bug, Crash, Ward};

const SECOND: i64 = 1_000_000;
/// Most rounds in which everything has to come to rest once faults have stopped.
const PATIENCE: usize = 20;

pub(crate) struct World {
    pub(crate) trace: Vec<String>,
    pub(crate) memory: Arc<MemoryStore>,
    pub(crate) disk: Arc<SimDisk>,
    pub(crate) jobs: Arc<Hands>,
    /// Requests that were answered for good, with the answer.
    pub(crate) done: Vec<(Request, RecordView)>,
    pub(crate) refused: Vec<(Request, String)>,
    /// Deliveries that were acknowledged.
    pub(crate) stored: Vec<(BlobDigest, Vec<u8>)>,
    pub(crate) scope: WorkspaceScope,
    pub(crate) dice: Dice,
    people: Vec<Principal>,
    clock: Arc<SimulatedClock>,
    random: Arc<SeededRandom>,
    bug: Bug,
    ward: Arc<Ward>,
    process: Option<Arc<Workspace>>,
    open: BTreeMap<u64, Request>,
    under_way: Vec<Message>,
    in_hand: Vec<Claimed>,
    last: u64,
}

impl World {
    pub(crate) fn new(seed: u64, bug: Bug) -> Self {
        let template = template();
        let clock = Arc::new(SimulatedClock::at(start().plus_micros(SECOND)));
        let scope = WorkspaceScope::mint(id());
        let of = opening(Arc::<SimulatedClock>::clone(&clock));
        let memory = Arc::new(MemoryStore::copy_of(&template.memory, &scope, of).unwrap());
        let disk = Arc::new(SimDisk::new(bug == Bug::NamesEarly));
        let jobs = Arc::new(Hands::new(bug == Bug::NoLease));
        let mut world = Self {
            trace: vec![format!("seed {seed}")],
            ward: Arc::new(ward(&memory, bug, &clock)),
            memory,
            disk,
            jobs,
            done: Vec::new(),
            refused: Vec::new(),
            stored: Vec::new(),
            scope,
            dice: Dice::new(seed),
            people: template.people.clone(),
            clock,
            random: Arc::new(SeededRandom::new(seed.wrapping_add(1))),
            bug,
            process: None,
            open: BTreeMap::new(),
            under_way: Vec::new(),
            in_hand: Vec::new(),
            last: 0,
        };
        world.start();
        world
    }

    fn say(&mut self, text: String) {
        self.trace.push(text);
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn start(&mut self) {
        let left = self.ward.left_behind();
        self.memory = left;
        self.disk.restart(&mut self.dice);
        self.ward = Arc::new(ward(&self.memory, self.bug, &self.clock));
        let parts = Parts {
            store: Arc::<Ward>::clone(&self.ward),
            blobs: Arc::<SimDisk>::clone(&self.disk),
            clock: Arc::<SimulatedClock>::clone(&self.clock),
            random: Arc::<SeededRandom>::clone(&self.random),
            origin: ORIGIN.to_owned(),
            seed: SEED,
        };
        self.process = Some(Arc::new(Workspace::simulated(parts).unwrap()));
        let size = self.memory.size(&self.scope).unwrap();
        self.say(format!("start at {size}"));
    }

    fn crash(&mut self) {
        if self.process.take().is_some() {
            self.say("crash".to_owned());
        }
    }

    /// Whether a fault has ended the process.
    fn look_for_a_crash(&mut self) {
        if self.ward.has_crashed() || self.disk.is_cut() {
            self.crash();
        }
    }

    pub(crate) fn step(&mut self) {
        match self.dice.below(24) {
            0..=4 => self.ask(),
            5..=10 => self.carry(),
            11 => self.ask_again(),
            12 => self.deliver(),
            13..=14 => self.project(),
            15..=16 => self.pass_time(),
            17..=18 => self.tick(),
            19 => self.take_in_hand(),
            20 => self.finish_in_hand(),
            21 => self.arm(),
            22 if self.dice.one_in(3) => self.crash(),
            _ if self.process.is_none() => self.start(),
            _ => self.carry(),
        }
        self.look_for_a_crash();
    }

    /// Somebody thinks of something to do, from what they know.
    fn ask(&mut self) {
        self.last += 1;
        let (id, mut who) = (self.last, self.dice.below(self.people.len()));
        let mark = format!("mark {id}");
        let day = self.now().plus_days(i64::try_from(self.dice.below(120)).unwrap()).date();
        let known = self.dice.below(self.done.len().max(1));
        let known = self.done.get(known).map(|(_, view)| view.clone()).filter(|_| !self.dice.one_in(3));
        let (act, mark) = match known {
            None if self.dice.one_in(2) => {
                (Act::Create("task", json!({"title": mark, "owner": "PER-1", "due": day})), Some(mark))
            }
            None => {
                let body = json!({"title": mark, "owner": "PER-2", "check": "policy.approved", "subject": "workspace",
                    "reason": "Until the board meets.", "until": day});
                (Act::Create("waiver", body), Some(mark))
            }
            Some(view) if self.dice.one_in(2) => {
                let mut body = view.body.clone();
                body["title"] = json!(mark);
                (Act::Update(view.key, view.revision, body), Some(mark))
            }
            Some(view) => {
                let verb = if view.kind == "task" { "finish" } else { "grant" };
                if verb == "grant" && self.dice.one_in(2) {
                    who = self.dice.below(2);
                }
                (Act::Move(view.key, verb), None)
            }
        };
        self.say(format!("{id}: {} asks {act:?}", self.people[who].name));
        self.open.insert(id, Request { id, who, act, mark });
        self.under_way.push(Message::Request(id));
        if self.dice.one_in(8) {
            self.under_way.push(Message::Request(id));
        }
    }

    fn ask_again(&mut self) {
        let ids: Vec<u64> = self.open.keys().copied().collect();
        if !ids.is_empty() {
            let id = ids[self.dice.below(ids.len())];
            self.say(format!("{id}: asked again"));
            self.under_way.push(Message::Request(id));
        }
    }

    /// Any message under way may arrive next, or be lost.
    fn carry(&mut self) {
        if self.under_way.is_empty() {
            return;
        }
        let at = self.dice.below(self.under_way.len());
        let message = self.under_way.swap_remove(at);
        if self.dice.one_in(6) {
            self.say(format!("lost: {}", name(&message)));
            return;
        }
        self.arrive(message);
    }

    fn arrive(&mut self, message: Message) {
        match message {
            Message::Request(id) => self.serve(id),
            Message::Answer(id, told) => self.hear(id, told),
        }
    }

    fn serve(&mut self, id: u64) {
        let (Some(process), Some(request)) = (self.process.clone(), self.request(id)) else { return };
        let told = match request.perform(&process, &self.people[request.who]) {
            Ok(view) => Told::Done(Box::new(view)),
            Err(e) if e.class == ErrorClass::Unavailable => Told::Later,
            Err(e) => Told::Refused(e.code),
        };
        self.say(format!("{id}: {}", outcome(&told)));
        if !self.ward.has_crashed() {
            self.under_way.push(Message::Answer(id, told));
        }
    }

    fn request(&self, id: u64) -> Option<Request> {
        let of = |r: &&Request| r.id == id;
        let done = self.done.iter().map(|(r, _)| r).chain(self.refused.iter().map(|(r, _)| r));
        self.open.get(&id).or_else(|| done.into_iter().find(of)).cloned()
    }

    fn hear(&mut self, id: u64, told: Told) {
        match told {
            Told::Later => {}
            Told::Done(view) => match self.open.remove(&id) {
                Some(request) => self.done.push((request, *view)),
                None => {
                    // An answer that comes twice says the same, unless it was a refusal once and never became an act.
                    let before = self.done.iter().find(|(r, _)| r.id == id);
                    let before = before.unwrap_or_else(|| panic!("request {id} was refused, then done"));
                    // Once its idempotency key was forgotten, a message that was under way so long is a new request.
                    let forgotten = before.1.at.plus_days(KEY_DAYS - 1) <= view.at;
                    let same = (&before.1.key, before.1.seq) == (&view.key, view.seq);
                    assert!(same || forgotten, "request {id} has two answers");
                }
            },
            Told::Refused(code) => {
                if let Some(request) = self.open.remove(&id) {
                    self.refused.push((request, code));
                }
            }
        }
    }

    fn deliver(&mut self) {
        let Some(process) = self.process.clone() else { return };
        self.last += 1;
        let bytes = format!("artifact {}", self.dice.below(40)).into_bytes();
        let fault = [DiskFault::Write, DiskFault::Sync, DiskFault::CutTemporary, DiskFault::CutName];
        let fault = self.dice.one_in(2).then(|| fault[self.dice.below(fault.len())]);
        let stopped = self.disk.has_stopped();
        self.disk.fail_next(fault);
        let stored = process.put_artifact(&self.people[0], &mut bytes.as_slice());
        self.disk.fail_next(None);
        self.say(format!("deliver with {fault:?}: {:?}", stored.as_ref().map(|s| s.existed).map_err(|e| &e.code)));
        if let Ok(stored) = stored {
            assert!(!stopped, "written to after a failed sync");
            let digest = assay_ports::blobs::unhex(&stored.sha256).unwrap();
            self.stored.push((digest, bytes));
        }
    }

    fn project(&mut self) {
        let Some(process) = self.process.clone() else { return };
        let done = process.project().map_err(|e| e.code);
        self.say(format!("project {done:?}"));
    }

    fn pass_time(&mut self) {
        let spans = [1, 60, 600, 3600, 7 * 3600, 24 * 3600, 20 * 24 * 3600, -3600];
        let seconds = spans[self.dice.below(spans.len())];
        self.clock.advance(seconds * SECOND);
        self.say(format!("{seconds} s pass"));
    }

    fn tick(&mut self) {
        let Some(process) = self.process.clone() else { return };
        self.jobs.lose_next_end(self.dice.one_in(6));
        let ran = self.with_scheduler(|s, now| s.tick(&[process], now, &|| false)).map_err(|e| e.code);
        self.jobs.lose_next_end(false);
        self.say(format!("tick {ran:?}"));
    }

    fn with_scheduler<T>(&self, work: impl FnOnce(Scheduler<'_>, Timestamp) -> T) -> T {
        let scheduler = Scheduler { jobs: &*self.jobs, clock: &*self.clock, random: &*self.random };
        work(scheduler, self.now())
    }

    /// Another process takes a job in hand, and is slow.
    fn take_in_hand(&mut self) {
        let Some(process) = self.process.clone() else { return };
        let claimed = self.with_scheduler(|s, now| s.claim(&process, now)).unwrap();
        self.say(format!("take in hand {:?}", claimed.as_ref().map(Claimed::what)));
        self.in_hand.extend(claimed);
    }

    /// It goes on, or was lost meanwhile.
    fn finish_in_hand(&mut self) {
        let Some(process) = self.process.clone() else { return };
        if let Some(claimed) = self.in_hand.pop() {
            let what = claimed.what();
            if self.dice.one_in(3) {
                self.say(format!("forget {what:?}"));
                return;
            }
            let ended = self.with_scheduler(|s, _| s.perform(&process, claimed, &|| false)).map_err(|e| e.code);
            self.say(format!("finish {what:?}: {ended:?}"));
        }
    }

    fn arm(&mut self) {
        let when = if self.dice.one_in(2) { Crash::Before } else { Crash::After };
        let commit = self.dice.one_in(2);
        if commit {
            self.ward.crash_at_commit(Some(when));
        } else {
            self.ward.crash_at_projection(Some(when));
        }
        self.say(format!("armed: {when:?} {}", if commit { "commit" } else { "projection" }));
    }

    /// Faults stop. Whatever waits has to come to rest.
    pub(crate) fn calm_down(&mut self) {
        self.say("calm".to_owned());
        self.ward.crash_at_commit(None);
        self.ward.crash_at_projection(None);
        if self.process.is_none() || self.disk.has_stopped() {
            self.crash();
            self.start();
        }
        self.in_hand.clear();
        for _ in 0..PATIENCE {
            for message in std::mem::take(&mut self.under_way) {
                self.arrive(message);
            }
            let open: Vec<u64> = self.open.keys().copied().collect();
            self.under_way.extend(open.into_iter().map(Message::Request));
        }
        assert!(self.open.is_empty(), "never answered: {:?}", self.open.keys());
        // Leases of whoever went away run out, and every job comes to its next time.
        for _ in 0..2 {
            self.clock.advance(30 * 3600 * SECOND);
            self.tick_calmly();
        }
        let (rows, now) = (self.jobs.jobs().unwrap(), self.now());
        for row in &rows {
            let state = &row.state;
            let rests = row.lease_until.is_none() && row.next_try > now && state.failures == 0 && !state.dead;
            assert!(rests && state.done.is_some(), "a due job was not done: {row:?}");
            assert_eq!(state.ok, Some(true), "{}: {:?}", row.job, state.text);
        }
        assert_eq!(rows.len(), 4, "every job is planned");
        let process = self.process.clone().unwrap();
        while process.project().unwrap() > 0 {}
        let (through, size) = (self.memory.projected(&self.scope).unwrap(), self.memory.size(&self.scope).unwrap());
        assert_eq!(through, size, "the projector stands still");
        let head = self.memory.checkpoint(&self.scope, None).unwrap().unwrap();
        self.say(format!("rest at {size}: {}", head.replace('\n', " ")));
    }

    fn tick_calmly(&mut self) {
        let process = self.process.clone().unwrap();
        let ran = self.with_scheduler(|s, now| s.tick(&[process], now, &|| false)).unwrap();
        self.say(format!("tick {ran}"));
    }
}

fn ward(memory: &Arc<MemoryStore>, bug: Bug, clock: &Arc<SimulatedClock>) -> Ward {
    let clock = Arc::<SimulatedClock>::clone(clock);
    let copy = move |store: &MemoryStore| {
        let of = opening(Arc::<SimulatedClock>::clone(&clock));
        MemoryStore::copy_of(store, &WorkspaceScope::mint(id()), of).unwrap()
    };
    Ward::new(Arc::clone(memory), bug, Box::new(copy))
}

fn name(message: &Message) -> String {
    match message {
        Message::Request(id) => format!("request {id}"),
        Message::Answer(id, told) => format!("answer {id}, {}", outcome(told)),
    }
}

fn outcome(told: &Told) -> String {
    match told {
        Told::Done(view) => format!("done as {} revision {} at {}", view.key, view.revision, view.seq),
        Told::Refused(code) => format!("refused: {code}"),
        Told::Later => "later".to_owned(),
    }
}
