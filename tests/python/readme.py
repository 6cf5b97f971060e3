"""The Python in README, which the tests run as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"


def blocks(word: str) -> list[str]:
    """The Python blocks of README in which this word stands."""
    found = [block for block in re.findall(r"^```python\n(.*?)^```$", README.read_text(), re.M | re.S) if word in block]
    assert found, f"no Python block of README has {word!r} in it"
    return found
