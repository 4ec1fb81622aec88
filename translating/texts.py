"""Finds the texts of the program that people read, in its source.

A text is what ``tr``, ``_tr``, ``translate`` or ``Translatable`` is given. Where that is no
literal, it is followed to the constants of the module or the function that it comes from.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TOUR = "ui/tour/"  # looks for the buttons of others, and says nothing of its own
_MARK = "Translatable"
_TRANSLATING = {"tr", "_tr", "translate", _MARK}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, told apart by ``context`` where it means two things, and the file that has it."""

    text: str
    context: str
    file: str


class UnknownTextError(Exception):
    """What is translated at a place cannot be told from the source; the message names the place."""


def texts_of(root: Path) -> list[Text]:
    """Every text below ``root``, once for each file, in the order of files and lines.

    Raises:
        UnknownTextError: naming every place whose texts cannot be told.
    """
    found: dict[Text, None] = {}
    unknown = []
    for file in sorted(root.rglob("*.py")):
        name = file.relative_to(root).as_posix()
        if name.startswith(_TOUR):
            continue
        module = _Module(ast.parse(file.read_text(encoding="utf-8")))
        for line, words, context in module.texts():
            if words is None:
                unknown.append(f"{name}:{line}")
                continue
            found |= {Text(word, context, name): None for word in words if word.strip()}
    if unknown:
        raise UnknownTextError(
            "What is translated here is neither a literal nor leads to constants; mark the texts "
            f"with Translatable where they are written, and say so here: {', '.join(unknown)}"
        )
    return list(found)


class _Module:
    """One file: its calls that translate, and where their arguments come from."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._parents = {
            child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)
        }
        self._marks = any(
            (isinstance(node, ast.Call) and _name(node.func) == _MARK)
            or (isinstance(node, ast.ClassDef) and node.name == _MARK)
            for node in ast.walk(tree)
        )

    def texts(self) -> Iterator[tuple[int, list[str] | None, str]]:
        """Line, texts (None where they cannot be told) and context of each call."""
        for node in ast.walk(self._tree):
            if not isinstance(node, ast.Call):
                continue
            argument, context = _translated(node)
            if argument is None or self._is_wrapper(argument, node):
                continue
            words = self._values(argument, node, frozenset())
            if words is None and self._marks:
                continue  # of values whose texts are marked in this very file
            yield node.lineno, words, context

    def _is_wrapper(self, argument: ast.expr, call: ast.Call) -> bool:
        """Whether the call only hands on what its own translating function was given."""
        if not isinstance(argument, ast.Name):
            return False
        function = self._function(call)
        return (
            isinstance(function, ast.FunctionDef)
            and function.name in _TRANSLATING
            and argument.id in {a.arg for a in function.args.args}
        )

    def _function(self, node: ast.AST) -> ast.AST | None:
        while node in self._parents:
            node = self._parents[node]
            if isinstance(node, _FUNCTIONS):
                return node
        return None

    def _values(self, expression: ast.expr, at: ast.AST, seen: frozenset[str]) -> list[str] | None:
        """The texts that an expression can be; None where that cannot be told."""
        if isinstance(expression, ast.Constant):
            return [expression.value] if isinstance(expression.value, str) else []
        if (parts := _parts(expression)) is not None:
            return self._all(parts, at, seen)
        if isinstance(expression, ast.Call):
            if _name(expression.func) == _MARK:
                return []  # found where it is written
            return self._returned(expression.func, at, seen)
        if isinstance(expression, ast.Name):
            return self._assigned(expression.id, at, seen)
        return None

    def _all(self, parts: list[ast.expr], at: ast.AST, seen: frozenset[str]) -> list[str] | None:
        found = []
        for part in parts:
            values = self._values(part, at, seen)
            if values is None:
                return None
            found += values
        return found

    def _returned(self, function: ast.expr, at: ast.AST, seen: frozenset[str]) -> list[str] | None:
        """What a function or method of this file returns."""
        name = _name(function)
        if name in seen:
            return []
        for node in ast.walk(self._tree):
            if isinstance(node, ast.FunctionDef) and node.name == name:
                returned = [
                    inner.value
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Return) and inner.value is not None
                ]
                return self._all(returned, node.body[0], seen | {name})
        return None

    def _assigned(self, name: str, at: ast.AST, seen: frozenset[str]) -> list[str] | None:
        """What a name was given, in the function around or else in the file."""
        if name in seen:
            return []  # a value that is built from itself
        function = self._function(at)
        scopes = [function, self._tree] if function is not None else [self._tree]
        for scope in scopes:
            given = [value for value in _given(scope, name) if value is not None]
            if given:
                return self._all(given, at, seen | {name})
        return None


def _translated(call: ast.Call) -> tuple[ast.expr | None, str]:
    """The argument of a call that is a text, and the context that tells it apart."""
    name, arguments = _name(call.func), list(call.args)
    if name not in _TRANSLATING:
        return None, ""
    if isinstance(call.func, ast.Attribute) and name == "translate":
        owner = _name(call.func.value)
        if owner == "QCoreApplication":
            arguments = arguments[1:]
        elif owner != "text":
            return None, ""  # str.translate
    if not arguments:
        return None, ""
    context = arguments[1] if len(arguments) > 1 else None
    told_apart = context.value if isinstance(context, ast.Constant) else ""
    return arguments[0], told_apart if isinstance(told_apart, str) else ""


def _parts(expression: ast.expr) -> list[ast.expr] | None:
    """What an expression chooses from; None where it is no choice."""
    if isinstance(expression, ast.IfExp):
        return [expression.body, expression.orelse]
    if isinstance(expression, ast.BoolOp):
        return expression.values
    if isinstance(expression, ast.Dict):
        return list(expression.values)
    if isinstance(expression, (ast.Tuple, ast.List, ast.Set)):
        return expression.elts
    if isinstance(expression, (ast.Subscript, ast.Starred)):
        return [expression.value]
    if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        if expression.func.attr == "get":
            return [expression.func.value, *expression.args[1:]]
        if expression.func.attr in ("values", "items"):
            return [expression.func.value]
    return None


def _given(scope: ast.AST, name: str) -> Iterator[ast.expr | None]:
    """The values that a scope gives to a name, by assignment or by a loop over them."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            if any(name in _names(target) for target in node.targets):
                yield node.value
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            if name in _names(node.target):
                yield node.value
        elif isinstance(node, (ast.For, ast.comprehension)) and name in _names(node.target):
            yield node.iter


def _names(target: ast.expr) -> set[str]:
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _name(expression: ast.expr) -> str:
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""
