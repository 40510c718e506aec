"""Scrubs what it reads, a JSON value per line, and writes the results in the same order."""

import json
import sys

from garrison_sentry.policy import read_document
from garrison_sentry.scrub import PayloadScrubber

scrubbers = {}
for line in sys.stdin:
    job = json.loads(line)
    name = job["policy"]
    if "document" in job:
        document = read_document(job["document"])
        scrubbers[name] = PayloadScrubber(document, document["policy"])
        continue
    scrub = getattr(scrubbers[name], job["kind"])
    sys.stdout.write(json.dumps(scrub(job["value"])) + "\n")
