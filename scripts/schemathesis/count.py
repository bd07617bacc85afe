"""Counts what schemathesis found: one operation, one test.

    count.py EVENTS

An operation passed when no check failed on it, no error stopped its test, and it did what it is for at least once: one
that only ever refused was not tested. EVENTS is the report that schemathesis writes as NDJSON.
"""

import collections
import json
import sys

# Over the network they are refused, whoever asks: what concerns the whole installation is for the owner of the machine,
# no token makes or ends tokens, invites anybody or takes a second factor away, and nobody in the demo has an account whose
# sessions could end; and what belongs to an auditor inside a room is not for whoever tests here. How these answer when they do what is asked, the tests of the API show.
REFUSED_ONLY = {
    "POST /api/v1/backup",
    "POST /api/v1/workspaces",
    "GET /api/v1/sso",
    "PUT /api/v1/sso",
    "DELETE /api/v1/sso",
    "POST /api/v1/w/{workspace}/tokens",
    "DELETE /api/v1/w/{workspace}/tokens/{key}",
    "POST /api/v1/w/{workspace}/members/{key}/invitation",
    "POST /api/v1/w/{workspace}/members/{key}/second-factor/reset",
    "POST /api/v1/w/{workspace}/members/{key}/sign-out",
    "POST /api/v1/w/{workspace}/rooms/{key}/requests",
    "POST /api/v1/w/{workspace}/rooms/{key}/requests/{request}/transitions",
    "GET /api/v1/w/{workspace}/rooms/{key}/shown/{record}",
    "GET /api/v1/w/{workspace}/rooms/{key}/notes",
    "POST /api/v1/w/{workspace}/rooms/{key}/notes",
}


def read(path):
    """Failures by operation; the operations tested, and how often each was asked and answered with success."""
    failures = collections.defaultdict(set)
    tested, succeeded, asked = set(), collections.Counter(), collections.Counter()
    selected, ended = None, False
    with open(path, encoding="utf-8") as events:
        for line in events:
            ((name, event),) = json.loads(line).items()
            if name == "LoadingFinished":
                selected = event["statistic"]["operations"]["selected"]
            elif name == "ScenarioFinished":
                if event["phase"] == "fuzzing":
                    tested.add(event["recorder"]["label"])
                scenario(event["recorder"], failures, succeeded, asked)
            elif name in ("NonFatalError", "FatalError"):
                failures[event.get("label") or "schemathesis"].add(error(event))
            elif name == "EngineFinished":
                ended = event.get("stop_reason") == "completed"
    if not ended:
        failures["schemathesis"].add("it did not come to its end")
    if len(tested) != selected:
        failures["schemathesis"].add(f"it tested {len(tested)} operations of {selected}")
    return failures, tested, succeeded, asked


def scenario(recorder, failures, succeeded, asked):
    interactions = recorder.get("interactions", {})
    for case_id, recorded in recorder.get("cases", {}).items():
        case = recorded["value"]
        label = f"{case['method']} {case['path']}"
        status = ((interactions.get(case_id) or {}).get("response") or {}).get("status_code")
        if status is not None:
            asked[label] += 1
            succeeded[label] += 200 <= status < 300
        for check in recorder.get("checks", {}).get(case_id, []):
            if check["status"] != "success":
                failures[of(check, label)].add(said(check))


def of(check, label):
    failure = (check.get("failure_info") or {}).get("failure") or {}
    return failure.get("operation") or label


def said(check):
    failure = (check.get("failure_info") or {}).get("failure") or {}
    return f"{check['name']}: {failure.get('title', '')}. {failure.get('message', '')}".replace("\n", " ")


def error(event):
    value = event.get("value") or event.get("exception") or {}
    return f"error: {value.get('message') or value}".replace("\n", " ")


def main(path):
    failures, tested, succeeded, asked = read(path)
    for label in tested - REFUSED_ONLY:
        if not succeeded[label]:
            failures[label].add("it was never answered with success, so it was not tested")
    for label in sorted(failures):
        for text in sorted(failures[label]):
            print(f"FAILED {label}: {text[:400]}")
    passed = tested - set(failures)
    print(f"{sum(asked.values())} requests")
    print(f"{len(passed)} operations passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
