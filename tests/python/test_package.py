"""The Python package, as a wheel brings it: what it judges, in which tables, and what it says of wrong ones."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import presend
from loopback_dns import LoopbackDns

ROOT = Path(__file__).resolve().parents[2]
DEMO = f"zone:{ROOT / 'data/demo/demo.zone'}"
TEXTS = ["ann@hotmail.com", "bob@homail.com", None, " Eva <eva@GMAIL.com>", "no address", "a@gmail.com; b@gmial.com", "x@elsewhere.de", "ann@hotmail.com"]


@pytest.fixture(scope="module")
def facts() -> presend.Facts:
    return presend.Facts(presend.resolve(presend.domains(TEXTS[:6]), dns=DEMO, exactly=True))


def rows(judged) -> list[dict]:
    return (pa.chunked_array(judged) if hasattr(judged, "__arrow_c_stream__") else pa.array(judged)).to_pylist()


def test_nothing_is_imported_that_is_not_there() -> None:
    script = "import presend, sys; presend.judge(['ann@gmail.com']); print([m for m in ('pyarrow', 'polars', 'pandas', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_every_form_of_a_column_has_the_same_verdicts(facts: presend.Facts) -> None:
    table = pa.table({"id": range(len(TEXTS)), "email": TEXTS})
    column = table["email"].combine_chunks()
    forms = {
        "a list": TEXTS,
        "a tuple": tuple(TEXTS),
        "an array": column,
        "a large array": column.cast(pa.large_string()),
        "an array of views": column.cast(pa.string_view()),
        "octets": column.cast(pa.binary()),
        "a dictionary": column.dictionary_encode(),
        "a slice": pa.concat_arrays([pa.array(["x@y.de"]), column]).slice(1),
        "a chunked array": pa.chunked_array([column.slice(0, 3), column.slice(3, 0), column.slice(3)]),
        "a table": table,
        "a record batch": table.to_batches()[0],
        "a reader": table.to_reader(max_chunksize=2),
        "a frame of Polars": pl.from_arrow(table),
        "a series of Polars": pl.Series(TEXTS),
        "categories of Polars": pl.Series(TEXTS, dtype=pl.Categorical),
        "a frame of pandas": table.to_pandas(),
        "a series of pandas": pd.Series(TEXTS),
        "objects of pandas": pd.Series(TEXTS, dtype=object),
    }
    expected = rows(presend.judge(TEXTS, facts))
    assert [row["verdict"] for row in expected] == ["ok", "reject", "reject", "ok", "reject", "review", "unknown", "ok"]
    assert expected[3] == {
        "verdict": "ok",
        "codes": ["repair.angle", "repair.display_name", "address.free"],
        "suggestion": None,
        "address": "eva@gmail.com",
        "provider": "Gmail",
    }
    assert (expected[1]["suggestion"], expected[6]["codes"]) == ("bob@hotmail.com", ["dns.not_in_facts"])
    for name, form in forms.items():
        assert rows(presend.judge(form, facts)) == expected, name


def test_a_long_column_comes_out_in_order_and_as_it_went_in() -> None:
    texts = [f"person{number}@{'gmail' if number % 3 else 'gmial'}.com" for number in range(200_000)]
    for form in (pa.array(texts), pa.chunked_array([texts[:70_000], texts[70_000:]])):
        judged = presend.judge(form)
        judged = pa.array(judged) if isinstance(form, pa.Array) else pa.chunked_array(judged).combine_chunks()
        assert judged.field("address").to_pylist() == texts
        assert judged.field("verdict").to_pylist() == ["ok" if number % 3 else "review" for number in range(200_000)]


def test_the_column_with_the_addresses_is_told_by_its_name_and_a_row_that_is_missing_has_no_address() -> None:
    names = pa.array(["Ann", "Bob"])
    assert rows(presend.judge(pa.table({"email": pa.nulls(2), "name": names})))[0]["codes"] == ["input.empty"]
    binary = pa.table({"name": names, "E-Mail": pa.array([b"ann@gmail.com", None])})
    assert [row["verdict"] for row in rows(presend.judge(binary))] == ["ok", "reject"]
    assert rows(presend.judge(pa.table({"x": pa.array([b"ann@gmail.com"])})))[0]["verdict"] == "ok"
    missing = pa.StructArray.from_arrays([pa.array(["ghost@gmail.com", "ann@gmail.com"])], ["email"], mask=pa.array([True, False]))
    assert [row["address"] for row in rows(presend.judge(missing))] == [None, "ann@gmail.com"]
    assert pa.array(presend.domains(missing.slice(0, 1))).to_pylist() == []


def test_a_very_long_address_is_not_given_back_and_a_very_long_time_is_waited_no_longer_than_a_day() -> None:
    assert rows(presend.judge(["a" * 60_000 + "@gmail.com"]))[0]["address"] is None
    assert presend.check("ann@hotmail.com", dns=DEMO, within=9.3e18).verdict == "ok"


def test_an_empty_column_has_no_rows_and_octets_that_are_no_text_are_a_finding() -> None:
    assert rows(presend.judge([])) == []
    assert rows(presend.judge(pa.table({"email": pa.array([], pa.string())}))) == []
    assert rows(presend.judge(pa.nulls(2)))[1]["codes"] == ["input.empty"]
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\x0a\0\0\0"), pa.py_buffer(b"a\xff@gmail.com"[:10])])
    assert rows(presend.judge(broken))[0]["verdict"] != "ok"


def test_the_verdicts_are_those_of_the_command(tmp_path: Path, facts: presend.Facts) -> None:
    table = tmp_path / "facts.parquet"
    pq.write_table(pa.table(presend.resolve(presend.domains(TEXTS[:6]), dns=DEMO, exactly=True)), table)
    texts = [text for text in TEXTS[:7] if text]
    command = [sys.executable, "-m", "presend", "check", "--facts", str(table), "--format", "jsonl", *texts]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    told = [(row["verdict"], row["codes"]) for row in map(json.loads, lines)]
    for source in (facts, table, str(table), pq.read_table(table)):
        assert [(row["verdict"], row["codes"]) for row in rows(presend.judge(texts, source))] == told
    assert [(answer.verdict, answer.codes) for answer in presend.check(texts, facts=facts)] == told


def test_resolving_asks_each_name_once_and_again_only_what_failed(tmp_path: Path) -> None:
    dns = LoopbackDns({"firma.de", "new.de"})
    asked = pa.table(presend.resolve(["firma.de", "FIRMA.de.", "gone.de", None, "no name"], dns=dns.address, keep=tmp_path))
    assert dict(zip(asked["domain"].to_pylist(), asked["outcome"].to_pylist())) == {"firma.de": "found", "gone.de": "nxdomain"}
    assert (dns.times_asked("firma.de"), len(list(tmp_path.iterdir()))) == (1, 1)
    again = pa.table(presend.resolve(["firma.de", "gone.de"], dns=dns.address, keep=tmp_path))
    assert (again, dns.times_asked("firma.de")) == (asked, 1)
    older = pa.table(presend.resolve(["firma.de", "new.de"], dns=dns.address, facts=asked))
    assert (older.num_rows, dns.times_asked("firma.de"), dns.times_asked("new.de")) == (2, 1, 1)
    for kept in tmp_path.iterdir():
        kept.write_bytes(kept.read_bytes()[:100])
    assert pa.table(presend.resolve(["firma.de", "gone.de"], dns=dns.address, keep=tmp_path))["outcome"].to_pylist() == ["found", "nxdomain"]
    assert dns.times_asked("firma.de") == 2
    other = LoopbackDns({"gone.de"})
    assert pa.table(presend.resolve(["firma.de", "gone.de"], dns=other.address, keep=tmp_path))["outcome"].to_pylist() == ["nxdomain", "found"]
    silent = presend.resolve(["firma.de"], dns="127.0.0.1:9", timeout=0.2)
    assert rows(presend.judge(["ann@firma.de"], silent))[0]["verdict"] == "unknown"


def test_a_suggestion_is_asked_about_too_unless_names_are_wanted_exactly() -> None:
    dns = LoopbackDns({"firma.de"})
    table = pa.table(presend.resolve(["gmial.com"], dns=dns.address))
    assert table["domain"].to_pylist() == ["gmail.com", "gmial.com"]
    assert pa.table(presend.resolve(["gmial.com"], dns=dns.address, exactly=True))["domain"].to_pylist() == ["gmial.com"]
    assert pa.array(presend.domains(["a@gmial.com", "b@firma.de", "x"])).to_pylist() == ["firma.de", "gmail.com", "gmial.com"]


def test_one_address_and_several_are_answered_within_a_time() -> None:
    answer = presend.check("bob@homail.com", dns=DEMO)
    assert (answer.verdict, answer.suggestion, answer.address) == ("reject", "bob@hotmail.com", "bob@homail.com")
    assert answer.reason and "domain.nxdomain" in answer.codes
    assert presend.check([], dns=None) == []
    assert presend.check("ann@firma.de", dns="127.0.0.1:9", within=0.1).verdict == "unknown"
    assert presend.check("ann@hotmail.com", dns=DEMO).provider == "Outlook.com"


def test_other_threads_go_on_while_a_column_is_judged() -> None:
    texts = pa.array([f"person{number}@gmail.com" for number in range(500_000)])
    stop, steps = threading.Event(), []

    def count() -> None:
        while not stop.is_set():
            steps.append(1)

    thread = threading.Thread(target=count)
    thread.start()
    before = len(steps)
    presend.judge(texts)
    after = len(steps)
    stop.set()
    thread.join()
    assert after > before + 1_000


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: presend.judge("ann@gmail.com"), "a column of Arrow, a table of Arrow, or a list of str"),
        (lambda: presend.judge([1]), "item 0 is of type int"),
        (lambda: presend.judge(pa.array([1])), "a column of text is wanted"),
        (lambda: presend.judge(pa.table({"a": ["x"], "b": ["y"]})), 'column=... is wanted'),
        (lambda: presend.judge({"email": ["ann@gmail.com"]}), "a list of str is wanted"),
        (lambda: presend.judge(["ann@gmail.com"], column="email"), "this is a column already"),
        (lambda: presend.judge(pa.table({"email": pa.array([], pa.string())}), column="mail"), 'there is no column "mail"'),
        (lambda: presend.judge(pa.table({"email": pa.array([[1]]), "name": ["Ann"]})), "a column of text is wanted"),
        (lambda: presend.judge(pa.DictionaryArray.from_arrays(pa.array([9]), pa.array(["a@b.de"]), safe=False)), "broken"),
        (lambda: presend.Facts(None), "a table of facts is wanted"),
        (lambda: presend.Facts(pa.table({"a": pa.array([], pa.string())})), "it has no column schema"),
        (lambda: presend.resolve(["b.de"], dns=DEMO, facts=presend.Facts(presend.resolve([], dns=DEMO))), "and this is of type Facts"),
        (lambda: presend.resolve(["b.de"], dns=DEMO, keep="/proc/nothing"), "Name a folder that can be written into"),
        (lambda: presend.check([None], dns=None), "a list of str, is wanted"),
        (lambda: presend.judge(pa.table({"a": ["x"]}), column="b"), 'there is no column "b"; there are "a"'),
        (lambda: presend.Facts("missing.parquet"), "missing.parquet"),
        (lambda: presend.Facts(pa.table({"a": ["x"]})), "it has no column schema"),
        (lambda: presend.check("a@b.de", dns="nobody"), '"nobody" is no address of a DNS server'),
        (lambda: presend.check("a@b.de", dns="zone:missing.zone"), "missing.zone"),
        (lambda: presend.check("a@b.de", within=-1), "within: seconds, 0 or more, are wanted"),
        (lambda: presend.resolve(["b.de"], dns=DEMO, rate=0), "rate: a whole number above 0 is wanted"),
        (lambda: presend.resolve(["b.de"], dns=DEMO, timeout=float("nan")), "timeout: seconds above 0 are wanted"),
    ],
)
def test_what_cannot_be_done_is_said(wrong, says: str) -> None:
    with pytest.raises(presend.PresendError) as error:
        wrong()
    assert says in str(error.value)


def test_damaged_tables_are_refused_with_their_place(facts: presend.Facts) -> None:
    table = pa.table(presend.resolve(["gmail.com"], dns=DEMO))
    for column, value in {"outcome": "gone", "mx": "{", "schema": "presend.facts.9"}.items():
        place = table.schema.get_field_index(column)
        damaged = table.set_column(place, column, pa.array([value]))
        with pytest.raises(presend.PresendError, match="row 1 of the table of facts"):
            presend.Facts(damaged)
    with pytest.raises(presend.PresendError, match="the column asked_at is"):
        presend.Facts(table.set_column(table.schema.get_field_index("asked_at"), "asked_at", pa.array(["now"])))


def test_the_command_is_in_the_package() -> None:
    told = subprocess.run([sys.executable, "-m", "presend", "--version"], check=True, capture_output=True, text=True)
    assert told.stdout == f"presend {presend.__version__}\n"
    wrong = subprocess.run([sys.executable, "-m", "presend", "--nothing"], capture_output=True, text=True)
    assert (wrong.returncode, "--nothing" in wrong.stderr) == (2, True)
    found = subprocess.run([sys.executable, "-m", "presend", "check", "--dns", DEMO, "bob@homail.com"], capture_output=True)
    assert found.returncode == 1


def test_a_page_names_the_command_as_it_was_typed(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("email\nann@hotmail.com\n")
    command = [sys.executable, "-m", "presend", "clean", "list.csv", "--offline", "-o", "out"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    page = (tmp_path / "out/report.html").read_text()
    assert "presend clean list.csv --offline -o out" in page and "python" not in page


def test_the_types_hold(tmp_path: Path) -> None:
    use = tmp_path / "use.py"
    use.write_text(
        "import presend\n"
        "one: presend.Answer = presend.check('a@b.de', dns=None)\n"
        "several: list[presend.Answer] = presend.check(['a@b.de'], dns=None)\n"
        "verdict: str = one.verdict\n"
        "facts = presend.Facts('facts.parquet', allow_non_public=True)\n"
        "known: int = len(facts)\n"
        "judged = presend.judge(['a@b.de', None], facts)\n"
        "presend.resolve(['b.de'], dns='system', keep='parts', timeout=1.5)\n"
    )
    checked = subprocess.run([sys.executable, "-m", "mypy", "--strict", str(use)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    checked = subprocess.run([sys.executable, "-m", "mypy", "--strict", "-p", "presend"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
