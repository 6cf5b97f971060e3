"""How fast `presend serve` answers a steady stream of checks while many connections are open that say nothing, and whether it stops
without leaving anybody unanswered.

    python3 benches/serve.py [--presend target/release/presend] [--rate 200] [--seconds 20] [--idle 2000] [--dns server|zone]
                             [--dns-ms 0]

Each check comes on a connection of its own, and its time counts from the moment at which it should have been sent, so that a server
that falls behind shows it. The DNS is warm: each domain has been asked about once. Checks are sent until the server is stopped, and
those that were sent before must be answered. Needs nothing but Python 3.9. Exits with 1 where an answer is wrong or missing, or an
idle connection was closed; never because of a time.
"""

import argparse
import asyncio
import gc
import json
import random
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

COMPANIES = [f"firma-{number}.de" for number in range(500)]
PROVIDERS = ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "qq.com", "163.com", "gmx.de", "web.de"]
# These do not exist.
TYPOS = ["homail.com", "gmial.com", "yaho.com"]
NOBODIES = [f"nobody-{number}.de" for number in range(100)]
HOST = "mx.mail-hosts.example"
HOST_IP = "20.1.2.3"
# Requests of which the end has not come when the server is stopped, and others that are sent just before.
BEGUN = 50
# A connection that is silent for 30 seconds is closed by the server.
IDLE_SECONDS_MAX = 28


def address(chance: random.Random) -> tuple[str, str]:
    """An address, and what is to be said of it. A quarter cannot be mailed, as on a bad day of a form."""
    name, kind = f"{chance.choice(['ann', 'bob', 'li.wei'])}.{chance.randrange(10**6)}", chance.random()
    if kind < 0.1:
        return f"{name}@{chance.choice(NOBODIES)}", "reject"
    if kind < 0.2:
        return f"{name}@{chance.choice(TYPOS)}", "reject"
    if kind < 0.25:
        return chance.choice([name, f"{name}@"]), "reject"
    return f"{name}@{chance.choice(PROVIDERS if kind < 0.7 else COMPANIES)}", "ok"


# The DNS: one small world, as a zone file or behind a server that answers over UDP in a process of its own.


def zone() -> str:
    return "".join(f"{name}. 3600 IN MX 10 {HOST}.\n" for name in PROVIDERS + COMPANIES) + f"{HOST}. 3600 IN A {HOST_IP}\n"


def labels(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def record(kind: int, data: bytes) -> bytes:
    """A record of the name that was asked about, which stands at octet 12 (RFC 1035 §4.1.4)."""
    return struct.pack("!HHHIH", 0xC00C, kind, 1, 3600, len(data)) + data


def answer_dns(query: bytes) -> bytes:
    names, at = [], 12
    while query[at]:
        names.append(query[at + 1 : at + 1 + query[at]].decode().lower())
        at += 1 + query[at]
    name, (kind,) = ".".join(names), struct.unpack("!H", query[at + 1 : at + 3])
    question, answers, authority, code = query[12 : at + 5], b"", b"", 0
    a, mx, soa = 1, 15, 6
    if kind == mx and name in WORLD:
        answers = record(mx, struct.pack("!H", 10) + labels(HOST))
    elif kind == a and name == HOST:
        answers = record(a, socket.inet_aton(HOST_IP))
    else:
        # Every top-level domain exists.
        code = 0 if name in WORLD or name == HOST or "." not in name else 3
        data = labels("ns.example") + labels("hostmaster.example") + struct.pack("!5I", 1, 7200, 900, 1209600, 3600)
        authority = labels(names[-1] if names else "")[:-1] + b"\0" + struct.pack("!HHIH", soa, 1, 3600, len(data)) + data
    head = query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, int(bool(answers)), int(bool(authority)), 0)
    return head + question + answers + authority


WORLD = frozenset(PROVIDERS + COMPANIES)


