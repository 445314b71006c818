"""Who is asking: the one place where that is decided."""

LOCAL = "utilisateur local"


def identify_user() -> str:
    """Return the name that the journal keeps of whoever sends the request; the embedded default knows one person."""
    return LOCAL
