"""Statements on the way of every hold and every look, without what SQLAlchemy does around them.

SQLAlchemy spends some 80 µs on each execution of a statement that SQLite answers in 5: on a
cached form, parameters, events and a result that fit every case. A hold has a dozen of them. Here
SQLAlchemy still writes the SQL, once for each number of values in its lists, and the driver's
own cursor runs it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One SQL text: its parameters by position, and which values need to be turned."""

    sql: str
    row_of: Callable[[Mapping[str, Any]], Sequence[Any]]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    constants: Mapping[str, Any]
    turned: tuple[tuple[int, Processor], ...]
    given_more: bool
    """Whether it takes more values than those it is given: constants, or those of lists."""


class Prepared:
    """A statement that is compiled once. Runs only inside a transaction of SQLAlchemy's.

    Values of expanding parameters are lists. An insert is always given the same columns.
    Errors of the driver come as SQLAlchemy's, as if it had run the statement.
    """

    def __init__(self, statement: Select[Any] | UpdateBase) -> None:
        """Compile ``statement`` when it is first run."""
        self._statement = statement
        self._compiled: dict[tuple[int, ...], _Compiled] = {}
        self._plain: _Compiled | None = None  # the only one, of a statement without lists
        self._results: tuple[tuple[int, Processor], ...] | None = None

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """All rows, in the order of the statement's columns, as Python's values."""
        found: list[tuple[Any, ...]] = self._execute(connection, values).fetchall()
        if self._results is None:
            self._results = _result_processors(self._statement, connection.dialect)
        for index, turn in self._results:
            found = [(*row[:index], turn(row[index]), *row[index + 1 :]) for row in found]
        return found

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Change the book; how many rows were changed."""
        return self._execute(connection, values).rowcount

    def insert(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Insert one row; its number."""
        number = self._execute(connection, values).lastrowid
        assert number is not None
        return number

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> sqlite3.Cursor:
        compiled = self._plain or self._of_shape(connection, values)
        if compiled.given_more:
            given = {**compiled.constants, **values}
            for name, places in compiled.lists:
                given.update(zip(places, values[name], strict=True))
            values = given
        row = compiled.row_of(values)
        if compiled.turned:
            row = [*row]
            for index, turn in compiled.turned:
                row[index] = turn(row[index])
        return execute(connection, compiled.sql, row)

    def _of_shape(self, connection: Connection, values: Mapping[str, Any]) -> _Compiled:
        """The text for as many values in the lists as these are."""
        shape = tuple([len(value) for value in values.values() if type(value) is list])
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compiled[shape] = self._compile(connection.dialect, values)
            if not shape:
                self._plain = compiled
        return compiled

    def _compile(self, dialect: Dialect, values: Mapping[str, Any]) -> _Compiled:
        columns = list(values) if isinstance(self._statement, Insert) else None
        compiled = self._statement.compile(dialect=dialect, column_keys=columns)
        params = compiled.construct_params({**values}, extracted_parameters=None)
        state = compiled.construct_expanded_state(params)
        names = tuple(state.positiontup or ())
        lists = {name: tuple(places) for name, places in state.parameter_expansion.items()}
        origins = {place: name for name, places in lists.items() for place in places}
        turned = []
        for index, name in enumerate(names):
            kind = compiled.binds[origins.get(name, name)].type.dialect_impl(dialect)
            if (turn := kind.bind_processor(dialect)) is not None:
                turned.append((index, turn))
        own = tuple((name, places) for name, places in lists.items() if name in values)
        constants = {name: v for name, v in state.parameters.items() if name not in values}
        more = bool(own or constants)
        return _Compiled(state.statement, _picker(names), own, constants, tuple(turned), more)


def _picker(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """What takes the values of these names, in their order, out of a mapping."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def execute(connection: Connection, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
    """Run SQL on the driver's own cursor, inside the transaction that is under way."""
    raw: Any = connection.connection.dbapi_connection
    if not raw.in_transaction:
        raise RuntimeError("outside a transaction each statement would commit by itself")
    try:
        cursor: sqlite3.Cursor = raw.execute(sql, values)
        return cursor
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            sql, values, error, sqlite3.Error, dialect=connection.dialect
        ) from error


def raw_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection under SQLAlchemy's."""
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


class all_or_nothing:  # noqa: N801 - stands in a with statement, as a function would
    """Undo what the block wrote, and nothing else, when it ends with an exception.

    For a caller who catches the exception and goes on: what the block had written before it must
    not be committed with the rest. May be nested.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        """Guard what is written on ``connection``, inside its transaction."""
        self._connection = connection

    def __enter__(self) -> None:
        """Remember how the book stands."""
        execute(self._connection, "SAVEPOINT visit")

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        """Keep what was written, or go back."""
        if kind is not None:
            raw = self._connection.connection.dbapi_connection
            # A full disk or a lost file may have ended the whole transaction: then nothing is left.
            if not isinstance(raw, sqlite3.Connection) or not raw.in_transaction:
                return
            execute(self._connection, "ROLLBACK TO visit")
        execute(self._connection, "RELEASE visit")


def _result_processors(
    statement: Select[Any] | UpdateBase, dialect: Dialect
) -> tuple[tuple[int, Processor], ...]:
    if not isinstance(statement, Select):
        return ()
    found = [
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    ]
    return tuple((i, turn) for i, turn in enumerate(found) if turn is not None)
