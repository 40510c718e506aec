"""What the policy says, without an SDK."""

import json
import math

import pytest

from garrison_sentry.options import host_pattern
from garrison_sentry.policy import PolicyError, built_in_document, read_document
from garrison_sentry.policy.health import path_of, route_matcher
from garrison_sentry.policy.js_pattern import compile_pattern, from_units, to_units
from garrison_sentry.policy.merge import clamp_rate, merge_policy
from garrison_sentry.policy.noise import NoiseFilter
from garrison_sentry.policy.release import resolve_release
from garrison_sentry.policy.sampler import create_sampler
from garrison_sentry.scrub.js_number import js_number
from garrison_sentry.scrub.python_payload import canonical_name, canonical_route
import re

POLICY = built_in_document()["policy"]


@pytest.mark.parametrize(
    "pattern, flags, text, matches",
    [
        (r"a\sb", "", "a\u00a0b", True),
        (r"^[^\s]+$", "", "a\u2003b", False),
        (r"a$", "", "a\n", False),
        (r"a.b", "", "a\u2028b", False),
        (r"\d", "", "٣", False),
        ("k", "i", "\u212a", False),
        (r"[\s._\-[\]]", "", "[", True),
        (r"[\s\S]", "", "\u2003", True),
    ],
)
def test_patterns_mean_what_they_mean_in_javascript(pattern: str, flags: str, text: str, matches: bool) -> None:
    assert bool(compile_pattern({"pattern": pattern, "flags": flags}).search(text)) is matches


@pytest.mark.parametrize("text", ["plain", "größe", "🙂 and 🙃", "\ud83d alone"])
def test_utf16_units_come_back(text: str) -> None:
    assert from_units(to_units(text)) == text


@pytest.mark.parametrize(
    "value, text",
    [(0.5, "0.5"), (-7, "-7"), (1e21, "1e+21"), (1e-7, "1e-7"), (12345678901234567890, "12345678901234567000"),
     (10**400, "Infinity"), (math.nan, "NaN"), (123456789012345680000.0, "123456789012345680000")],
)
def test_numbers_are_written_as_in_javascript(value: float, text: str) -> None:
    assert js_number(value) == text


@pytest.mark.parametrize(
    "target, path", [("/a/?q=1", "/a"), ("https://x.io", "/"), ("https://x.io/a#f", "/a"), ("a", None), ("/", "/")]
)
def test_paths(target: str, path: str) -> None:
    assert path_of(target) == path


def test_routes_by_method_and_tree() -> None:
    assert route_matcher("GET /jobs")("get", "/jobs")
    assert not route_matcher("GET /jobs")("POST", "/jobs")
    assert route_matcher("/admin/*")("PUT", "/admin/users")
    assert not route_matcher("/admin/*")("PUT", "/administration")


@pytest.mark.parametrize(
    "pattern, canonical",
    [("/orders/{id}", "/orders/:id"), ("/f/{path:path}", "/f/*path"), ("/o/{id:int}/x", "/o/:id/x"),
     ("/orders/<int:id>/", "/orders/:id/"), ("/f/<path:rest>", "/f/*rest"), ("/a/<b>", "/a/:b")],
)
def test_routes_have_one_form(pattern: str, canonical: str) -> None:
    assert canonical_route(pattern) == canonical
    assert canonical_name(pattern, "GET") == f"GET {canonical}"
    assert canonical_name(f"GET {pattern}", None) == f"GET {canonical}"


def _asgi(path: str, parent: object = None, headers: object = ()) -> dict:
    return {"parent_sampled": parent, "asgi_scope": {"type": "http", "method": "GET", "path": path, "headers": headers}}


