"""Celery, RQ and Dramatiq on a real Redis: one trace from the publisher to the task, tags of one task on no other, no arguments."""

import os
from importlib.metadata import version

import pytest

from conftest import Run

REDIS = os.environ["REDIS_URL"]

# The worker runs as services run it, by the library's own command, until the tasks have been handled.
PROGRAM = """
import os, signal, subprocess, sys, time
import redis
import sentry_sdk
from garrison_sentry import init_sentry
init_sentry('publisher')
with open('tasks.py', 'w') as module:
    module.write(TASKS)
from tasks import LIBRARY, bill, publish
db = redis.Redis.from_url(os.environ['REDIS_URL'])
db.flushdb()
with sentry_sdk.start_transaction(op='task', name='POST /orders'):
    for tenant in ('ada', 'bob', 'eve'):
        publish(tenant)
sentry_sdk.flush()
worker = subprocess.Popen([sys.executable, '-m', 'garrison_sentry', 'run', *WORKER], env={**os.environ, 'SENTRY_SERVICE': 'worker'})
for _ in range(600):
    if db.llen('handled') == 3 or worker.poll() is not None:
        break
    time.sleep(0.05)
worker.send_signal(signal.SIGTERM)
worker.wait(30)
assert db.llen('handled') == 3, db.lrange('handled', 0, -1)
"""

BODY = """
import os
import redis
import sentry_sdk
URL = os.environ['REDIS_URL']
def work(tenant):
    sentry_sdk.set_tag('tenant', tenant)
    redis.Redis.from_url(URL).rpush('handled', tenant)
    if tenant == 'bob':
        raise ValueError('could not bill bob')
"""

TASKS = {
    "celery": """
LIBRARY = 'celery'
from celery import Celery
app = Celery('billing', broker=URL)
@app.task
def bill(tenant, token): work(tenant)
def publish(tenant): bill.delay(tenant, token='hunter2' + 'secret')
""",
    "rq": """
LIBRARY = 'rq'
from rq import Queue
def bill(tenant, token): work(tenant)
def publish(tenant): Queue('billing', connection=redis.Redis.from_url(URL)).enqueue('tasks.bill', tenant, token='hunter2' + 'secret')
""",
    "dramatiq": """
LIBRARY = 'dramatiq'
import dramatiq
from dramatiq.brokers.redis import RedisBroker
dramatiq.set_broker(RedisBroker(url=URL))
@dramatiq.actor(max_retries=0)
def bill(tenant, token): work(tenant)
def publish(tenant): bill.send(tenant, token='hunter2' + 'secret')
""",
}

WORKERS = {
    "celery": ["celery", "-A", "tasks", "worker", "--concurrency=2", "--loglevel=error", "--without-gossip", "--without-mingle"],
    "rq": ["rq", "worker", "--url", REDIS, "--quiet", "billing"],
    "dramatiq": ["dramatiq", "tasks", "--processes=1", "--threads=2"],
}

# The older integration of Dramatiq, which the kit leaves alone, hands no trace on and mixes the tags of tasks.
SDK = tuple(int(part) for part in version("sentry-sdk").split(".")[:2])
LIBRARIES = [library for library in TASKS if library != "dramatiq" or SDK >= (2, 40)]


@pytest.mark.parametrize("library", LIBRARIES)
def test_tasks(run: Run, library: str) -> None:
    program = PROGRAM.replace("TASKS", repr(BODY + TASKS[library])).replace("*WORKER", f"*{WORKERS[library]!r}")
    ended = run(program, REDIS_URL=REDIS)
    assert ended.code == 0, ended.output
    [event] = ended.events()
    assert event["exception"]["values"][-1]["value"] == "could not bill bob", ended.output
    assert (event["tags"]["tenant"], event["tags"]["service"]) == ("bob", "worker")
    assert "hunter2secret" not in ended.capture.wire()
    traces = {one["contexts"]["trace"]["trace_id"] for one in ended.transactions()}
    assert traces == {event["contexts"]["trace"]["trace_id"]}
    tasks = [one for one in ended.transactions() if one["transaction"] != "POST /orders"]
    assert sorted(one["tags"]["tenant"] for one in tasks) == ["ada", "bob", "eve"]
    assert len(ended.transactions()) == 4
