"""Reads the names that Word templates use, with their types, from the syntax trees of their Jinja sources."""

from collections.abc import Callable, Iterator
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from server.render.template.environment import advice
from server.render.template.filters import FILTERS

ITEMS = {"batch": lambda kind: tuple[kind, ...]}


class NameError_(AssertionError):  # noqa: N801 -- NameError is Python's own
    """A template names what the data does not offer."""


class Reader:
    """Follows the types through one template; `used` gathers each class and key that the template reads."""

    def __init__(self, environment: Environment, context: dict[str, Any]) -> None:
        self._environment = environment
        self._scope = dict(context)
        self.used: set[tuple[type, str]] = set()

    def read(self, source: str) -> None:
        """Read a whole template. Raises `NameError_` for the first name that is not offered."""
        self._visit(self._environment.parse(source))

    def _visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.For):
            self._for(node)
        elif isinstance(node, nodes.Expr):
            self._type(node)
        else:
            for child in node.iter_child_nodes():
                self._visit(child)

    def _for(self, node: nodes.For) -> None:
        outer = dict(self._scope)
        assert isinstance(node.target, nodes.Name)
        self._scope |= {node.target.name: element(self._type(node.iter)), "loop": Loop}
        for child in node.body:
            self._visit(child)
        self._scope = outer

    def _type(self, node: nodes.Node) -> Any:
        match node:
            case nodes.Name(name=name):
                if name not in self._scope:
                    raise NameError_(f"« {name} » n’est pas offert aux gabarits")
                return self._scope[name]
            case nodes.Getattr(node=inner, attr=attr):
                return self._attribute(self._type(inner), attr)
            case nodes.Getitem(node=inner):
                return element(self._type(inner))
            case nodes.Call(node=inner, args=args):
                for argument in args:
                    self._type(argument)
                return result(self._type(inner))
            case nodes.Filter(node=inner, name=name, args=args):
                kind = self._type(inner) if inner else Any
                for argument in args:
                    self._type(argument)
                return ITEMS[name](kind) if name in ITEMS else filtered(name)
        for child in node.iter_child_nodes():
            self._visit(child)
        return Any

    def _attribute(self, kind: Any, attr: str) -> Any:
        offered = members(kind)
        if attr not in offered:
            name = getattr(kind, "__name__", kind)
            raise NameError_(f"« {name} » n’a pas de « {attr} »{advice(kind, attr, offered)}")
        self.used.add((kind, attr))
        return bare(offered[attr])


class Loop:
    """What Jinja offers within a loop."""

    index: int
    first: bool
    last: bool


def members(kind: Any) -> dict[str, Any]:
    """Return the public attributes of a class with their types; a method stands for itself."""
    kind = get_origin(kind) or kind  # `Regle[Contrat]` offers what `Regle` does
    hints = dict(get_type_hints(kind)) if isinstance(kind, type) else {}
    bases = reversed(kind.__mro__) if isinstance(kind, type) else ()
    for name, value in (item for base in bases for item in vars(base).items()):
        if isinstance(value, property | cached_property):
            getter = value.fget if isinstance(value, property) else value.func
            hints[name] = get_type_hints(getter)["return"]
        elif callable(value) and not name.startswith("_"):
            hints[name] = value
    return hints


def bare(kind: Any) -> Any:
    """Return a type without its None."""
    if get_origin(kind) in (Union, UnionType):
        return next(part for part in get_args(kind) if part is not NoneType)
    return kind


def element(kind: Any) -> Any:
    """Return the type of an element of a sequence, or of what an object of ours yields."""
    if isinstance(kind, type) and "__iter__" in vars(kind):
        kind = tuple[get_args(get_type_hints(vars(kind)["__iter__"])["return"])[0], ...]
    assert get_origin(kind) is tuple, f"{kind} n’est pas une liste"
    return bare(get_args(kind)[0])


def result(kind: Any) -> Any:
    """Return what a method returns."""
    assert isinstance(kind, Callable), f"{kind} ne s’appelle pas"  # type: ignore[arg-type]  # an abstract class
    return bare(get_type_hints(kind)["return"])


def filtered(name: str) -> Any:
    """Return what a filter of ours gives: a text, but for `requis`, which gives its value back."""
    return str if name in FILTERS else Any


def keys_used(sources: Iterator[str], environment: Environment, context: dict[str, Any]) -> set[tuple[type, str]]:
    """Return every class and key that some template reads."""
    used: set[tuple[type, str]] = set()
    for source in sources:
        reader = Reader(environment, context)
        reader.read(source)
        used |= reader.used
    return used
