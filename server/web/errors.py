"""Who is told of an error: programs, in a problem document, or people, on a page."""

from collections.abc import Callable

from flask import Flask, request
from flask.typing import ResponseReturnValue

from server.web.security import for_programs

Answer = Callable[[Exception], ResponseReturnValue]


def register(app: Flask, *, to_programs: Answer, to_people: Answer) -> None:
    """Let every error of an application be answered in the manner of its address."""

    @app.errorhandler(Exception)
    def answer(error: Exception) -> ResponseReturnValue:
        return to_programs(error) if for_programs(request.path) else to_people(error)
