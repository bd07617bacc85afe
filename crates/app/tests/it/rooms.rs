//! An audit room: what is seen inside, what can be done there, and that it is over at its minute.

use assay_app::log::BundleRequest;
use assay_app::records::{ChangesRequest, CreateRequest, ListRequest};
use assay_app::rooms::{AnswerMove, AnswerRequest, AskRequest, NoteRequest, OpenRoom, SampleRequest};
use assay_app::sign_in::NewAccount;
use assay_app::{Answer, ErrorClass, Principal, Workspace};
use assay_domain::sampling::draw;
use assay_domain::{Digest, Timestamp};
use assay_log::Checkpoint;
use serde_json::json;

use crate::house::{EVERYTHING, House, Open};
use crate::sign_in::PASSWORD;

const MINUTE: i64 = 60 * 1_000_000;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A house that is audited: a certification audit, and a member from the certification body.
struct Audited {
    house: House,
    audit: String,
    member: String,
    /// A token of the auditor.
    secret: String,
}

impl Audited {
    fn new() -> Self {
        let house = House::new();
        let open = house.open();
        let audit = open.create(&open.owner, "certification-audit", json!({"title": "Stage 2", "owner": "PER-1"}));
        let audit = audit.unwrap().key;
        let person = open.create(&open.owner, "person", json!({"title": "Declan Shaw"})).unwrap().key;
        let body = json!({"title": "Declan Shaw", "person": person, "roles": ["external-auditor"],
            "until": "2026-12-31T18:00:00Z"});
        let member = open.create(&open.owner, "member", body).unwrap().key;
        let mut scopes = EVERYTHING.to_vec();
        scopes.push(assay_domain::Action::Ask);
        let secret = open.token(Some(&member), &scopes);
        Self { house, audit, member, secret }
    }

    fn open(&self) -> &Open {
        self.house.open()
    }

    fn ws(&self) -> &Workspace {
        &self.open().workspace
    }

    fn request(&self, until: &str, as_of: Option<&str>) -> OpenRoom {
        OpenRoom {
            title: "Stage 2, November".to_owned(),
            owner: None,
            audit: None,
            certification_audit: Some(self.audit.clone()),
            auditors: vec![self.member.clone()],
            from: None,
            until: at(until),
            requirements: vec!["iso42001".to_owned()],
            as_of: as_of.map(str::to_owned),
        }
    }

    /// Opens a room at noon of the same day; gives its key.
    fn room(&self) -> String {
        self.ws().open_room(&self.open().owner, &self.request("2026-11-25T12:00:00Z", None), None).unwrap().key
    }

    fn auditor(&self) -> Answer<Principal> {
        self.open().installation.by_token(&self.secret).map(|found| found.0)
    }

    fn size(&self) -> u64 {
        self.ws().changes(&self.open().owner, &ChangesRequest::default()).unwrap().size
    }
}

fn code<T: std::fmt::Debug>(answer: Answer<T>) -> String {
    answer.unwrap_err().code
}

fn asked() -> AskRequest {
    AskRequest {
        title: "Signatures of releases".to_owned(),
        request: "Show the signature of each part of the last three releases.".to_owned(),
        requirement: Some("iso42001:A.6.2.5".to_owned()),
        due: None,
    }
}

#[test]
fn without_an_open_room_an_auditor_from_outside_sees_nothing() {
    let audited = Audited::new();
    let refused = audited.auditor().unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "room.none"));
    let room = audited.room();
    assert_eq!(audited.auditor().unwrap().sight.room.map(|k| k.to_string()), Some(room.clone()));
    audited.ws().end_room(&audited.open().owner, &room).unwrap();
    assert_eq!(code(audited.auditor()), "room.none");
    assert_eq!(code(audited.ws().end_room(&audited.open().owner, &room)), "transition.not-from-here");
}

