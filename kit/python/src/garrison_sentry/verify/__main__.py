"""``python -m garrison_sentry.verify``: the report on standard output, progress on standard error, exit code 1 when a promise is broken."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import List, Optional

from .suite import run_conformance
from .text import conformance_text


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m garrison_sentry.verify")
    parser.add_argument("--policy", metavar="FILE", help="the organisation's policy document; default: $GARRISON_POLICY")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    policy = options.policy or os.environ.get("GARRISON_POLICY") or None
    if policy is not None:
        # The programs of the suite read it, too.
        os.environ["GARRISON_POLICY"] = os.path.abspath(policy)
    report = run_conformance(policy, on_progress=lambda part: print(f"{part} …", file=sys.stderr, flush=True))
    print(json.dumps(report, indent=2) if options.json else "\n" + conformance_text(report))
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
