"""What a page asks for over HTTP: nothing here knows a visitor, all of it is content."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from robot.app import Knowledge, Robot
from robot.statutes.search import Hit
from robot.web import protocol, take_along, views

_MOST_FOUND = 10


class Wanted(BaseModel):
    """A search."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=protocol.LONGEST_QUESTION)


def routes(clock: Callable[[], datetime.datetime]) -> list[Route]:
    """All of them."""

    async def hall(request: Request) -> Response:
        robot = _robot(request)
        view = views.hall_view(
            robot.knowledge.content, robot.knowledge.dialogue.guide, robot.config.hall.robot_at, clock()
        )
        return _one(view)

    async def times(request: Request) -> Response:
        return _many(views.times_view(_knowledge(request).content, clock()))

    return [
        Route("/api/hall", hall),
        Route("/api/times", times),
        Route("/api/protocol", _protocol),
        Route("/api/people", _people),
        Route("/api/topics", _topics),
        Route("/api/way/{place}", _way),
        Route("/api/laws", _laws),
        Route("/api/law/{law}", _law),
        Route("/api/law/{law}/{article}", _article),
        Route("/api/search", _search, methods=["POST"]),
        Route("/api/slip/{kind}/{id}", _slip),
        Route("/qr/{kind}/{id}.svg", _qr),
        Route("/p/{kind}/{id}", _phone),
    ]


async def _protocol(request: Request) -> Response:
    return JSONResponse(protocol.schema())


async def _people(request: Request) -> Response:
    return _one(views.people_view(_knowledge(request).content))


async def _topics(request: Request) -> Response:
    return _many(views.topics_view(_knowledge(request).content))


async def _way(request: Request) -> Response:
    knowledge = _knowledge(request)
    place = request.path_params["place"]
    return _one(views.way_view(knowledge.content, knowledge.dialogue.guide, place, _step_free(request)))


async def _laws(request: Request) -> Response:
    opened = await run_in_threadpool(_knowledge(request).dialogue.book.open)
    return _many(await run_in_threadpool(views.laws_view, opened[0]) if opened else ())


async def _law(request: Request) -> Response:
    opened = await run_in_threadpool(_knowledge(request).dialogue.book.open)
    chapters = await run_in_threadpool(views.law_view, opened[0], request.path_params["law"]) if opened else ()
    return _many(chapters) if chapters else Response(status_code=404)


async def _article(request: Request) -> Response:
    book = _knowledge(request).dialogue.book
    found = await run_in_threadpool(book.article, request.path_params["law"], request.path_params["article"])
    return _one(views.article_view(found) if found else None)


async def _search(request: Request) -> Response:
    """By POST: what is looked for stays out of addresses, and so out of every log on the way."""
    try:
        wanted = Wanted.model_validate_json(await request.body())
    except ValidationError:
        return Response(status_code=400)
    book = _knowledge(request).dialogue.book

    def found() -> tuple[Hit, ...]:
        opened = book.open()
        return opened[1].search(wanted.text, _MOST_FOUND) if opened else ()

    return _many([views.article_view(hit.article) for hit in await run_in_threadpool(found)])


async def _slip(request: Request) -> Response:
    return _one(await run_in_threadpool(_slip_of, request))


async def _qr(request: Request) -> Response:
    view = await run_in_threadpool(_slip_of, request)
    if view is None:
        return Response(status_code=404)
    web = _robot(request).config.web
    page = f"{web.address.rstrip('/')}/p/{request.path_params['kind']}/{request.path_params['id']}"
    text = page if web.phone_pages else take_along.text_in_code(view)
    return Response(await run_in_threadpool(take_along.code, text), media_type="image/svg+xml")


async def _phone(request: Request) -> Response:
    view = await run_in_threadpool(_slip_of, request) if _robot(request).config.web.phone_pages else None
    return HTMLResponse(take_along.phone_page(view)) if view else Response(status_code=404)


def _slip_of(request: Request) -> take_along.SlipView | None:
    kind, item = request.path_params["kind"], request.path_params["id"]
    return take_along.slip(_knowledge(request), kind, item, _step_free(request))


def _step_free(request: Request) -> bool:
    return request.query_params.get("step_free") == "1"


def _robot(request: Request) -> Robot:
    return cast(Robot, request.app.state.robot)


def _knowledge(request: Request) -> Knowledge:
    return _robot(request).knowledge


def _one(view: BaseModel | None) -> Response:
    return JSONResponse(view.model_dump(mode="json")) if view is not None else Response(status_code=404)


def _many(found: Iterable[BaseModel]) -> Response:
    body = json.dumps([view.model_dump(mode="json") for view in found], ensure_ascii=False)
    return Response(body, media_type="application/json")