/// Whoever audits from outside makes their account before there is a room.
#[test]
fn an_auditor_takes_up_an_invitation_and_waits_for_their_room() {
    let audited = Audited::new();
    let open = audited.open();
    let invited = open.installation.invite(&open.workspace, &open.owner, &audited.member).unwrap();
    let secret = invited.path.rsplit('/').next().unwrap();
    assert_eq!(open.installation.invited(secret).unwrap().0, "Declan Shaw");
    let account = NewAccount { login: "declan@body.example".to_owned(), password: PASSWORD.to_owned() };
    let session = open.installation.take_up(secret, &account).unwrap().session;
    let come_in = || open.installation.by_session(&session, None).map(|found| found.0);
    assert_eq!(code(come_in()), "room.none");
    let room = audited.room();
    let inside = come_in().unwrap();
    assert_eq!(inside.sight.room.as_ref().map(ToString::to_string), Some(room.clone()));
    // What is being asked is kept, though they see a moment of the past.
    let typed = std::collections::BTreeMap::from([("title".to_owned(), vec!["Half a sent".to_owned()])]);
    open.installation.keep_draft(audited.ws(), &inside, "/room#new-request", &typed).unwrap();
    let request = audited.ws().ask(&inside, &room, &asked(), None).unwrap();
    let answer =
        AnswerRequest { answer: "Here.".to_owned(), evidence: Vec::new(), documents: Vec::new(), revision: None };
    let rui = open.member("Rui", "contributor");
    audited.ws().answer_request(&rui, &room, &request.key, &answer).unwrap();
    // Accepting is a signature: some minutes after the proof another one is asked for.
    audited.house.clock.advance(6 * MINUTE);
    let inside = come_in().unwrap();
    let accept = || audited.ws().judge_answer(&inside, &room, &request.key, AnswerMove::Accept);
    assert_eq!(code(accept()), "signature.prove");
}

#[test]
fn a_room_is_over_at_its_minute_and_nobody_has_to_end_it() {
    let audited = Audited::new();
    let room = audited.room();
    let inside = audited.auditor().unwrap();
    assert_eq!(inside.sight.until, Some(at("2026-11-25T12:00:00Z")));
    let owner = &audited.open().owner;
    audited.house.clock.set(at("2026-11-25T11:58:30Z"));
    let view = audited.ws().room(owner, &room).unwrap();
    assert_eq!((view.state.as_str(), view.minutes_left), ("open", 2));
    audited.ws().ask(&inside, &room, &asked(), None).unwrap();
    audited.house.clock.set(at("2026-11-25T12:00:00Z"));
    assert_eq!(code(audited.auditor()), "room.none");
    // Whoever came in before is not served any more either.
    for refused in [
        code(audited.ws().room(&inside, &room)),
        code(audited.ws().list(&inside, &ListRequest::default())),
        code(audited.ws().show(&inside, "PER-1", None)),
        code(audited.ws().ask(&inside, &room, &asked(), None)),
        code(audited.ws().notes(&inside, &room)),
        code(audited.ws().follow(&inside).map(|(_, size)| size)),
    ] {
        assert_eq!(refused, "access.ended");
    }
    let view = audited.ws().room(owner, &room).unwrap();
    assert_eq!((view.state.as_str(), view.minutes_left, view.requests.len()), ("ended", 0, 1));
}

#[test]
fn the_earlier_of_member_and_room_counts() {
    let audited = Audited::new();
    audited.house.clock.set(at("2026-12-30T09:00:00Z"));
    let until = audited.request("2027-01-15", None);
    audited.ws().open_room(&audited.open().owner, &until, None).unwrap();
    assert_eq!(audited.auditor().unwrap().sight.until, Some(at("2026-12-31T18:00:00Z")));
    audited.house.clock.set(at("2026-12-31T18:00:00Z"));
    assert_eq!(code(audited.auditor()), "access.ended");
}

