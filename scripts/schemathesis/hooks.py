"""Requests that lead somewhere, and the checks that go beyond those of schemathesis.

Nothing that is made up from a schema knows a digest that is stored or the revision a record is at. Every second valid
request of an operation that writes is therefore given a body that fits the data there is at that moment; what the API
answers is checked as for any other.
"""

import collections
import datetime
import itertools
import os
import re
import threading

import requests
import schemathesis

BASE = os.environ["ASSAY_TESTED"] + "/api/v1/w/-"
LOG = os.environ["ASSAY_EVALUATION"]
OWN = requests.Session()
OWN.headers["Authorization"] = "Bearer " + os.environ["ASSAY_TESTED_TOKEN"]

numbers = itertools.count(1)
turns = collections.Counter()
lock = threading.Lock()


def made(method, path, **how):
    """What a request of our own was answered; it has to succeed."""
    answer = OWN.request(method, BASE + path, timeout=120, **how)
    answer.raise_for_status()
    return answer.json()


def task():
    return {"title": f"Look into it, {next(numbers)}", "owner": "PER-1"}


def new_task():
    return made("POST", "/records", json={"kind": "task", "body": task()})


def create(case):
    # A record as people made one, under another title.
    kinds = ["task", "risk", "person", "incident", "document", "objective", "supplier", "dataset", "finding"]
    kind = kinds[next(numbers) % len(kinds)]
    records = made("GET", "/records", params={"kind": kind, "limit": 1})["records"]
    body = dict(records[0]["body"], title=f"Made for a test {next(numbers)}") if records else task()
    case.body = {"kind": kind, "body": body}


def update(case):
    record = new_task()
    case.path_parameters["key"] = record["key"]
    case.body = {"body": dict(record["body"], title="Look again"), "revision": record["revision"]}
    case.headers.pop("If-Match", None)


def move(case):
    record = new_task()
    case.path_parameters["key"] = record["key"]
    case.body = {"transition": "finish", "revision": record["revision"]}


def erase(case):
    case.path_parameters["key"] = new_task()["key"]
    case.body = {"legal_basis": "recorded-in-error"}


def bulk(case):
    record = new_task()
    case.body = {
        "operations": [
            {"op": "create", "kind": "task", "body": task()},
            {"op": "update", "key": record["key"], "body": task(), "revision": record["revision"]},
        ],
        "mode": "atomic",
    }


def sheet(case):
    case.path_parameters["kind"] = "task"
    case.query = {"apply": "true"}
    case.body = f"title,owner\nFrom a sheet {next(numbers)},PER-1\n".encode()


def activate(case):
    # What the demo does not have in force.
    slugs = ["iso27001", "nist-ai-rmf", "eu-ai-act", "iso27701"]
    case.body = {"what": "framework", "slug": slugs[next(numbers) % len(slugs)]}


def ingest(case):
    with open(LOG, "rb") as file:
        stored = made("POST", "/artifacts", data=file)
    case.body = {"files": [{"name": "1.1.0.eval", "sha256": stored["sha256"]}], "subject": "SYS-3@1.1.0"}


def act(case):
    case.body = {
        "title": "Attendance lists read",
        "evidence_kind": "training-records",
        "subject": "workspace",
        "period": {"from": "2026-01-01", "to": "2026-10-31"},
        "population": {"text": "all who use AI systems", "size": 14, "sampled": 14, "method": "all"},
        "statement": "Each of them was there.",
    }


def artifact(case):
    case.path_parameters["sha256"] = made("POST", "/artifacts", data=b"bytes")["sha256"]


def threshold(case):
    case.body = {
        "metric": "digit_reading/*/accuracy",
        "operator": ">=",
        "value": "0.9",
        "requirement": "A.6.2.4",
        "subject": "SYS-3",
        "title": f"Good enough {next(numbers)}",
        "rationale": "Below that somebody has to look.",
    }


def statement(case):
    case.body = {"title": f"Statement {next(numbers)}", "owner": "PER-1", "scope": "SCP-1"}


def notice(case):
    # It may be running just now, which does as well.
    OWN.post(BASE + "/jobs/expiry/run", timeout=120)
    open_ones = [n for n in made("GET", "/notices")["notices"] if n.get("acknowledged_by") is None]
    if open_ones:
        case.path_parameters["id"] = str(open_ones[0]["id"])


def position(case):
    # Nothing was in force at the beginning.
    case.query = {"framework": "iso42001"} if "framework" in case.query else {}


def profile(case):
    case.path_parameters["slug"] = "nist-ai-rmf"
    case.query = {"system": "SYS-1"}


