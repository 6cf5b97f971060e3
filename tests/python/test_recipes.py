"""What README shows for Python, Polars and DuckDB, run as it stands there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import readme

ROOT = Path(__file__).resolve().parents[2]
EMAILS = ["ann@hotmail.com", "bob@homail.com", "eva@gmail.com", None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.table({"id": range(len(EMAILS)), "email": EMAILS}), "contacts.parquet")
    (tmp_path / "demo.zone").write_text((ROOT / "data/demo/demo.zone").read_text())


def run(word: str) -> None:
    for block in readme.blocks(word):
        exec(compile(block, "README.md", "exec"), {})


def test_the_first_block_asks_keeps_and_judges() -> None:
    run("presend.check")
    assert pq.read_table("facts.parquet")["domain"].to_pylist() == ["gmail.com", "homail.com", "hotmail.com"]


@pytest.mark.parametrize("tool", ["polars", "duckdb"])
def test_the_recipe_reads_judges_and_writes_parquet(tool: str) -> None:
    run("presend.check")
    run(f"import {tool}")
    judged = pq.read_table("judged.parquet").sort_by("id")
    assert judged["id"].to_pylist() == list(range(len(EMAILS)))
    verdicts = judged["presend"].combine_chunks()
    assert verdicts.field("verdict").to_pylist() == ["ok", "reject", "ok", "reject"]
    assert verdicts.field("suggestion").to_pylist() == [None, "bob@hotmail.com", None, None]