#[test]
fn what_was_made_after_the_position_is_not_there() {
    let audited = Audited::new();
    let open = audited.open();
    let before = open.create(&open.owner, "task", json!({"title": "before", "owner": "PER-1"})).unwrap().key;
    let room = audited.room();
    let after = open.create(&open.owner, "task", json!({"title": "after", "owner": "PER-1"})).unwrap().key;
    open.change(&open.owner, &before, &json!({"title": "before, mended"})).unwrap();
    let inside = audited.auditor().unwrap();
    let position = inside.sight.position.unwrap();
    assert_eq!(audited.ws().show(&inside, &before, None).unwrap().title, "before");
    assert_eq!(audited.ws().history(&inside, &before).unwrap().revisions.len(), 1);
    let far = audited.size().to_string();
    for as_of in [None, Some("2026-11-25T10:00:00Z"), Some(far.as_str())] {
        let refused = audited.ws().show(&inside, &after, as_of).unwrap_err();
        assert!(matches!(refused.class, ErrorClass::NotFound | ErrorClass::Input), "{as_of:?}: {refused:?}");
    }
    assert_eq!(audited.ws().show(&inside, &room, None).unwrap().state, "preparing", "it was opened after that");
    let tasks = ListRequest { kind: Some("task".to_owned()), ..ListRequest::default() };
    let seen: Vec<String> = audited.ws().list(&inside, &tasks).unwrap().records.into_iter().map(|r| r.key).collect();
    assert_eq!(seen, [before]);
    let changes = audited.ws().changes(&inside, &ChangesRequest { after: 0, limit: Some(500) }).unwrap();
    assert!(changes.size <= position && changes.changes.iter().all(|c| c.position <= position));
}

#[test]
fn nothing_is_written_from_a_room_but_requests_and_notes() {
    let audited = Audited::new();
    let open = audited.open();
    let task = open.create(&open.owner, "task", json!({"title": "t", "owner": "PER-1"})).unwrap().key;
    let room = audited.room();
    let inside = audited.auditor().unwrap();
    let size = audited.size();
    let new = |kind: &str, body| CreateRequest { kind: kind.to_owned(), body, effective: None };
    let refused = [
        code(audited.ws().create(&inside, &new("task", json!({"title": "t", "owner": "PER-1"})), None)),
        code(audited.ws().create(&inside, &new("audit-note", json!({"title": "t"})), None)),
        code(audited.ws().create(&inside, &new("audit-request", json!({"title": "t", "owner": "PER-1"})), None)),
        code(open.change(&inside, &task, &json!({"title": "x"}))),
        code(open.transition(&inside, &task, "finish")),
        code(audited.ws().end_room(&inside, &room)),
        code(audited.ws().open_room(&inside, &audited.request("2026-11-26", None), None)),
        code(open.deliver(&inside, "1.0.0.eval", "SYS-1").map(drop)),
    ];
    for code in refused {
        assert!(["access.read_only", "role.lacks-action", "kind.managed"].contains(&code.as_str()), "{code}");
    }
    assert_eq!(audited.size(), size, "nothing was recorded");
    // Another room is none of theirs.
    let other = audited.ws().ask(&inside, "ROOM-9", &asked(), None).unwrap_err();
    assert_eq!(other.class, ErrorClass::NotFound);
}

