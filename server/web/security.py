"""What protects whoever uses the service with a browser, at every address: names, origins and headers."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from werkzeug.exceptions import BadRequest

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
PROGRAMS = ("/api/", "/sante")
NOTHING = "default-src 'none'; frame-ancestors 'none'"
OURS_ALONE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
}
TO_PROGRAMS = {"Content-Security-Policy": NOTHING, "Referrer-Policy": "no-referrer"}
TO_PEOPLE = {
    "Content-Security-Policy": OURS_ALONE,
    "Referrer-Policy": "same-origin",  # a form sent under `no-referrer` does not tell its origin
}


class NomInconnu(BadRequest):
    """The service is asked under a name that is not its own."""

    description = "Ajoutez à CPOM_HOTES le nom par lequel vous joignez le service, s’il est bien le sien."


def register(app: Flask, hosts: tuple[str, ...]) -> None:
    """Protect every address of an application, reached under these names and those that nobody else can give it."""

    @app.before_request
    def refuse_foreigners() -> None:
        if not named(request.host, hosts):
            raise NomInconnu
        if request.method not in SAFE and not from_here():
            abort(403)

    app.after_request(secure)


def named(host: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a `Host` is one of the service's.

    A page from elsewhere reaches this machine by a name that its author makes lead here. Such a name has a dot and
    letters: an IP address, or a name of this network in one word (`localhost`, that of a container), can be none.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return "." not in name.rstrip(".") or name in hosts or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def from_here() -> bool:
    """Tell whether no page from elsewhere sent the request; what is not a browser says nothing of origins."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    return request.origin is None or urlsplit(request.origin).netloc == request.host


def for_programs(path: str) -> bool:
    """Tell whether an address answers programs rather than people."""
    return path.startswith(PROGRAMS)


def secure(response: Response) -> Response:
    """Add to an answer the headers that protect whoever reads it, unless the address has set its own."""
    more = TO_PROGRAMS if for_programs(request.path) else TO_PEOPLE
    for name, value in (HEADERS | more).items():
        response.headers.setdefault(name, value)
    return response
