"""The command: `presend`, or `python -m presend`."""

import signal
import sys

from ._presend import command


def main() -> int:
    # Ctrl-C is the command's own business, which keeps what it has found out.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return command(["presend", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
