"""The addresses whose parameters are tried, one a line: every operation that lists, filters or sorts, from the OpenAPI
document of the running server, and the pages that do the same.

    targets.py URL

A parameter that is new and has no value here is an error: nothing goes untried unseen.
"""

import json
import sys
import urllib.parse
import urllib.request

# Streams answer for as long as one listens.
LEFT_OUT = {"followChanges"}
PATH = {"workspace": "-", "key": "RSK-1", "slug": "iso42001", "kind": "risk", "name": "appetite"}
# What each parameter is given, so that the answer holds something; those of an operation go before those of all.
VALUES = {
    "after": "1",
    "appetite": "above",
    "area": "A.6",
    "as_of": "2026-11-20",
    "before": "9",
    "cell": "4x4",
    "columns": "key,title",
    "controls": "true",
    "own": "true",
    "count": "true",
    "criteria": "RCR-1",
    "days": "30",
    "due": "late",
    "edition": "2023",
    "filter": "owner:PER-1",
    "format": "csv",
    "framework": "iso42001",
    "from": "1",
    "harm": "individuals",
    "kind": "risk",
    "level": "high",
    "limit": "5",
    "link": "SYS-3",
    "metric": "digit_reading/match/accuracy",
    "months": "6",
    "order": "place",
    "owner": "PER-1",
    "page": "2",
    "q": "bias",
    "requirement": "iso42001:A.6.2.4",
    "show": "inherent",
    "size": "5",
    "slice": "language=pt",
    "sort": "-title",
    "source": "machine-learning",
    "state": "open",
    "subject": "SYS-3",
    "system": "SYS-3",
    "to": "2",
    "treatment": "modify",
    "trust": "",
    "versions": "true",
    "word": "lantern",
}
OF_OPERATION = {
    "coverage": {"state": "failing"},
    "listEvidence": {"after": "rest-1"},
    "listObservations": {"order": "metric"},
    "listRecords": {"after": "RSK-1"},
    "listMetrics": {"subject": "SYS-3@1.0.0"},
    "metricSeries": {"subject": "SYS-3@1.0.0", "from": "2026-01-01", "to": "2026-11-30"},
    "listRisks": {"state": "treated"},
    "report": {"from": "2026-01-01", "to": "2026-11-20"},
}
PAGES = [
    "/?workspace=demo&as_of=2026-11-20",
    "/evidence?after=rest-1&as_of=2026-11-20",
    "/evidence/EV-1?order=metric&q=digit&after=1&metric=digit_reading/match/accuracy",
    "/controls?framework=iso42001&state=failing&area=A.6&system=SYS-3&after=1&as_of=2026-11-20",
    "/controls?view=list",
    "/controls/A.6.2.4?after=1",
    "/controls/A.6.2.4/why?subject=SYS-3&as_of=2026-11-20",
    "/soa?framework=iso42001&view=difference&from=SOA-1&to=today",
    "/crosswalk?requirement=iso42001:A.6.2.4&other=iso27001",
    "/risks?show=inherent&criteria=RCR-1&filter=cell:4x4&filter=appetite:above&filter=owner:PER-1&q=bias&sort=-due&after=2",
    "/risks/sheet?filter=level:high&filter=due:late&sort=title&format=csv",
    "/risks/RISK-1?as_of=2026-11-20",
    "/w/-/records?kind=risk&state=open&q=bias&link=SYS-3&after=RSK-1&as_of=2026-11-20",
    "/w/-/records/RSK-1/diff?from=1&to=2",
]


def main() -> int:
    url = sys.argv[1]
    with urllib.request.urlopen(f"{url}/api/v1/openapi.json") as answer:
        document = json.load(answer)
    unknown = []
    for path, operations in document["paths"].items():
        operation = operations.get("get")
        if operation is None or operation["operationId"] in LEFT_OUT:
            continue
        name = operation["operationId"]
        query = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
        if not query:
            continue
        values = {**VALUES, **OF_OPERATION.get(name, {})}
        unknown += [f"{name}: {p}" for p in query if p not in values]
        for variable in [p["name"] for p in operation["parameters"] if p["in"] == "path"]:
            if variable not in PATH:
                unknown.append(f"{name}: {variable} in the path")
            path = path.replace("{" + variable + "}", PATH.get(variable, ""))
        pairs = {p: values.get(p, "") for p in query}
        print(f"{url}{path}?{urllib.parse.urlencode(pairs)}")
    for page in PAGES:
        print(url + page)
    if unknown:
        print("parameters without a value in scripts/sqlmap/targets.py: " + ", ".join(unknown), file=sys.stderr)
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
