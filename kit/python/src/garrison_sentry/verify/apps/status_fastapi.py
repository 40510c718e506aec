"""Endpoints of FastAPI that fail: coroutines, and functions in a thread."""

from typing import Any, Dict

import sentry_sdk
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, StreamingResponse

from garrison_sentry import sentry_error_handlers

from .status_cases import delayed, mapped, partial, status_of, thrown

app = FastAPI()
sentry_error_handlers(app, status_of=status_of)


@app.middleware("http")
async def tag(request: Request, call_next: Any) -> Any:
    sentry_sdk.set_tag("tenant", request.headers["x-tenant"])
    return await call_next(request)


@app.get("/thrown/{id}")
async def get_thrown(id: str) -> None:
    thrown()


@app.get("/mapped/{id}")
async def get_mapped(id: str) -> None:
    mapped()


@app.get("/delayed/{id}")
def get_delayed(id: str) -> None:
    delayed()


@app.get("/refused/{id}")
def get_refused(id: str) -> None:
    raise HTTPException(503, "secret of refused")


@app.get("/sent/{id}")
def get_sent(id: str) -> Any:
    return StreamingResponse(partial())


@app.get("/answered/{id}")
def get_answered(id: str) -> Any:
    body: Dict[str, str] = {"error": "busy"}
    return JSONResponse(body, status_code=503)
