"""Runs scim2-tester against the server of ASSAY_TESTED, prints what each check found, and counts.

Groups are the roles of a workspace: none is made or ended, so of groups only what describes them is checked here; who is
put in and taken out of them is tested in `crates/assay/tests/api/scim.rs`.
"""

import os
import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server

# Fewer than these, and something was left out.
LEAST = 25


def main() -> int:
    base = os.environ["ASSAY_TESTED"] + "/scim/v2"
    token = os.environ["ASSAY_TESTED_TOKEN"]
    with Client(base_url=base, headers={"Authorization": f"Bearer {token}"}) as client:
        results = check_server(SyncSCIMClient(client), resource_types=["User"])
    passed = failed = 0
    for result in results:
        good = result.status == Status.SUCCESS
        passed, failed = passed + good, failed + (not good)
        line = f"{result.status.name} {result.title}: {result.reason}"
        print(line if good else f"{line}\n    {result.data}")
    if passed + failed < LEAST:
        print(f"only {passed + failed} checks were made; at least {LEAST} are expected")
        failed += 1
    print(f"{passed} checks passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