#[test]
fn asked_answered_returned_and_accepted() {
    let audited = Audited::new();
    let room = audited.room();
    let open = audited.open();
    let inside = audited.auditor().unwrap();
    let request = audited.ws().ask(&inside, &room, &asked(), None).unwrap();
    assert_eq!((request.state.as_str(), request.asked_by.as_deref()), ("open", Some("Declan Shaw")));
    let evidence = open.create(&open.owner, "document", json!({"title": "Manifest of releases", "owner": "PER-1"}));
    let shown = evidence.unwrap().key;
    assert_eq!(audited.ws().shown_in_room(&inside, &room, &shown).unwrap_err().class, ErrorClass::NotFound);
    let rui = open.member("Rui", "contributor");
    let answer = |text: &str| AnswerRequest {
        answer: text.to_owned(),
        evidence: Vec::new(),
        documents: vec![shown.clone()],
        revision: None,
    };
    let answered = audited.ws().answer_request(&rui, &room, &request.key, &answer("Two are signed.")).unwrap();
    assert_eq!((answered.state.as_str(), answered.answered_by.as_deref()), ("answered", Some("Rui")));
    assert_eq!(audited.ws().room(&open.owner, &room).unwrap().waiting, 0);

    // The auditor reads the answer, and what was shown with it though it is younger than the position.
    let seen = audited.ws().room(&inside, &room).unwrap().requests.remove(0);
    assert_eq!(seen.answer.as_deref(), Some("Two are signed."));
    assert!(seen.shown[0].later && seen.shown[0].key == shown);
    assert_eq!(audited.ws().shown_in_room(&inside, &room, &shown).unwrap().title, "Manifest of releases");
    assert_eq!(audited.ws().show(&inside, &shown, None).unwrap_err().class, ErrorClass::NotFound);

    let back = audited.ws().judge_answer(&inside, &room, &request.key, AnswerMove::Return).unwrap();
    assert_eq!((back.state.as_str(), back.returned), ("open", 1));
    audited.ws().answer_request(&rui, &room, &request.key, &answer("The third is signed now.")).unwrap();
    let done = audited.ws().judge_answer(&inside, &room, &request.key, AnswerMove::Accept).unwrap();
    assert_eq!(done.state, "accepted");
    let record = open.workspace.show(&open.owner, &request.key, None).unwrap();
    assert_eq!(record.actor, audited.member, "the signature is the auditor's");
    assert_eq!(
        code(audited.ws().judge_answer(&inside, &room, &request.key, AnswerMove::Accept)),
        "transition.not-from-here"
    );
}

#[test]
fn requests_of_other_audits_are_not_in_the_room() {
    let audited = Audited::new();
    let open = audited.open();
    let other = open.create(&open.owner, "certification-audit", json!({"title": "Other", "owner": "PER-1"})).unwrap();
    let room = audited.room();
    let reviewer = open.member("Rita", "internal-auditor");
    let body = json!({"title": "elsewhere", "owner": "PER-1", "certification_audit": other.key, "request": "x"});
    let elsewhere = open.create(&reviewer, "audit-request", body).unwrap().key;
    let inside = audited.auditor().unwrap();
    assert!(audited.ws().room(&inside, &room).unwrap().requests.is_empty());
    let refused = audited.ws().judge_answer(&inside, &room, &elsewhere, AnswerMove::Withdraw).unwrap_err();
    assert_eq!(refused.class, ErrorClass::NotFound);
}

#[test]
fn a_note_is_seen_by_its_author_and_by_nobody_else() {
    const SECRET: &str = "the third release worries me";
    let audited = Audited::new();
    let room = audited.room();
    let open = audited.open();
    let inside = audited.auditor().unwrap();
    let before = audited.size();
    let note = NoteRequest { text: format!("{SECRET}\nask Ana"), about: Some("A.6.2.5".to_owned()) };
    let kept = audited.ws().keep_note(&inside, &room, &note, None).unwrap();
    assert_eq!(audited.size(), before + 1, "the log has an entry");
    assert_eq!(audited.ws().notes(&inside, &room).unwrap().notes[0].text, note.text);

    // A second auditor of the same room has notes of their own.
    let person = open.create(&open.owner, "person", json!({"title": "Mara"})).unwrap().key;
    let body = json!({"title": "Mara", "person": person, "roles": ["external-auditor"], "until": "2026-12-31"});
    let mara = open.create(&open.owner, "member", body).unwrap().key;
    let both = OpenRoom {
        auditors: vec![audited.member.clone(), mara.clone()],
        ..audited.request("2026-11-25T12:00:00Z", None)
    };
    let second = audited.ws().open_room(&open.owner, &both, None).unwrap().key;
    let scopes = [assay_domain::Action::Read, assay_domain::Action::Ask];
    let mara = open.come_in(&open.token(Some(&mara), &scopes));
    assert!(audited.ws().notes(&mara, &second).unwrap().notes.is_empty());
    let inside = audited.auditor().unwrap();
    assert_eq!(audited.ws().notes(&inside, &second).unwrap().notes.len(), 1, "one's own notes go along");

    let all = [EVERYTHING.to_vec(), vec![assay_domain::Action::Ask, assay_domain::Action::Handle]].concat();
    let owner = open.come_in(&open.token(None, &all));
    for by in [&owner, &open.owner, &inside, &mara] {
        assert_eq!(audited.ws().show(by, &kept.key, None).unwrap_err().class, ErrorClass::NotFound, "{}", by.name);
        assert_eq!(audited.ws().history(by, &kept.key).unwrap_err().class, ErrorClass::NotFound);
        for request in [
            ListRequest { kind: Some("audit-note".to_owned()), ..ListRequest::default() },
            ListRequest { q: Some("worries".to_owned()), ..ListRequest::default() },
            ListRequest { link: Some(format!("room:{room}")), ..ListRequest::default() },
        ] {
            assert!(audited.ws().list(by, &request).unwrap().records.is_empty(), "{}: {request:?}", by.name);
        }
        let changes = audited.ws().changes(by, &ChangesRequest { after: 0, limit: Some(500) }).unwrap().changes;
        assert!(changes.iter().all(|c| c.kind != "audit-note"));
        let mut tar = Vec::new();
        audited.ws().bundle(by, &BundleRequest::default(), &mut tar).unwrap();
        assert!(!String::from_utf8_lossy(&tar).contains(SECRET), "{}", by.name);
    }
    assert_eq!(code(audited.ws().notes(&owner, &room)), "room.none");
}

