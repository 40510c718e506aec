"""Every channel in which a service's secrets have been seen to leave, with a secret of the kind that is typical there."""

from __future__ import annotations

import base64
import json
from typing import Dict, List, NamedTuple, Tuple


class Canary(NamedTuple):
    # Name in the program that plants it.
    id: str
    channel: str
    # What is planted; contains a part that occurs nowhere else.
    value: str
    # What is looked for on the wire: long enough to be unmistakable, short enough to survive URL encoding.
    trace: str
    # Free text of people, with no key and no pattern: the default policy cannot tell it from harmless text.
    unmarked: bool


_CHANNELS: Tuple[Tuple[str, str, str], ...] = (
    ("authorization", "request header Authorization", "opaque"),
    ("proxyAuthorization", "request header Proxy-Authorization", "opaque"),
    ("apiKeyHeader", "request header X-API-Key", "opaque"),
    ("authTokenHeader", "request header X-Auth-Token", "opaque"),
    ("unknownHeader", "request header X-Internal-Customer (known to no list)", "opaque"),
    ("forwardedFor", "request header X-Forwarded-For (the client’s address)", "address"),
    ("refererQuery", "request header Referer, its query", "opaque"),
    ("cookie", "cookie", "opaque"),
    ("queryToken", "query string, `?token=`", "opaque"),
    ("queryPlain", "query string, `?q=`", "opaque"),
    ("pathEmail", "path of the request, an e-mail address as parameter", "email"),
    ("bodyPassword", "JSON body, `password`", "opaque"),
    ("bodyCard", "JSON body, a card number in a nested list", "card"),
    ("bodyNote", "JSON body, free text", "opaque"),
    ("formPassword", "form data, `password`", "opaque"),
    ("formNote", "form data, free text", "opaque"),
    ("outgoingQuery", "outgoing request, its query", "opaque"),
    ("outgoingHeader", "outgoing request, its Authorization header", "opaque"),
    ("breadcrumbText", "breadcrumb message, `password=`", "opaque"),
    ("breadcrumbData", "breadcrumb data, `apiKey`", "opaque"),
    ("breadcrumbPlain", "breadcrumb message, free text", "unmarked"),
    ("loggingText", "line of the service’s logging, `token: `", "opaque"),
    ("loggingArgument", "argument of a logged error, `api_key=`", "opaque"),
    ("loggingExtra", "`extra` of a logged line, `password`", "opaque"),
    ("loggingPlain", "line of the service’s logging, free text", "unmarked"),
    ("contextHeader", "context, `AUTHORIZATION` in capitals", "opaque"),
    ("contextEmail", "context, an e-mail address", "email"),
    ("contextSecret", "context, `client_secret`", "opaque"),
    ("contextKey", "context, an object keyed by an e-mail address", "email"),
    ("contextObject", "context, the `repr` of an object", "opaque"),
    ("extraCard", "extra, a card number in text", "card"),
    ("extraJwt", "extra, a JSON web token in text", "jwt"),
    ("tagEmail", "tag, an e-mail address", "email"),
    ("userEmail", "user, e-mail address", "email"),
    ("userName", "user, user name", "opaque"),
    ("userAddress", "user, address", "address"),
    ("spanName", "span name, the query of a URL", "opaque"),
    ("spanHeader", "span attribute `http.request.header.x-session`", "opaque"),
    ("spanAttribute", "span attribute `db.password`", "opaque"),
    ("spanText", "span attribute, a bearer token in text", "opaque"),
    ("subprocessArgument", "argument of a subprocess", "opaque"),
    ("commandLine", "argument of the service’s own command line", "opaque"),
    ("logText", "log message, `secret=`", "opaque"),
    ("logAttribute", "log attribute, `accessToken`", "opaque"),
    ("logPlain", "log message, free text", "unmarked"),
    ("metricAttribute", "metric attribute, `api_key`", "opaque"),
    ("errorText", "exception message, `password=`", "opaque"),
    ("errorIban", "exception message, an IBAN", "iban"),
    ("causeJwt", "exception cause, a JSON web token", "jwt"),
    ("errorUrl", "exception message, user and password in a URL", "opaque"),
    ("localVariable", "local variable of a frame", "opaque"),
    ("messageText", "captured message, `api_key=`", "opaque"),
    ("queueHeader", "header of a queue message", "opaque"),
    ("queueBody", "body of a queue message", "opaque"),
    ("taskArgument", "argument of a task, as the integrations of queues attach it", "opaque"),
)


def _digits(number: int) -> str:
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = alphabet[rest] + text
    return text


def _opaque(index: int) -> str:
    return f"zq{_digits(index * 7919 + 104729)}canary{index}x"


def _luhn(fifteen: str) -> str:
    total = 0
    for index, digit in enumerate(fifteen):
        doubled = int(digit) * (2 if index % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return fifteen + str((10 - total % 10) % 10)


def _card(index: int) -> Tuple[str, str]:
    digits = _luhn(("4539" + str(100_000_000 + index * 7_654_321)[:11]).ljust(15, "7"))
    groups = [digits[at : at + 4] for at in range(0, 16, 4)]
    return " ".join(groups), " ".join(groups[1:3])


def _jwt(index: int) -> Tuple[str, str]:
    def part(text: str) -> str:
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    payload = part(json.dumps({"sub": _opaque(index), "iat": 1_700_000_000}))
    header, signature = part('{"alg":"HS256","typ":"JWT"}'), part(f"signature-{_opaque(index)}")
    return f"{header}.{payload}.{signature}", payload[:30]


def _iban(index: int) -> Tuple[str, str]:
    account = f"37040044053201{3000 + index}"
    check = 98 - int(f"{account}131400") % 97
    return f"DE{check:02d}{account}", f"053201{3000 + index}"


def _value(kind: str, index: int) -> Tuple[str, str]:
    if kind == "card":
        return _card(index)
    if kind == "jwt":
        return _jwt(index)
    if kind == "iban":
        return _iban(index)
    if kind == "address":
        return f"203.0.113.{index + 100}", f"203.0.113.{index + 100}"
    opaque = _opaque(index)
    return (f"{opaque}@customer.example" if kind == "email" else opaque), opaque


def _create() -> List[Canary]:
    canaries = []
    for index, (name, channel, kind) in enumerate(_CHANNELS):
        value, trace = _value(kind, index)
        canaries.append(Canary(name, channel, value, trace, kind == "unmarked"))
    return canaries


# The same for every run, so that two reports can be compared.
CANARIES = _create()
SECRETS: Dict[str, str] = {canary.id: canary.value for canary in CANARIES}