def test_sampling() -> None:
    routed = {**POLICY, "sampling": {**POLICY["sampling"], "routes": [{"route": "GET /checkout", "rate": 0.9}]}}
    sample = create_sampler(routed, rate=0.25, ignored=["/internal/*"])
    assert sample(_asgi("/orders")) == 0.25
    assert sample(_asgi("/orders", True)) == 1.0
    assert sample(_asgi("/orders", False)) == 0.0
    assert sample(_asgi("/checkout")) == 0.9
    assert sample(_asgi("/health/", True)) == 0.0
    assert sample(_asgi("/healthcare")) == 0.25
    assert sample(_asgi("/internal/status", True)) == 0.0
    assert sample({"parent_sampled": None}) == 0.25
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/readiness"}
    assert sample({"parent_sampled": True, "wsgi_environ": environ}) == 0.0


def test_a_strangers_trace_is_no_parent() -> None:
    sample = create_sampler(POLICY, rate=0.25, organization="1")
    own = [(b"sentry-trace", b"x-y-1"), (b"baggage", b"a=b,sentry-org_id=1")]
    foreign = [(b"sentry-trace", b"x-y-1"), (b"baggage", b"sentry-org_id=99")]
    assert sample(_asgi("/orders", True, own)) == 1.0
    assert sample(_asgi("/orders", True, foreign)) == 0.25


def test_wishes_only_tighten() -> None:
    merged = merge_policy(
        POLICY,
        {
            "data": {"cookies": True, "frameContextLines": 2},
            "scrubbing": {"keys": ["plate"], "headers": ["accept", "cookie"], "freeText": "drop"},
            "sampling": {"traces": {"production": 0.5, "staging": 7}},
            "release": {"format": "x"},
            "nonsense": {},
        },
    )
    assert merged.policy["data"]["cookies"] is False
    assert merged.policy["data"]["frameContextLines"] == 2
    assert "plate" in merged.policy["scrubbing"]["keys"]
    assert merged.policy["scrubbing"]["headers"] == ["accept"]
    assert merged.policy["scrubbing"]["freeText"] == "drop"
    assert merged.policy["sampling"]["traces"]["production"] == 0.5
    refused = ["sampling.traces.staging", "scrubbing.headers", "data.cookies", "release", "nonsense"]
    assert sorted(merged.refused) == sorted(refused)


def test_rates_are_clamped() -> None:
    assert clamp_rate(7, POLICY["sampling"]) == 1.0
    assert clamp_rate(math.nan, POLICY["sampling"]) == 0.0


def test_releases() -> None:
    def resolve(**facts: str) -> tuple:
        known = {"release": None, "version": None, "commit": None, **facts}
        return tuple(resolve_release(POLICY, service="x", **known))

    assert resolve(release="r") == ("r", "SENTRY_RELEASE")
    assert resolve(version="1.2", commit="abc") == ("x@1.2", "version")
    assert resolve(commit="abc") == ("x@abc", "commit")
    assert resolve() == ("x@unknown", "unknown")


def test_noise_is_the_error_that_was_raised() -> None:
    noise = NoiseFilter(POLICY["noise"]["python"])
    raised = {"type": "CancelledError", "value": ""}
    assert noise.is_noise_error({"exception": {"values": [raised]}})
    assert not noise.is_noise_error({"exception": {"values": [raised, {"type": "ValueError", "value": "x"}]}})


def test_hosts_are_anchored() -> None:
    own = re.compile(host_pattern("acme.io"))
    assert own.match("https://acme.io/a") and own.match("http://acme.io:8080")
    assert not own.match("https://acme.io.evil.example") and not own.match("https://x.acme.io")
    assert re.compile(host_pattern("*.svc")).match("http://a.b.svc/x")
    assert re.compile(host_pattern("<single-label>")).match("http://billing:80/x")
    assert not re.compile(host_pattern("<single-label>")).match("http://a.b")


@pytest.mark.parametrize("change", [{"version": 2}, {"policy": {}}, {"rules": None}])
def test_a_document_that_cannot_be_followed_is_refused(change: dict) -> None:
    document = {**json.loads(json.dumps(dict(built_in_document()))), **change}
    if document["rules"] is None:
        del document["rules"]
    with pytest.raises(PolicyError):
        read_document(document)
