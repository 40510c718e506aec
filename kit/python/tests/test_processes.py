"""Where a service's work runs: threads, tasks, forks, children, and how each of them ends."""

import sys

import pytest

from conftest import Run

SETUP = """
import os, sys, time, signal, threading
import sentry_sdk
from garrison_sentry import init_sentry, capture_error, on_shutdown
init_sentry('x')
"""


def test_threads(run: Run) -> None:
    source = """
def work(number):
    with sentry_sdk.isolation_scope() as scope:
        scope.set_tag('number', str(number))
        time.sleep(0.01)
        capture_error(ValueError(str(number)))
threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
"""
    events = run(SETUP + source).events()
    assert sorted(e["exception"]["values"][-1]["value"] for e in events) == [str(n) for n in range(8)]
    assert all(e["tags"]["number"] == e["exception"]["values"][-1]["value"] for e in events)


def test_an_error_that_nobody_catches(run: Run) -> None:
    ended = run(SETUP + "raise KeyError('nobody')")
    assert ended.code == 1
    assert [event["exception"]["values"][-1]["type"] for event in ended.events()] == ["KeyError"]


def test_sigterm_sends_what_is_left_and_ends_by_the_signal(run: Run) -> None:
    source = """
on_shutdown(lambda: capture_error(ValueError('step')))
capture_error(ValueError('before'))
os.kill(os.getpid(), signal.SIGTERM)
time.sleep(30)
"""
    ended = run(SETUP + source)
    assert ended.code == -15
    assert [event["exception"]["values"][-1]["value"] for event in ended.events()] == ["before", "step"]


def test_fork(run: Run) -> None:
    source = """
capture_error(ValueError('parent'))
# What the parent has not sent yet, the child would have, too.
sentry_sdk.flush()
child = os.fork()
if child == 0:
    capture_error(ValueError('child'))
    sys.exit(0)
os.waitpid(child, 0)
"""
    ended = run(SETUP + source)
    assert sorted(event["exception"]["values"][-1]["value"] for event in ended.events()) == ["child", "parent"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing(run: Run, method: str) -> None:
    source = """
import multiprocessing
from garrison_sentry import init_sentry, capture_error
init_sentry('x')
def work(): capture_error(ValueError('child'))
if __name__ == '__main__':
    process = multiprocessing.get_context('METHOD').Process(target=work)
    process.start(); process.join()
"""
    ended = run(source.replace("METHOD", method))
    assert [event["exception"]["values"][-1]["value"] for event in ended.events()] == ["child"]


def test_tasks_do_not_share_their_scope(run: Run) -> None:
    source = """
import asyncio
from garrison_sentry import consume_with_trace
async def handle(number):
    sentry_sdk.set_tag('number', str(number))
    await asyncio.sleep(0.01)
    raise ValueError(str(number))
async def main():
    jobs = [consume_with_trace('q', {}, lambda n=n: handle(n)) for n in range(8)]
    await asyncio.gather(*jobs, return_exceptions=True)
asyncio.run(main())
"""
    events = run(SETUP + source).events()
    assert len(events) == 8
    assert all(e["tags"]["number"] == e["exception"]["values"][-1]["value"] for e in events)


GUNICORN = """
import threading, urllib.request, os, signal, time, subprocess, sys, socket
listener = socket.socket(); listener.bind(('127.0.0.1', 0)); port = listener.getsockname()[1]; listener.close()
open('app.py', 'w').write('''
from flask import Flask
import os
app = Flask('app')
@app.get('/orders/<id>')
def order(id): raise ValueError('of worker')
''')
server = subprocess.Popen([sys.executable, '-m', 'garrison_sentry', 'run', *COMMAND])
for _ in range(300):
    try:
        urllib.request.urlopen(f'http://127.0.0.1:{port}/orders/7', timeout=5)
    except urllib.error.HTTPError as error:
        assert error.code == 500
        break
    except OSError:
        time.sleep(0.1)
server.send_signal(signal.SIGTERM)
server.wait(20)
"""


@pytest.mark.parametrize("preload", ["", "'--preload', "])
def test_gunicorn_with_forked_workers(run: Run, preload: str) -> None:
    command = f"['gunicorn', {preload}'--workers', '2', '--bind', f'127.0.0.1:{{port}}', 'app:app']"
    ended = run(GUNICORN.replace("*COMMAND", f"*{command}"))
    assert [event["transaction"] for event in ended.events()] == ["GET /orders/:id"], ended.output
    assert [one["transaction"] for one in ended.transactions()] == ["GET /orders/:id"]


@pytest.mark.parametrize("option", ["--reload", "--workers=2"])
def test_uvicorn_with_children(run: Run, option: str) -> None:
    source = GUNICORN.replace("from flask import Flask", "from fastapi import FastAPI").replace(
        "Flask('app')", "FastAPI()"
    ).replace("<id>", "{id}").replace("(id): raise", "(id: str): raise")
    command = f"['uvicorn', 'app:app', '{option}', f'--port={{port}}', '--log-level=error']"
    ended = run(source.replace("*COMMAND", f"*{command}"))
    assert [event["transaction"] for event in ended.events()] == ["GET /orders/:id"], ended.output
