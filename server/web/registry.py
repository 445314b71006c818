"""The registry, as a request reads it and writes to it."""

from contextlib import AbstractContextManager

from sqlalchemy.orm import Session
from werkzeug.routing import BaseConverter

from server.clock import now
from server.registry.transaction import Ecriture
from server.web.current import get_service
from server.web.identity import identify_user


class IdConverter(BaseConverter):
    """What the registry names a contract, an amendment or a draft by, in an address."""

    regex = "[0-9a-f]{32}"
    described = {"type": "string", "pattern": f"^{regex}$"}


def open_reading() -> AbstractContextManager[Session]:
    """Give a session that reads the registry."""
    return get_service().registre.lecture()


def open_writing() -> AbstractContextManager[Ecriture]:
    """Give the transaction in which whoever sends the request writes to the registry."""
    return get_service().registre.ecriture(auteur=identify_user(), quand=now())
