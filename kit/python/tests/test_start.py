"""Starting: once, quietly, and never at the cost of the service."""

import json

import pytest

from conftest import Run

STATUS = """
import json
from garrison_sentry import init_sentry, sentry_status, flush
import sentry_sdk
"""


def test_without_a_dsn_nothing_is_done(run: Run) -> None:
    ended = run(STATUS + "print(init_sentry('x').enabled, sentry_sdk.get_client().is_active())", SENTRY_DSN="")
    assert (ended.code, ended.output) == (0, "False False\n")


def test_a_wrong_dsn_is_said_in_a_line(run: Run) -> None:
    ended = run(STATUS + "print([p.code for p in init_sentry('x').problems])", SENTRY_DSN="no dsn at all")
    assert ended.code == 0
    assert "[garrison] Sentry could not be started" in ended.output
    assert "['init-failed']" in ended.output


def test_a_server_that_is_down_delays_nothing(run: Run) -> None:
    source = STATUS + """
init_sentry('x')
for index in range(200):
    sentry_sdk.capture_message(f'message {index}')
print('alive')
"""
    ended = run(source, SENTRY_DSN="http://c0ffee00c0ffee00c0ffee00c0ffee00@127.0.0.1:9/1", timeout=30)
    assert ended.code == 0
    assert "alive" in ended.output
    assert "[garrison] Sentry's ingest at 127.0.0.1:9 cannot be reached" in ended.output


def test_the_second_start_is_ignored_and_said(run: Run) -> None:
    ended = run(STATUS + "init_sentry('x'); init_sentry('x'); print([p.code for p in init_sentry('y').problems])")
    assert "['second-init']" in ended.output


def test_a_client_beside_the_policy_is_said(run: Run) -> None:
    ended = run(STATUS + "init_sentry('x'); sentry_sdk.init(); print([p.code for p in sentry_status().problems])")
    assert "['second-client']" in ended.output


@pytest.mark.parametrize(
    "env, code",
    [
        ({"SENTRY_TRACES_SAMPLE_RATE": "often"}, "variable"),
        ({"SENTRY_KIT_MODE": "half"}, "variable"),
        ({"SENTRY_KIT_PRIVACY": "very"}, "variable"),
        ({"SENTRY_ENVIRONMENT": "production", "SENTRY_RELEASE": ""}, "release-unknown"),
        ({"GARRISON_POLICY": "/no/such/file.json"}, "init-failed"),
    ],
)
def test_what_cannot_be_understood_is_said(run: Run, env: dict, code: str) -> None:
    ended = run(STATUS + "print([p.code for p in init_sentry('x').problems])", **env)
    assert ended.code == 0
    assert f"['{code}']" in ended.output


def test_the_environment_wins_within_the_bounds(run: Run) -> None:
    source = STATUS + """
status = init_sentry('code', environment='code', version='9', team='code', traces_sample_rate=0.5)
sentry_sdk.capture_message('x')
print(json.dumps([status.service_name, status.environment, status.release, status.traces_sample_rate, status.policy]))
"""
    env = {"SENTRY_SERVICE": "env", "SENTRY_ENVIRONMENT": "staging", "SENTRY_RELEASE": "", "SERVICE_VERSION": "2"}
    ended = run(source, SENTRY_TRACES_SAMPLE_RATE="7", SENTRY_TEAM="payments", **env)
    name, environment, release, rate, policy = json.loads(ended.output.strip().splitlines()[-1])
    assert (name, environment, release, rate) == ("env", "staging", "env@2", 1.0)
    [event] = ended.events()
    assert {key: event["tags"][key] for key in ("service", "team", "policy")} == {
        "service": "env",
        "team": "payments",
        "policy": policy,
    }
    assert (event["release"], event["environment"]) == ("env@2", "staging")


def test_the_mode_errors_traces_nothing(run: Run) -> None:
    source = STATUS + """
init_sentry('x')
with sentry_sdk.start_transaction(op='task', name='t'):
    sentry_sdk.capture_message('x')
"""
    ended = run(source, SENTRY_KIT_MODE="errors")
    assert (len(ended.events()), len(ended.transactions())) == (1, 0)


def test_overrides_that_loosen_are_refused_and_said(run: Run) -> None:
    ended = run(STATUS + "print([p.code for p in init_sentry('x', overrides={'data': {'cookies': True}}).problems])")
    assert "['policy-floor']" in ended.output
    assert "data.cookies" in ended.output


def test_a_failing_scrubber_sends_the_minimum_and_counts(run: Run) -> None:
    source = STATUS + """
from garrison_sentry.scrub.payload import PayloadScrubber
init_sentry('x')
PayloadScrubber.event = lambda self, event: 1 / 0
sentry_sdk.set_tag('own', 'secret')
try:
    raise ValueError('secret')
except ValueError as error:
    sentry_sdk.capture_exception(error)
flush()
print(sentry_status().drops)
"""
    ended = run(source)
    assert "{'scrubber_failed': 1}" in ended.output
    [event] = ended.events()
    assert event["exception"]["values"] == [{"type": "ValueError"}]
    assert event["tags"]["garrison.scrub_failed"] == "true"
    assert "secret" not in json.dumps(event)


def test_a_failing_self_test_trusts_nothing(run: Run) -> None:
    source = STATUS + """
from garrison_sentry.scrub.payload import PayloadScrubber
PayloadScrubber.event = lambda self, event: dict(event)
status = init_sentry('x')
sentry_sdk.capture_message('secret')
print([p.code for p in status.problems][:1])
"""
    ended = run(source)
    assert "['scrubber']" in ended.output
    assert "secret" not in ended.capture.wire()
    assert len(ended.events()) == 1


def test_one_object_for_everything(run: Run) -> None:
    source = STATUS + """
from garrison_sentry import SentryService
service = SentryService.get_instance(service_name='orders')
assert service.capture_error(ValueError('before')) is None
service.init()
assert SentryService.get_instance() is service
SentryService.get_instance(service_name='other')
order = []
service.on_shutdown(lambda: order.append('step'))
service.capture_error(ValueError('x'), tags={'a': 'b'}, extra={'n': 1}, level='warning')
with sentry_sdk.start_transaction(op='task', name='t'):
    assert service.track_operation('sum', lambda span: 7, {'size': 3}) == 7
service.count('orders'); service.gauge('depth', 3, unit='item'); assert service.timing('work', lambda: 8) == 8
assert service.flush()
service.shutdown()
print(order, [p.code for p in service.status().problems])
"""
    ended = run(source)
    assert "['step'] ['second-instance']" in ended.output, ended.output
    [event] = ended.events()
    assert (event["tags"]["a"], event["extra"]["n"], event["level"]) == ("b", 1, "warning")
    [span] = ended.transactions()[0]["spans"]
    assert (span["op"], span["description"], span["data"]["size"]) == ("function", "sum", 3)
