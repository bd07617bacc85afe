//! Audit rooms over HTTP: opened, ended and answered by the organisation; asked, judged, noted and sampled by the auditors
//! inside.

use assay_app::dto::{NoteList, NoteView, RecordView, RoomList, RoomRequestView, RoomView, SampleView};
use assay_app::rooms::{AnswerMove, AnswerRequest, AskRequest, NoteRequest, OpenRoom, SampleRequest};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::extract::{Body, Params};
use super::operation::Operation;
use super::records::idempotency;
use crate::asker::Asker;
use crate::problem::Reply;
use crate::state::Served;

/// What an auditor says to an answer.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Judgement {
    /// `accept`, `return` or `withdraw`.
    transition: AnswerMove,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = of_the_organisation();
    all.extend(inside());
    all
}

fn of_the_organisation() -> Vec<Operation> {
    vec![
        Operation::new(
            "GET",
            "/w/{workspace}/rooms",
            "listRooms",
            "Audit rooms; for an auditor the one they sit in",
            get(list),
        )
        .json::<RoomList>(),
        Operation::new("POST", "/w/{workspace}/rooms", "openRoom", "Make an audit room and open it", post(open))
            .body::<OpenRoom>()
            .idempotent()
            .json::<RoomView>()
            .created(),
        Operation::new(
            "GET",
            "/w/{workspace}/rooms/{key}",
            "showRoom",
            "One audit room, with its requests and their answers",
            get(show),
        )
        .json::<RoomView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/rooms/{key}/end",
            "endRoom",
            "End an audit room before its minute",
            post(end),
        )
        .json::<RoomView>(),
        Operation::new(
            "POST",
            "/w/{workspace}/rooms/{key}/requests/{request}/answer",
            "answerRequest",
            "Answer a request of an audit room",
            post(answer),
        )
        .body::<AnswerRequest>()
        .json::<RoomRequestView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/rooms/{key}/sample",
            "drawSample",
            "Draw a sample with the seed of an audit room; the same for whoever draws it",
            get(sample),
        )
        .query::<SampleRequest>()
        .json::<SampleView>(),
    ]
}

fn inside() -> Vec<Operation> {
    vec![
        Operation::new(
            "POST",
            "/w/{workspace}/rooms/{key}/requests",
            "askInRoom",
            "Ask for something, for an auditor in their room",
            post(ask),
        )
        .body::<AskRequest>()
        .idempotent()
        .json::<RoomRequestView>()
        .created(),
        Operation::new(
            "POST",
            "/w/{workspace}/rooms/{key}/requests/{request}/transitions",
            "judgeAnswer",
            "Accept or return an answer, or withdraw a request, for an auditor in their room",
            post(judge),
        )
        .body::<Judgement>()
        .json::<RoomRequestView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/rooms/{key}/shown/{record}",
            "showShown",
            "A record that was shown with an answer, for an auditor in their room",
            get(shown),
        )
        .json::<RecordView>(),
        Operation::new(
            "GET",
            "/w/{workspace}/rooms/{key}/notes",
            "listNotes",
            "An auditor's own notes, which nobody else sees",
            get(notes),
        )
        .json::<NoteList>(),
        Operation::new(
            "POST",
            "/w/{workspace}/rooms/{key}/notes",
            "keepNote",
            "Keep a note that nobody else sees, for an auditor in their room",
            post(note),
        )
        .body::<NoteRequest>()
        .idempotent()
        .json::<NoteView>()
        .created(),
    ]
}

type Key = Path<(String, String)>;
type KeyAndOther = Path<(String, String, String)>;

async fn list(State(s): State<Served>, a: Asker) -> Reply<Json<RoomList>> {
    Ok(Json(s.run(move |_| a.workspace.rooms(&a.principal)).await?))
}

async fn open(State(s): State<Served>, a: Asker, headers: HeaderMap, Body(request): Body<OpenRoom>) -> Reply<Response> {
    let once = idempotency(&headers, &a, "open room", &request);
    let room = s.run(move |_| a.workspace.open_room(&a.principal, &request, once)).await?;
    Ok((StatusCode::CREATED, Json(room)).into_response())
}

async fn show(State(s): State<Served>, a: Asker, Path((_, key)): Key) -> Reply<Json<RoomView>> {
    Ok(Json(s.run(move |_| a.workspace.room(&a.principal, &key)).await?))
}

async fn end(State(s): State<Served>, a: Asker, Path((_, key)): Key) -> Reply<Json<RoomView>> {
    Ok(Json(s.run(move |_| a.workspace.end_room(&a.principal, &key)).await?))
}

async fn answer(
    State(s): State<Served>,
    a: Asker,
    Path((_, key, request)): KeyAndOther,
    Body(answer): Body<AnswerRequest>,
) -> Reply<Json<RoomRequestView>> {
    Ok(Json(s.run(move |_| a.workspace.answer_request(&a.principal, &key, &request, &answer)).await?))
}

async fn sample(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Key,
    Params(request): Params<SampleRequest>,
) -> Reply<Json<SampleView>> {
    Ok(Json(s.run(move |_| a.workspace.draw_sample(&a.principal, &key, &request)).await?))
}

async fn ask(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Key,
    headers: HeaderMap,
    Body(asked): Body<AskRequest>,
) -> Reply<Response> {
    let once = idempotency(&headers, &a, &format!("ask {key}"), &asked);
    let made = s.run(move |_| a.workspace.ask(&a.principal, &key, &asked, once)).await?;
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

async fn judge(
    State(s): State<Served>,
    a: Asker,
    Path((_, key, request)): KeyAndOther,
    Body(judged): Body<Judgement>,
) -> Reply<Json<RoomRequestView>> {
    Ok(Json(s.run(move |_| a.workspace.judge_answer(&a.principal, &key, &request, judged.transition)).await?))
}

async fn shown(State(s): State<Served>, a: Asker, Path((_, key, record)): KeyAndOther) -> Reply<Json<RecordView>> {
    Ok(Json(s.run(move |_| a.workspace.shown_in_room(&a.principal, &key, &record)).await?))
}

async fn notes(State(s): State<Served>, a: Asker, Path((_, key)): Key) -> Reply<Json<NoteList>> {
    Ok(Json(s.run(move |_| a.workspace.notes(&a.principal, &key)).await?))
}

async fn note(
    State(s): State<Served>,
    a: Asker,
    Path((_, key)): Key,
    headers: HeaderMap,
    Body(request): Body<NoteRequest>,
) -> Reply<Response> {
    let once = idempotency(&headers, &a, &format!("note {key}"), &request);
    let kept = s.run(move |_| a.workspace.keep_note(&a.principal, &key, &request, once)).await?;
    Ok((StatusCode::CREATED, Json(kept)).into_response())
}
