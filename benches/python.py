"""Addresses a second through `presend.judge`, and through email-validator (syntax only on both sides) on the same addresses.

    python benches/python.py [ROWS]

Needs the wheel of presend, pyarrow and email-validator. Each figure is the best of three runs in this one process.
"""

import random
import sys
import time

import pyarrow as pa
from email_validator import EmailNotValidError, validate_email

import presend

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000_000
# email-validator takes these many of them, for it takes its time.
ROWS_OF_RIVAL = max(ROWS // 100, 1_000)
FIRST = ["ann", "bob", "carol", "dave", "eve", "li.wei", "maria", "noah", "olivia", "zhang"]
USUAL = ["gmail.com"] * 5 + ["hotmail.com", "outlook.com", "yahoo.com", "qq.com", "163.com", "gmx.de", "web.de"]


def address(chance: random.Random) -> str:
    name = f"{chance.choice(FIRST)}.{chance.randrange(10**6)}"
    kind = chance.random()
    if kind < 0.03:
        return chance.choice([f"{name}gmail.com", f"{name}@gmial.com", f" {name}@gmail.com", f"{name}@@gmail.com", f"{name}.@gmx.de", ""])
    domain = chance.choice(USUAL) if kind < 0.6 else f"firma-{chance.randrange(50_000)}.de"
    return f"{name}@{domain}"


def best(work) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def validate(texts: list[str]) -> None:
    for text in texts:
        try:
            validate_email(text, check_deliverability=False)
        except EmailNotValidError:
            pass


chance = random.Random(20_260_101)
texts = [address(chance) for _ in range(ROWS)]
column = pa.array(texts)
ours = ROWS / best(lambda: presend.judge(column))
rival = ROWS_OF_RIVAL / best(lambda: validate(texts[:ROWS_OF_RIVAL]))
print(f"presend.judge: {ours:,.0f} addresses a second ({ROWS:,} rows)")
print(f"email-validator: {rival:,.0f} addresses a second ({ROWS_OF_RIVAL:,} rows)")
print(f"ratio: {ours / rival:.0f}")
