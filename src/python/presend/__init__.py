"""Finds, before you send, the addresses on a mailing list that will bounce.

A verdict is one of four words: ``ok``, ``review``, ``reject`` and ``unknown``. What could not be found out is ``unknown``, and never
``reject``. Codes, such as ``domain.nxdomain``, are explained by the command: ``presend explain CODE``.

Columns and tables are taken and given through the Arrow PyCapsule interface, which pyarrow, Polars, pandas, DuckDB and PySpark speak. None of
them has to be installed, and what is Arrow already is not copied on the way in.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import Any, NamedTuple, Protocol, Union, overload

from . import _presend
from ._presend import PresendError, __version__

__all__ = ["Answer", "Facts", "PresendError", "__version__", "check", "domains", "judge", "resolve"]


class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


# A column or a table of Arrow, or texts.
_Column = Union[_ArrowArray, _ArrowStream, Iterable[Union[str, bytes, None]]]
# A table of facts: a file that `presend resolve` wrote, or a table of Arrow with its columns.
_Table = Union[str, "PathLike[str]", _ArrowArray, _ArrowStream]


class Answer(NamedTuple):
    """What is known of an address."""

    #: The text that was asked about.
    text: str
    #: ``ok``, ``review``, ``reject`` or ``unknown``.
    verdict: str
    #: What explains the verdict, in English; ``None`` where it is ``ok``.
    reason: str | None
    #: Everything that was found.
    codes: list[str]
    #: The address that was probably meant.
    suggestion: str | None
    #: The address as it is to be mailed, where the text holds just one.
    address: str | None
    #: The service, or the registrable domain, of the mail host of that address, where it is known.
    provider: str | None


class Facts:
    """What was found out about domains, read and judged once, to judge columns from.

    ``tables`` are files that ``presend resolve`` wrote, or tables of Arrow with the same columns; of each domain the newest good answer
    counts. ``allow_non_public`` takes private addresses for usable, as inside a company or a laboratory.

    Raises ``PresendError`` for a table that is none, with the place of what is wrong in it.
    """

    __slots__ = ("_facts",)

    def __init__(self, *tables: _Table, allow_non_public: bool = False) -> None:
        self._facts = _presend.Facts([_table(table) for table in tables], allow_non_public)

    def __len__(self) -> int:
        """The number of domains that are known."""
        return len(self._facts)

    def __repr__(self) -> str:
        return f"<presend.Facts: {len(self)} domains>"

    @property
    def denied(self) -> str | None:
        """A name that surely exists and that the resolver of the tables denies: then no absence that they tell of is believed."""
        return self._facts.denied


@overload
def check(
    addresses: str,
    *,
    dns: str | None = "system",
    facts: Facts | _Table | None = None,
    within: float | None = None,
    allow_non_public: bool = False,
) -> Answer: ...
@overload
def check(
    addresses: list[str] | tuple[str, ...],
    *,
    dns: str | None = "system",
    facts: Facts | _Table | None = None,
    within: float | None = None,
    allow_non_public: bool = False,
) -> list[Answer]: ...
def check(
    addresses: str | list[str] | tuple[str, ...],
    *,
    dns: str | None = "system",
    facts: Facts | _Table | None = None,
    within: float | None = None,
    allow_non_public: bool = False,
) -> Answer | list[Answer]:
    """Answers one address, or several in order, each distinct domain asked once.

    ``dns`` says who is asked: ``"system"``, addresses of servers such as ``"192.0.2.53"`` or ``"192.0.2.53:5353,192.0.2.54"``,
    ``"zone:FILE"``, or ``None`` for nobody. With ``facts`` nobody is asked either. What is not known after ``within`` seconds is
    ``unknown``.
    """
    texts = [addresses] if isinstance(addresses, str) else list(addresses)
    if not all(isinstance(text, str) for text in texts):
        raise PresendError("addresses: a str, or a list of str, is wanted")
    table = _facts(facts, allow_non_public)
    answers = [Answer(*answer) for answer in _presend.check(texts, dns, table, within, allow_non_public)]
    return answers[0] if isinstance(addresses, str) else answers


def judge(batch: _Column, facts: Facts | _Table | None = None, *, column: str | None = None) -> Any:
    """Judges a column of addresses, cell by cell, on all cores and without the GIL. Nobody is asked.

    ``batch`` is a column of text, or a table with one in it; ``column`` is its name where it is not plain. The answer is a column of Arrow
    with as many rows, of structs with the fields ``verdict``, ``codes``, ``suggestion``, ``address`` and ``provider``: an array for an
    array, a record batch or a list, and a chunked array for what comes in chunks. Data tools take it as ``pa.array(..)``,
    ``pa.chunked_array(..)`` or ``pl.Series(..)``. A missing cell is judged as an empty one; an address of more than 1,000 octets is not given
    back.

    Without ``facts`` an address is judged by its text alone. A domain that ``facts`` does not know is ``unknown``, with the code
    ``dns.not_in_facts``. Whoever judges many batches makes ``Facts`` once. What needs the whole list is left to ``presend clean``:
    duplicates, and suggestions for domains that are frequent in it.
    """
    return _presend.judge(batch, _facts(facts, False), column)


def domains(batch: _Column, *, column: str | None = None) -> Any:
    """The domains that have to be known before a column of addresses is judged: their own, and those that may be suggested for them.

    The answer is a column of Arrow, each domain once, in the order of the names.
    """
    return _presend.domains(batch, column)


def resolve(
    domains: _Column,
    *,
    dns: str = "system",
    facts: _Table | None = None,
    keep: str | PathLike[str] | None = None,
    column: str | None = None,
    exactly: bool = False,
    timeout: float | None = None,
    concurrency: int | None = None,
    rate: int | None = None,
    allow_non_public: bool = False,
) -> Any:
    """Asks the DNS about domains, each of them once, and gives a table of facts as a table of Arrow (schema ``presend.facts.1``).

    ``dns`` is as in ``check``. What an older table, ``facts``, knows and what has not expired is not asked again. A failure is kept as a
    failure, and never as an absence. Beside the domains themselves those are asked that may be suggested for them, but where ``exactly``
    these and no others are wanted, as of ``presend.domains``. A text that is no domain name has no row.

    ``keep`` is a folder in which what was found out is kept, in a file for each set of names. Who asks about the same names again, as a task
    of a cluster does that is run again, is answered from there, if ``dns`` is the same; a failure, and what has expired, is asked again.

    ``timeout`` is the time for one question in seconds (4 if not given), ``concurrency`` the number of questions in flight (500), and
    ``rate`` the most questions a second to each server.
    """
    wishes = {
        "dns": dns,
        "facts": None if facts is None else _table(facts),
        "keep": keep,
        "exactly": exactly,
        "timeout": timeout,
        "concurrency": concurrency,
        "rate": rate,
        "allow_non_public": allow_non_public,
    }
    return _presend.resolve(domains, column, wishes)


def _table(table: Any) -> Any:
    """What holds a table of facts, as it was given."""
    if isinstance(table, (str, PathLike)) or hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return table
    raise PresendError(
        f"a table of facts is wanted: a file that `presend resolve` wrote, or a table of Arrow, and this is of type {type(table).__name__}"
    )


def _facts(facts: Facts | _Table | None, allow_non_public: bool) -> _presend.Facts | None:
    if facts is None:
        return None
    made = facts if isinstance(facts, Facts) else Facts(facts, allow_non_public=allow_non_public)
    return made._facts
