"""JSON pointers (RFC 6901): where a value stands in a payload."""

Path = tuple[str | int, ...]  # the keys and ranks that lead to a value


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a path: `pointer("a", 0)` is `/a/0`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps(chemin: str) -> tuple[str | int, ...]:
    """Return the path of a JSON pointer into a payload, where no key is a number: `/a/0` is `("a", 0)`."""
    texts = (text.replace("~1", "/").replace("~0", "~") for text in chemin.split("/")[1:])
    return tuple(int(text) if text.isdecimal() else text for text in texts)