#[test]
fn a_sample_is_the_same_whoever_draws_it_and_another_seed_draws_another() {
    let audited = Audited::new();
    let open = audited.open();
    for n in 0..40 {
        open.create(&open.owner, "task", json!({"title": format!("task {n}"), "owner": "PER-1"})).unwrap();
    }
    let room = audited.room();
    for n in 40..60 {
        open.create(&open.owner, "task", json!({"title": format!("task {n}"), "owner": "PER-1"})).unwrap();
    }
    let inside = audited.auditor().unwrap();
    let request = SampleRequest { kind: "task".to_owned(), state: Some("open".to_owned()), size: Some(8), word: None };
    let drawn = audited.ws().draw_sample(&inside, &room, &request).unwrap();
    let keys = |sample: &assay_app::dto::SampleView| sample.items.iter().map(|i| i.key.clone()).collect::<Vec<_>>();
    assert_eq!((drawn.population, drawn.items.len()), (40, 8), "as it stood at the position");
    assert_eq!(keys(&audited.ws().draw_sample(&open.owner, &room, &request).unwrap()), keys(&drawn));

    // Drawn again from what is shown alone.
    let all: Vec<String> = (1..=40).map(|n| format!("TSK-{n}")).collect();
    let lines: String = all.iter().map(|key| format!("{key}\n")).collect();
    assert_eq!(drawn.population_sha256, Digest::of(lines.as_bytes()).to_string());
    let again: Vec<String> = draw(&drawn.seed, 40, 8).unwrap().iter().map(|n| format!("TSK-{n}")).collect();
    assert_eq!(again, keys(&drawn));

    let word = SampleRequest { word: Some("heron".to_owned()), ..request.clone() };
    assert_ne!(keys(&audited.ws().draw_sample(&inside, &room, &word).unwrap()), keys(&drawn));
    let later = audited.ws().open_room(&open.owner, &audited.request("2026-11-25T12:00:00Z", None), None).unwrap();
    let there = audited.ws().draw_sample(&open.owner, &later.key, &SampleRequest { state: None, ..request }).unwrap();
    assert_eq!(there.population, 60);
    assert_ne!(there.seed, drawn.seed);

    // What the drawer may not see is no population.
    let inside = audited.auditor().unwrap();
    let hidden = SampleRequest { kind: "audit-note".to_owned(), state: None, size: Some(1), word: None };
    assert_eq!(audited.ws().draw_sample(&inside, &later.key, &hidden).map(|s| s.population).ok(), Some(0));
}

