"""Whatever a service hands over: the event arrives, in bounded size, and the service goes on."""

import json

from conftest import Run

SETUP = """
import sentry_sdk
from garrison_sentry import init_sentry, capture_error, flush
init_sentry('x')
def send(value):
    assert capture_error(ValueError('bad input'), extra={'value': value, 'kept': 'kept'})
"""


def _sent(run: Run, source: str, count: int = 1) -> list:
    ended = run(SETUP + source)
    assert ended.code == 0, ended.output
    events = ended.events()
    assert len(events) == count
    assert all(event["extra"]["kept"] == "kept" for event in events)
    return events


def test_objects_that_refer_to_themselves(run: Run) -> None:
    _sent(run, "a = {}; a['a'] = a; b = [a]; b.append(b); send([a, b])")


def test_objects_are_described_by_their_type_alone(run: Run) -> None:
    source = """
class Throws:
    def __repr__(self): raise RuntimeError('no')
class Endless:
    def __repr__(self):
        while True: pass
class Secret:
    def __repr__(self): return 'hunter2'
send([Throws(), Endless(), Secret(), (value for value in range(3)), object])
"""
    [event] = _sent(run, source)
    text = json.dumps(event["extra"]["value"])
    assert "hunter2" not in text
    assert "Endless" in text


def test_bytes_numbers_and_half_characters(run: Run) -> None:
    [event] = _sent(run, r"send([b'\xff\x00', float('nan'), float('inf'), 10**400, '\ud83d', '\x00'])")
    assert len(event["extra"]["value"]) == 6


def test_huge_values_are_bounded(run: Run) -> None:
    source = "send({'text': 'x' * 5_000_000, 'list': list(range(1_000_000)), 'deep': __import__('json').loads('[' * 500 + ']' * 500)})"
    ended = run(SETUP + source)
    assert len(ended.events()) == 1
    assert len(ended.capture.wire()) < 100_000


def test_errors_of_every_shape(run: Run) -> None:
    source = """
class Unprintable(Exception):
    def __str__(self): raise RuntimeError('no')
class NoArguments(Exception):
    pass
for error in (Unprintable('x'), NoArguments(), BaseException('base'), KeyError(b'\\xff'), ExceptionGroup('g', [ValueError('1')]) if 'ExceptionGroup' in dir(__builtins__) else ValueError('1')):
    assert capture_error(error)
"""
    ended = run(SETUP + source)
    assert ended.code == 0, ended.output
    assert len(ended.events()) == 5


def test_an_event_loop_that_is_closed(run: Run) -> None:
    source = """
import asyncio
loop = asyncio.new_event_loop()
async def work(): sentry_sdk.set_tag('own', 'b')
loop.run_until_complete(work()); loop.close()
send(1)
"""
    _sent(run, source)


def test_what_the_service_gives_is_not_changed(run: Run) -> None:
    source = """
value = {'password': 'hunter2', 'list': [{'token': 'abc'}]}
send(value); flush()
assert value == {'password': 'hunter2', 'list': [{'token': 'abc'}]}
"""
    [event] = _sent(run, source)
    assert event["extra"]["value"] == {"password": "[Filtered]", "list": [{"token": "[Filtered]"}]}


def test_a_server_that_limits(run: Run, capture: object) -> None:
    capture.answer_with(429, {"X-Sentry-Rate-Limits": "60::organization"})
    source = """
for _ in range(3):
    capture_error(ValueError('x')); flush()
from garrison_sentry import sentry_status
print(sentry_status().drops)
"""
    ended = run(SETUP + source)
    assert ended.code == 0
    assert "'ratelimit_backoff:error': 2" in ended.output
