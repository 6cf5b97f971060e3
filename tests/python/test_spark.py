"""README's recipe for Spark, on a cluster of two executors: two million rows, a task that is killed, and the verdicts of `presend clean`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyspark
import pytest
from pyspark.sql import SparkSession

import presend
import readme
from loopback_dns import LoopbackDns

ROWS = int(os.environ.get("SPARK_ROWS", "2000000"))
FIRMS = 12_000
# Domains in one answer of a task: the one that is killed has more than one of them.
DOMAINS_IN_A_BATCH = 1_000


def domains() -> tuple[list[str], list[str]]:
    """Domains that take mail, and domains that do not exist. No two lie one slip apart."""
    word = lambda number: "".join(chr(97 + number // 26**place % 26) * 2 for place in range(3))
    return [f"{word(n)}-firma.de" for n in range(FIRMS)], [f"{word(n)}-verein.org" for n in range(FIRMS // 10)]


def write_rows(folder: Path, good: list[str], dead: list[str]) -> None:
    """Every address once, for duplicates are what only one machine sees."""
    folder.mkdir()
    names = pa.array(good + dead + ["gmail.com", "gmial.com", "hotmail.com", "homail.com", "x"])
    for part in range(8):
        ids = pa.array(range(part, ROWS, 8))
        domain = names.take(pc.cast(pc.bit_wise_and(pc.multiply(ids, 2654435761), 0x7FFFFFFF), pa.int64()).to_numpy() % len(names))
        person = pc.binary_join_element_wise(pa.scalar("person"), pc.cast(ids, pa.string()), "")
        at = pc.if_else(pc.equal(pc.bit_wise_and(ids, 1023), 5), pa.scalar(" at "), pa.scalar("@"))
        emails = pc.binary_join_element_wise(person, at, domain, "")
        emails = pc.if_else(pc.equal(pc.bit_wise_and(ids, 4095), 7), pa.scalar(None, pa.string()), emails)
        pq.write_table(pa.table({"id": ids, "email": emails}), folder / f"part-{part}.parquet")


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local-cluster[2,1,1536]").appName("presend")
    settings = {
        "spark.executor.memory": "1g",
        "spark.driver.memory": "2g",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(DOMAINS_IN_A_BATCH),
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.maxResultSize": "1g",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def killed_once(work, marks: str):
    """The same work, but that the process of one task is killed when it has given its first answer."""

    def again(batches):
        from pyspark import TaskContext

        task = TaskContext.get()
        for answer in work(batches):
            yield answer
            if task.partitionId() == 1 and task.attemptNumber() == 0:
                Path(marks).touch()
                os.kill(os.getpid(), signal.SIGKILL)

    return again


def test_the_recipe_gives_what_one_machine_gives(tmp_path: Path, spark: SparkSession) -> None:
    good, dead = domains()
    dns = LoopbackDns({*good, "gmail.com", "hotmail.com"})
    write_rows(tmp_path / "rows", good, dead)
    names = {
        "spark": spark,
        "DNS": dns.address,
        "ROWS": str(tmp_path / "rows"),
        "FACTS": str(tmp_path / "facts"),
        "KEPT": str(tmp_path / "kept"),
        "JUDGED": str(tmp_path / "judged"),
    }
    (functions,), (steps,) = readme.blocks("def find_out"), readme.blocks("mapInArrow(find_out")
    exec(compile(functions, "README.md", "exec"), names)
    marks = tmp_path / "killed"
    names["find_out"] = killed_once(names["find_out"], str(marks))
    start = time.monotonic()
    exec(compile(steps, "README.md", "exec"), names)
    print(f"{ROWS} rows in {time.monotonic() - start:.0f} s")
    assert marks.exists(), "no task was killed"

    # Each domain was asked once, in spite of the task that was run twice. Only whether the resolver can be believed is asked about again,
    # each time that `resolve` is called, by three names that were found.
    calls = len(list((tmp_path / "kept").iterdir())) + 1
    again = {domain: dns.times_asked(domain) for domain in good if dns.times_asked(domain) != 1}
    assert sum(times - 1 for times in again.values()) <= 3 * calls, again
    assert calls > len(good) / DOMAINS_IN_A_BATCH
    asked = pq.read_table(tmp_path / "facts", columns=["domain", "outcome"])
    assert sorted(asked["domain"].to_pylist()) == sorted({*good, *dead, "gmail.com", "gmial.com", "hotmail.com", "homail.com"})
    assert not set(asked["outcome"].to_pylist()) - {"found", "nxdomain"}

    # The same rows on one machine, from the same facts.
    whole = tmp_path / "rows.parquet"
    pq.write_table(pq.read_table(tmp_path / "rows").sort_by("id"), whole)
    facts = [part for file in sorted((tmp_path / "facts").glob("*.parquet")) for part in ("--facts", str(file))]
    out = tmp_path / "out"
    command = [sys.executable, "-m", "presend", "clean", str(whole), "--column", "email", "--fix", "none", *facts, "-o", str(out)]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    judged = pq.read_table(tmp_path / "judged").sort_by("id")
    verdicts = judged["presend"].combine_chunks()
    assert judged["id"].to_pylist() == list(range(ROWS))
    verdict = dict(zip(judged["id"].to_pylist(), zip(verdicts.field("verdict").to_pylist(), verdicts.field("codes").to_pylist())))
    seen = 0
    for file in ("review", "rejected", "retry"):
        rows = pq.read_table(out / f"{file}.parquet")
        for row in zip(*(rows[name].to_pylist() for name in ("id", "presend_verdict", "presend_codes"))):
            seen += 1
            assert (verdict[row[0]][0], " ".join(verdict[row[0]][1])) == row[1:], row
    good_rows = pq.read_table(out / "clean.parquet")["id"].to_pylist()
    assert {verdict[number][0] for number in good_rows} == {"ok"}
    assert seen + len(good_rows) == ROWS
    assert pq.read_table(whole).num_rows == ROWS