def in_days(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).isoformat()


def room_body():
    """A room for an auditor from outside who is made for it."""
    name = f"Auditor {next(numbers)}"
    person = made("POST", "/records", json={"kind": "person", "body": {"title": name}})
    member = {"title": name, "person": person["key"], "roles": ["external-auditor"], "until": in_days(60)}
    member = made("POST", "/records", json={"kind": "member", "body": member})
    return {
        "title": f"Room for {name}",
        "certification_audit": "CAUD-1",
        "auditors": [member["key"]],
        "until": in_days(30),
        "requirements": ["iso42001"],
    }


def open_room(case):
    case.body = room_body()


def room(case):
    case.path_parameters["key"] = made("POST", "/rooms", json=room_body())["key"]


def sample(case):
    room(case)
    case.query = {"kind": "risk", "size": 3}


def answer(case):
    room(case)
    asked = {"title": "Asked", "owner": "PER-1", "certification_audit": "CAUD-1", "asked_by": "A", "request": "Show it."}
    request = made("POST", "/records", json={"kind": "audit-request", "body": asked})
    case.path_parameters["request"] = request["key"]
    case.body = {"answer": "Here it is."}


def new_view():
    """A view of the register, kept by whoever asks; where it is found again."""
    name = f"Kept {next(numbers)}"
    made("POST", "/views", json={"name": name, "path": "/w/demo/records", "query": "kind=risk"})
    return next(str(v["id"]) for v in made("GET", "/views")["views"] if v["name"] == name)


def save_view(case):
    case.body = {"name": f"Kept {next(numbers)}", "path": "/w/demo/records", "query": "kind=risk", "shared": False}


def rename_view(case):
    case.path_parameters["view"] = new_view()
    case.body = {"name": f"Renamed {next(numbers)}"}


def remove_view(case):
    case.path_parameters["view"] = new_view()


def evidence(case):
    case.path_parameters["key"] = "EV-1"
    case.query = {}


def risk(case):
    case.path_parameters["key"] = "RISK-1"
    case.query = {}


def months(case):
    case.query = {"framework": "iso42001", "months": 3}


def series(case):
    case.query = {"subject": "SYS-3@1.0.0", "metric": "digit_reading/match/accuracy"}


FITTING = {
    "saveView": save_view,
    "renameView": rename_view,
    "removeView": remove_view,
    "showEvidence": evidence,
    "listObservations": evidence,
    "riskStory": risk,
    "statesByMonth": months,
    "metricSeries": series,
    "openRoom": open_room,
    "showRoom": room,
    "endRoom": room,
    "drawSample": sample,
    "answerRequest": answer,
    "createRecord": create,
    "updateRecord": update,
    "moveRecord": move,
    "eraseRecord": erase,
    "bulkRecords": bulk,
    "importRecords": sheet,
    "activate": activate,
    "ingest": ingest,
    "recordAct": act,
    "getArtifact": artifact,
    "setThreshold": threshold,
    "draftSoa": statement,
    "acknowledgeNotice": notice,
    "posture": position,
    "soa": position,
    "showProfile": profile,
}


def operation_id(case):
    return case.operation.definition.raw.get("operationId")


def is_valid(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


@schemathesis.hook
def before_call(context, case, kwargs):
    fit = FITTING.get(operation_id(case))
    # Another method is there to be refused.
    if fit is None or not is_valid(case) or case.method.upper() != case.operation.method.upper():
        return
    with lock:
        turns[case.operation.label] += 1
        if turns[case.operation.label] % 2 == 0:
            return
        case.path_parameters["workspace"] = "-"
        case.headers.pop("Idempotency-Key", None)
        fit(case)


# How the reader of JSON and of queries says that something has the wrong shape. What a text has to say, such as a time
# or a subject, is not among it.
SHAPE = re.compile(
    "invalid type|invalid value|invalid length|missing field|unknown field|unknown variant|duplicate field|too large"
)


@schemathesis.check
def what_the_document_allows_has_the_right_shape(ctx, response, case):
    """A request that the document calls valid may be refused for what it says, never for its shape."""
    if not is_valid(case) or case.method.upper() != case.operation.method.upper() or response.status_code < 400:
        return
    problem = response.json()
    # To JSON Schema 165.0 is a whole number. To us it is none, since no number that is kept has a fraction.
    if problem["code"].startswith("request.") and "floating point" not in problem["detail"]:
        assert not SHAPE.search(problem["detail"]), f"the document allows what is refused: {problem['detail']}"