#[test]
fn a_room_stands_at_a_signed_checkpoint_and_its_seed_is_the_root_there() {
    let audited = Audited::new();
    let open = audited.open();
    open.create(&open.owner, "task", json!({"title": "t", "owner": "PER-1"})).unwrap();
    let early = audited.size();
    audited.house.clock.advance(90 * MINUTE);
    open.create(&open.owner, "task", json!({"title": "later", "owner": "PER-1"})).unwrap();
    for as_of in [early.to_string(), "2026-11-25T10:00:00Z".to_owned()] {
        let view = audited.ws().open_room(&open.owner, &audited.request("2026-11-25T12:00:00Z", Some(&as_of)), None);
        let stand = view.unwrap().stands_at.unwrap();
        assert_eq!(stand.position, early, "{as_of}");
        let checkpoint = Checkpoint::read(stand.checkpoint.as_bytes()).unwrap();
        assert_eq!((checkpoint.size, assay_ports::blobs::hex(&checkpoint.root)), (early, stand.seed));
        assert_eq!(stand.vkey, audited.ws().vkey);
    }
    let ahead = audited.request("2026-11-25T12:00:00Z", Some("100000"));
    assert_eq!(code(audited.ws().open_room(&open.owner, &ahead, None)), "as-of.ahead");
    let never = audited.request("2026-11-25T12:00:00Z", Some("2020-01-01"));
    assert_eq!(code(audited.ws().open_room(&open.owner, &never, None)), "room.nothing-signed");
}

#[test]
fn a_prepared_room_is_opened_by_the_same_rules_and_nobody_chooses_its_seed() {
    let audited = Audited::new();
    let open = audited.open();
    let body = json!({"title": "Prepared", "owner": "PER-1", "certification_audit": audited.audit,
        "auditors": [audited.member], "until": "2026-11-25T12:00:00Z", "requirements": ["iso42001:A.6.2.4"]});
    let mut chosen = body.clone();
    chosen["seed"] = json!("mine");
    assert_eq!(code(open.create(&open.owner, "audit-room", chosen)), "body.invalid");
    let room = open.create(&open.owner, "audit-room", body).unwrap().key;
    assert_eq!(code(open.change(&open.owner, &room, &json!({"position": 3}))), "record.field-frozen");
    let rui = open.member("Rui", "approver");
    assert_eq!(code(open.transition(&rui, &room, "open")), "role.lacks-action");
    let now = audited.size();
    let opened = open.transition(&open.owner, &room, "open").unwrap();
    assert_eq!(opened.body["position"], json!(now));
    assert_eq!(code(open.change(&open.owner, &room, &json!({"until": "2026-12-01T00:00:00Z"}))), "record.frozen");
    audited.auditor().unwrap();
}

#[test]
fn a_room_is_refused_to_whom_it_would_not_bound() {
    let audited = Audited::new();
    let open = audited.open();
    let rui = open.member("Rui", "viewer");
    let with = |change: &dyn Fn(&mut OpenRoom)| {
        let mut request = audited.request("2026-11-25T12:00:00Z", None);
        change(&mut request);
        code(audited.ws().open_room(&open.owner, &request, None))
    };
    assert_eq!(with(&|r| r.auditors = vec![rui.key.to_string()]), "room.no-auditor");
    assert_eq!(with(&|r| r.auditors = Vec::new()), "body.invalid");
    assert_eq!(with(&|r| r.until = at("2026-11-25T09:00:00Z")), "room.over");
    assert_eq!(with(&|r| r.until = at("2027-03-01")), "body.invalid");
    assert_eq!(with(&|r| r.requirements = vec!["iso42001:A.99".to_owned()]), "requirement.unknown");
    assert_eq!(with(&|r| r.requirements = vec!["iso9999".to_owned()]), "framework.not-in-force");
    assert_eq!(with(&|r| r.certification_audit = None), "body.invalid");
    assert!(audited.ws().rooms(&open.owner).unwrap().rooms.is_empty(), "nothing was left behind");
}
