"""Results kept with the object they were computed for, so that they are freed with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Owner(Protocol):
    """An object that keeps results, by the name of the function they come from."""

    @property
    def caches(self) -> dict[str, Callable[..., Any]]:
        """The functions of this object that remember their results."""


Keeper = TypeVar("Keeper", bound=Owner)
P = ParamSpec("P")
R = TypeVar("R")


def kept(
    maxsize: int | None = None,
) -> Callable[[Callable[Concatenate[Keeper, P], R]], Callable[Concatenate[Keeper, P], R]]:
    """Keep a function's results with its first argument, an atlas or a store of files; the others must be hashable.

    Parameters
    ----------
    maxsize
        How many results each owner keeps, the least recently used being dropped first; all of them if None.
    """

    def decorate(function: Callable[Concatenate[Keeper, P], R]) -> Callable[Concatenate[Keeper, P], R]:
        name = _name(function)

        @wraps(function)
        def remembering(owner: Keeper, /, *args: P.args, **kwargs: P.kwargs) -> R:
            cached = owner.caches.get(name)
            if cached is None:
                cached = owner.caches.setdefault(name, lru_cache(maxsize)(partial(function, owner)))
            return cast("R", cached(*args, **kwargs))

        return remembering

    return decorate


def share(owner: Owner, other: Owner, *functions: Callable[..., Any]) -> None:
    """Let another owner have what one keeps of some functions, because their results are the same for both."""
    other.caches.update({_name(function): partial(function, owner) for function in functions})


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
