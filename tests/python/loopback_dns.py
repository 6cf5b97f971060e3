"""A DNS server on loopback that answers from a table and counts what it is asked."""

from __future__ import annotations

import collections
import socket
import struct
import threading

A, MX, AAAA = 1, 15, 28
NXDOMAIN = 3


def _name(text: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\0"


class LoopbackDns:
    """Every domain in ``domains`` has one mail host, ``mx.DOMAIN``, with one address; every other name does not exist."""

    def __init__(self, domains: set[str]) -> None:
        self.domains = domains
        self.asked: collections.Counter[tuple[str, int]] = collections.Counter()
        self._packets: set[tuple[object, bytes]] = set()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.bind(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def times_asked(self, domain: str) -> int:
        """How often the mail hosts of a domain were asked for."""
        return self.asked[domain, MX]

    def _serve(self) -> None:
        while True:
            question, client = self._socket.recvfrom(4096)
            self._socket.sendto(self._answer(question, client), client)

    def _answer(self, question: bytes, client: object) -> bytes:
        labels, at = [], 12
        while question[at]:
            labels.append(question[at + 1 : at + 1 + question[at]].decode())
            at += 1 + question[at]
        name, (kind,) = ".".join(labels).lower(), struct.unpack(">H", question[at + 1 : at + 3])
        # A question whose answer was slow is sent again from the same port and with the same number: it is not asked anew.
        packet = (client, question[: at + 5])
        self.asked[name, kind] += packet not in self._packets
        self._packets.add(packet)
        asked = question[12 : at + 5]
        records = b""
        exists = name in self.domains or name.removeprefix("mx.") in self.domains
        if kind == MX and name in self.domains:
            exchange = _name("mx." + name)
            records = b"\xc0\x0c" + struct.pack(">HHIHH", MX, 1, 300, 2 + len(exchange), 10) + exchange
        elif kind == A and exists:
            records = b"\xc0\x0c" + struct.pack(">HHIH", A, 1, 300, 4) + bytes([20, 0, 0, 1])
        flags = 0x8180 if exists else 0x8180 | NXDOMAIN
        return question[:2] + struct.pack(">HHHHH", flags, 1, 1 if records else 0, 0, 0) + asked + records
