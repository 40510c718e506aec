"""What a basket costs. Orders are announced to billing-worker through the parent process, which carries the message on."""

import json
import os
import sys
import threading
from typing import Any, Dict

import sentry_sdk
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

from garrison_sentry import TracedMessage, health_routes, publish_with_trace, sentry_error_handlers, sentry_lifespan, with_span

# Shares of the price by country; the shop page sends every country that it can spell.
TAXES = {"DE": 0.19, "FR": 0.2, "NL": 0.21}

app = FastAPI(lifespan=sentry_lifespan)
health_routes(app)
sentry_error_handlers(app)


class Basket(BaseModel):
    user: int
    amount: int
    currency: str
    country: str


def tell(message: Dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def announce(message: TracedMessage) -> None:
    tell({"kind": "publish", "queue": "invoices", "message": {"payload": message.payload, "headers": message.headers}})


@app.post("/baskets/{user}/price")
def price(user: int, basket: Basket) -> Dict[str, int]:
    sentry_sdk.set_user({"id": str(user), "email": f"user{user}@shop.example"})
    total = with_span("pricing.tax", "add tax", lambda span: round(basket.amount * (1 + TAXES[basket.country])))
    publish_with_trace("invoices", {"user": user, "amount": total, "currency": basket.currency}, announce)
    return {"total": total}


def end_with_parent(server: uvicorn.Server) -> None:
    """The parent holds the other end of standard input: its end is ours."""
    sys.stdin.read()
    server.should_exit = True


class Announcing(uvicorn.Server):
    async def startup(self, *arguments: Any, **options: Any) -> None:
        await super().startup(*arguments, **options)
        tell({"kind": "listening"})


server = Announcing(uvicorn.Config(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="critical"))
threading.Thread(target=end_with_parent, args=(server,), daemon=True).start()
server.run()
