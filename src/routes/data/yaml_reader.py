"""Reading of YAML by the core rules of YAML 1.2, with the line of every field.

PyYAML reads YAML 1.1, in which `no` is false and `12:30` is 750.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

import yaml

# Values in one document, those an alias repeats counted each time; the largest file has a tenth of this.
MOST_VALUES = 200_000


# The core schema of YAML 1.2.2, section 10.3. https://yaml.org/spec/1.2.2/#103-core-schema
PLAIN = tuple(
    (f"tag:yaml.org,2002:{tag}", re.compile(pattern))
    for tag, pattern in (
        ("bool", r"true|True|TRUE|false|False|FALSE"),
        ("int", r"[-+]?[0-9]+"),
        ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
        ("null", r"null|Null|NULL|~|"),
    )
)
# What a plain word of these patterns begins with; any other is text, without a look at the patterns.
STARTS = frozenset("tTfFnN~-+.0123456789")
DEFAULTS: Mapping[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class CoreLoader(yaml.CSafeLoader):
    """A loader by the core rules of YAML 1.2: `no`, `12:30` and dates are text.

    PyYAML asks the methods below of every node; its own, which know more rules, take a third of the time of reading.
    """

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """Return the tag of a node that names none; `implicit` tells whether a word is plain, or in quotes."""
        if kind is yaml.ScalarNode and implicit[0] and (not value or value[0] in STARTS):
            return next((tag for tag, pattern in PLAIN if pattern.fullmatch(value)), DEFAULTS[kind])
        return DEFAULTS[kind]

    def descend_resolver(self, parent: yaml.Node | None, index: Any) -> None:
        """Do nothing: no rule depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Do nothing, see `descend_resolver`."""


_CONVERTERS: Mapping[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda word: word.lower() == "true",
    "tag:yaml.org,2002:null": lambda _: None,
}


def read(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the root node of a document, and the document as plain Python data; None for both if it is empty.

    Raises
    ------
    yaml.MarkedYAMLError
        If it is not valid, with the line.
    RecursionError
        If a node holds itself.
    """
    node = yaml.compose(text, Loader=CoreLoader)
    return node, None if node is None else to_python(node, count())


def to_python(node: yaml.Node, converted: Iterator[int]) -> Any:
    """Return a node as plain Python data; PyYAML's own constructor knows more types and takes three times as long.

    Parameters
    ----------
    converted
        Counts the values of the document, those that an alias repeats each time.

    Raises
    ------
    yaml.MarkedYAMLError
        If a key stands twice or is not a word, a tag is unknown or does not fit its value, or aliases multiply.
    """
    if next(converted) > MOST_VALUES:
        raise _refused(f"more than {MOST_VALUES:,} values, by aliases (`*`) of aliases", node)
    if isinstance(node, yaml.SequenceNode):
        return [to_python(item, converted) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused("a key that is not a word", key)
            if key.value in found:
                raise _refused(f"the key `{key.value}` stands twice", key)
            found[key.value] = to_python(value, converted)
        return found
    try:
        return _CONVERTERS[node.tag](node.value)
    except (KeyError, ValueError) as error:
        raise _refused(f"`{node.value}` with the tag `{node.tag}`", node) from error


def _refused(problem: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def child(node: yaml.Node | None, key: int | str) -> yaml.Node | None:
    """Return the node under a key of a mapping or at an index of a list, or None."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and str(key).isdigit() and int(key) < len(node.value):
        found: yaml.Node = node.value[int(key)]
        return found
    return None
