"""A program with an unmodified sentry-sdk: everything a service reports in its life."""
import json
import os
import sys

import sentry_sdk

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"], release="shop@1.2.3", environment="production", server_name="host-7")


def find_customer():
    return {}["id"]


def charge():
    try:
        find_customer()
    except KeyError as error:
        raise ValueError("charge failed") from error


ids = {}
with sentry_sdk.new_scope() as scope:
    scope.set_user({"id": "42", "email": "ada@example.com"})
    scope.set_tag("region", "eu-1")
    scope.add_breadcrumb(category="checkout", message="card entered", level="info")
    scope.add_attachment(bytes=b"three items", filename="basket.txt", content_type="text/plain")
    try:
        charge()
    except ValueError as error:
        ids["exception"] = sentry_sdk.capture_exception(error)
ids["message"] = sentry_sdk.capture_message("stock is low", level="warning")
sentry_sdk.flush(10)
print(json.dumps(ids))
sys.stdout.flush()
raise IndexError("nobody caught this")
