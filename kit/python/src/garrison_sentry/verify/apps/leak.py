"""Plants a secret in every channel, within two requests and one queue message, and lets the SDK send what it sends."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
import urllib.request
from typing import Any, Dict

import sentry_sdk

from garrison_sentry.sdk import knows_option

PLAIN = os.environ.get("CONFORMANCE_PLAIN") == "1"
if PLAIN:
    # The SDK alone, by the book: what it sends without the kit shows that the channels are real.
    options: Dict[str, Any] = {"enable_logs": True} if knows_option("enable_logs") else {}
    sentry_sdk.init(traces_sample_rate=1.0, **options)

from fastapi import FastAPI, Request  # noqa: E402

from ..canaries import SECRETS as SECRET  # noqa: E402
from ..run_app import report  # noqa: E402
from .serve import in_thread  # noqa: E402

app = FastAPI()
log = logging.getLogger("shop")


class Account:
    def __repr__(self) -> str:
        return f"Account({SECRET['contextObject']})"


@app.get("/rates")
async def rates() -> Dict[str, str]:
    return {}


@app.post("/forms")
async def forms(request: Request) -> None:
    await request.form()
    sentry_sdk.capture_message("a form was sent")


@app.post("/customers/{email}/orders")
def orders(email: str, body: Dict[str, Any]) -> None:
    sentry_sdk.set_tag("plan", "gold")
    sentry_sdk.set_tag("contact", SECRET["tagEmail"])
    sentry_sdk.set_user(
        {"id": "42", "email": SECRET["userEmail"], "username": SECRET["userName"], "ip_address": SECRET["userAddress"]}
    )
    _plant_breadcrumbs()
    _plant_contexts(body)
    _plant_spans()
    _plant_logs()
    sentry_sdk.capture_message(f"partner answered 401 for api_key={SECRET['messageText']}")
    _plant_queue()
    _raise_with_locals()


def _plant_breadcrumbs() -> None:
    sentry_sdk.add_breadcrumb(category="auth", message=f"signed in with password={SECRET['breadcrumbText']}")
    sentry_sdk.add_breadcrumb(
        category="client", message="configured", data={"apiKey": SECRET["breadcrumbData"], "region": "eu"}
    )
    sentry_sdk.add_breadcrumb(
        category="support", message=f"the customer said {SECRET['breadcrumbPlain']} on the phone"
    )
    log.warning("using token: %s", SECRET["loggingText"])
    log.warning("the customer wrote " + SECRET["loggingPlain"] + " to us")
    log.warning("signed in", extra={"password": SECRET["loggingExtra"]})
    log.error("partner refused %s", f"api_key={SECRET['loggingArgument']}")


def _plant_contexts(body: Dict[str, Any]) -> None:
    sentry_sdk.set_context("upstream", {"AUTHORIZATION": f"Basic {SECRET['contextHeader']}", "region": "eu"})
    sentry_sdk.set_context("customer", {"contact": f"write to {SECRET['contextEmail']} please"})
    sentry_sdk.set_context("oauth", {"clients": 1, "client_secret": SECRET["contextSecret"]})
    sentry_sdk.set_context("balances", {SECRET["contextKey"]: "overdrawn", "others": 3})
    sentry_sdk.set_context("account", {"owner": Account()})
    sentry_sdk.set_extra("payment", f"paid with {SECRET['extraCard']} yesterday")
    sentry_sdk.set_extra("credentials", f"sent {SECRET['extraJwt']} upstream")
    sentry_sdk.set_extra("body", body)
    sentry_sdk.set_extra("celery-job", {"task_name": "bill", "args": [SECRET["taskArgument"]], "kwargs": {}})


def _plant_spans() -> None:
    url = f"http://127.0.0.1:{PORT}/rates?session={SECRET['outgoingQuery']}"
    request = urllib.request.Request(url, headers={"authorization": f"Bearer {SECRET['outgoingHeader']}"})
    urllib.request.urlopen(request, timeout=10).read()
    with sentry_sdk.start_span(
        op="http.client", name=f"GET https://partner.example/rates?key={SECRET['spanName']}"
    ) as span:
        span.set_data("http.request.header.x-session", SECRET["spanHeader"])
        span.set_data("db.password", SECRET["spanAttribute"])
        span.set_data("app.detail", f"called with Bearer {SECRET['spanText']}")
        span.set_data("app.region", "eu")
    subprocess.run([sys.executable, "-c", "", SECRET["subprocessArgument"]], check=True)


def _plant_logs() -> None:
    logger: Any = getattr(sentry_sdk, "logger", None)
    if hasattr(logger, "info"):
        logger.info(f"login with secret={SECRET['logText']}")
        logger.info("login", attributes={"accessToken": SECRET["logAttribute"], "region": "eu"})
        logger.info(f"the customer said {SECRET['logPlain']} again")
    metrics: Any = getattr(sentry_sdk, "metrics", None)
    if hasattr(metrics, "count"):
        metrics.count("orders", 1, attributes={"api_key": SECRET["metricAttribute"], "region": "eu"})


def _plant_queue() -> None:
    def handle() -> None:
        sentry_sdk.set_context(
            "invoice",
            {"body": json.dumps({"note": SECRET["queueBody"]}), "headers": {"authorization": SECRET["queueHeader"]}},
        )
        sentry_sdk.capture_message("invoice received")

    if PLAIN:
        return handle()
    from garrison_sentry import consume_with_trace

    secret = SECRET["queueHeader"]
    return consume_with_trace("invoices", {"authorization": secret, "baggage": f"customer={secret}"}, handle)


def _raise_with_locals() -> None:
    connection = {"host": "db", "note": SECRET["localVariable"]}
    try:
        raise ValueError(f"upstream refused {SECRET['causeJwt']}")
    except ValueError as cause:
        raise RuntimeError(
            f"could not connect with password={SECRET['errorText']} to "
            f"postgres://app:{SECRET['errorUrl']}@{connection['host']}/shop for {SECRET['errorIban']}"
        ) from cause


def _post(path: str, body: bytes, headers: Dict[str, str]) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def _drive() -> int:
    headers = {
        "content-type": "application/json",
        "user-agent": "conformance/1.0",
        "AUTHORIZATION": f"Bearer {SECRET['authorization']}",
        "Proxy-Authorization": f"Basic {SECRET['proxyAuthorization']}",
        "X-API-Key": SECRET["apiKeyHeader"],
        "x-auth-token": SECRET["authTokenHeader"],
        "X-Internal-Customer": SECRET["unknownHeader"],
        "X-Forwarded-For": SECRET["forwardedFor"],
        "Referer": f"https://shop.example/login?token={SECRET['refererQuery']}",
        "Cookie": f"theme=dark; sid={SECRET['cookie']}",
    }
    form = f"password={SECRET['formPassword']}&note={SECRET['formNote']}".encode()
    _post("/forms", form, {"content-type": "application/x-www-form-urlencoded"})
    body = {
        "password": SECRET["bodyPassword"],
        "orders": [{"payments": [{"number": SECRET["bodyCard"]}]}],
        "note": SECRET["bodyNote"],
    }
    path = f"/customers/{SECRET['pathEmail']}/orders?token={SECRET['queryToken']}&q={SECRET['queryPlain']}"
    return _post(path, json.dumps(body).encode(), headers)


PORT = in_thread(app)
report("status", _drive())
# The answer comes before the spans of its request end.
time.sleep(0.1)
sentry_sdk.flush(5)