async def serve_dns(away_ms: float) -> None:
    """Answers until it is killed, each question after so long. The first line of standard output is the port."""
    loop = asyncio.get_running_loop()

    class Answers(asyncio.DatagramProtocol):
        def datagram_received(self, query: bytes, client) -> None:
            loop.call_later(away_ms / 1000, transport.sendto, answer_dns(query), client)

    transport, _ = await loop.create_datagram_endpoint(Answers, local_addr=("127.0.0.1", 0))
    print(transport.get_extra_info("sockname")[1], flush=True)
    await loop.create_future()


# The client.


@dataclass
class Seen:
    """What came of the checks."""

    times_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def request(body: bytes, host: str, *more: str) -> bytes:
    head = ["POST /v1/check HTTP/1.1", f"Host: {host}", "Content-Type: application/json", f"Content-Length: {len(body)}", *more]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    octets = next((int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length:")), 0)
    return int(head.split(" ")[1]), await reader.readexactly(octets)


class Load:
    def __init__(self, port: int, rate: int) -> None:
        self.port, self.rate, self.host = port, rate, f"127.0.0.1:{port}"
        self.chance = random.Random(20_260_101)
        self.sent_until = float("inf")
        self.unanswered = 0

    def connect(self):
        return asyncio.open_connection("127.0.0.1", self.port)

    async def check(self, due: float, seen: Seen) -> None:
        """Sends one check, and counts what comes of it."""
        text, verdict = address(self.chance)
        sent, writer = float("inf"), None
        try:
            reader, writer = await self.connect()
            writer.write(request(json.dumps({"address": text}).encode(), self.host))
            sent = time.perf_counter()
            status, body = await read_answer(reader)
            told = json.loads(body)["results"][0]["verdict"] if status == 200 else status
            seen.times_ms.append((time.perf_counter() - due) * 1000)
            if told != verdict:
                seen.errors.append(f"{text}: {told}, not {verdict}")
        except (OSError, asyncio.IncompleteReadError) as error:
            # A server that has been stopped takes nobody in any more.
            if sent <= self.sent_until:
                seen.errors.append(f"sent and not answered: {error!r}")
            self.unanswered += 1
        finally:
            if writer:
                writer.close()

    async def stream(self, seconds: float) -> Seen:
        """Checks at a steady rate, whether those before have been answered or not."""
        seen, tasks, start = Seen(), [], time.perf_counter()
        for number in range(int(seconds * self.rate)):
            due = start + number / self.rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if time.perf_counter() > self.sent_until:
                break
            tasks.append(asyncio.create_task(self.check(due, seen)))
        await asyncio.gather(*tasks)
        return seen

    async def begin(self):
        """A request whose head the server has read, and whose body is still to come (RFC 9110 §10.1.1)."""
        body = json.dumps({"address": "ann@gmail.com"}).encode()
        reader, writer = await self.connect()
        writer.write(request(body, self.host, "Expect: 100-continue").removesuffix(body))
        told = await reader.readuntil(b"\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 100 "), told
        return reader, writer, body


def send_at_once(port: int, body: bytes, host: str) -> socket.socket:
    """A request on a new connection, with nothing else in between."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(request(body, host))
    return connection


async def is_alive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> bool:
    try:
        writer.write(f"GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        return (await read_answer(reader))[0] == 200
    except (OSError, asyncio.IncompleteReadError):
        return False


def of(times_ms: list[float], share: float) -> float:
    return sorted(times_ms)[min(len(times_ms) - 1, int(len(times_ms) * share))]


async def measure(server: subprocess.Popen, port: int, arguments: argparse.Namespace) -> bool:
    load = Load(port, arguments.rate)
    ask_all = [f"ann@{name}" for name in PROVIDERS + COMPANIES + TYPOS + NOBODIES]
    reader, writer = await load.connect()
    writer.write(request(json.dumps({"addresses": ask_all}).encode(), load.host))
    status, _ = await read_answer(reader)
    assert status == 200, f"the first check is answered with {status}"
    await load.stream(2)

    opened = time.perf_counter()
    idle = [await load.connect() for _ in range(arguments.idle)]
    print(f"{len(idle):,} idle connections opened in {time.perf_counter() - opened:.2f} s")
    gc.collect()
    gc.freeze()
    seconds = min(arguments.seconds, IDLE_SECONDS_MAX - (time.perf_counter() - opened))
    seen = await load.stream(seconds)
    times = seen.times_ms
    print(
        f"{len(times):,} checks at {arguments.rate} a second: "
        f"p50 {of(times, 0.5):.1f} ms, p99 {of(times, 0.99):.1f} ms, longest {max(times):.1f} ms, {len(seen.errors)} wrong"
    )
    alive = sum(await asyncio.gather(*(is_alive(*one, load.host) for one in idle)))
    print(f"{alive:,} of {len(idle):,} idle connections still answer")

    begun = [await load.begin() for _ in range(BEGUN)]
    last = asyncio.create_task(load.stream(2))
    await asyncio.sleep(1)
    just_before = [send_at_once(port, begun[0][2], load.host) for _ in range(BEGUN)]
    load.sent_until = stopped = time.perf_counter()
    server.send_signal(signal.SIGINT)
    await asyncio.sleep(0.2)
    answered = 0
    for reader, writer, body in begun:
        writer.write(body)
        try:
            answered += (await read_answer(reader))[0] == 200
        except (OSError, asyncio.IncompleteReadError):
            pass
    for connection in just_before:
        reader, _ = await asyncio.open_connection(sock=connection)
        try:
            answered += (await read_answer(reader))[0] == 200
        except (OSError, asyncio.IncompleteReadError):
            pass
    at_the_end = await last
    code = await asyncio.to_thread(server.wait, 30)
    print(
        f"stopped in {time.perf_counter() - stopped:.2f} s with exit code {code}: {answered} of {2 * BEGUN} requests that were begun are "
        f"answered; of {len(at_the_end.times_ms) + load.unanswered} checks until then {len(at_the_end.errors)} are wrong or without answer"
    )
    closed = 0
    for reader, _ in idle:
        closed += await asyncio.wait_for(reader.read(), 10) == b""
    errors = seen.errors + at_the_end.errors
    print("\n".join(errors[:5]), end="\n" if errors else "")
    return not errors and code == 0 and answered == 2 * BEGUN and alive == closed == len(idle)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--presend", default=str(Path(__file__).resolve().parent.parent / "target/release/presend"))
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--idle", type=int, default=2000)
    parser.add_argument("--dns", choices=["server", "zone"], default="server")
    parser.add_argument("--dns-ms", type=float, default=0.0, help="how far away the server is")
    parser.add_argument("--serve-dns", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve_dns:
        asyncio.run(serve_dns(arguments.dns_ms))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    running: list[subprocess.Popen] = []

    def start(*command: str) -> tuple[subprocess.Popen, str]:
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return running[-1], running[-1].stdout.readline().strip()

    with tempfile.TemporaryDirectory() as folder:
        try:
            if arguments.dns == "zone":
                whom = f"zone:{folder}/world.zone"
                Path(folder, "world.zone").write_text(zone())
            else:
                whom = "127.0.0.1:" + start(sys.executable, __file__, "--serve-dns", "--dns-ms", str(arguments.dns_ms))[1]
            # One client sends all of this, and a connection in 30 seconds may say nothing.
            options = ["--listen", "127.0.0.1:0", "--no-config", "--quiet", "--rate-limit", "100000", "--dns", whom]
            server, url = start(arguments.presend, "serve", *options)
            return 0 if asyncio.run(measure(server, int(url.rsplit(":", 1)[1]), arguments)) else 1
        finally:
            for process in running:
                process.kill()
                process.wait()


if __name__ == "__main__":
    sys.exit(main())
