"""Messages between processes: plain JSON, each after its length. Never pickle."""

import json
import math
import struct

__all__ = ["Inbox", "TooLong", "encode", "plain", "receive", "send"]

HEAD = struct.Struct(">I")
DEEPEST = 50  # values within values; what comes after us goes through them recursively


class TooLong(Exception):
    """A message is longer than its receiver allows."""


class Inbox:
    """Puts messages together from the pieces in which they arrive.

    Parameters
    ----------
    limit : int
        Longest message, in bytes.
    """

    def __init__(self, limit):
        self.limit, self.pieces = limit, bytearray()

    def feed(self, piece):
        """Yield the messages that end in this piece; raise `TooLong` at once, not at the end."""
        self.pieces += piece
        while len(self.pieces) >= HEAD.size:
            (length,) = HEAD.unpack_from(self.pieces)
            if length > self.limit:
                raise TooLong
            if len(self.pieces) < HEAD.size + length:
                return
            message = json.loads(self.pieces[HEAD.size : HEAD.size + length])
            del self.pieces[: HEAD.size + length]
            yield message


def plain(value, room=DEEPEST):
    """Return a JSON value without what makes its later readers fail.

    Halves of characters become question marks; numbers that are not finite, and what is nested too
    deeply, become None.
    """
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if not isinstance(value, dict | list):
        return value
    if not room:
        return None
    if isinstance(value, dict):
        return {plain(key): plain(one, room - 1) for key, one in value.items()}
    return [plain(one, room - 1) for one in value]


def encode(message):
    """Return a message as bytes; what is not JSON becomes text, or is left out."""
    content = json.dumps(message, default=repr, skipkeys=True).encode()
    return HEAD.pack(len(content)) + content


def send(connection, message):
    """Send a message over a socket."""
    connection.sendall(encode(message))


def receive(connection):
    """Receive a message, and not a byte more; return None when the other side has closed."""
    head = _read(connection, HEAD.size)
    content = head and _read(connection, HEAD.unpack(head)[0])
    return json.loads(content) if content else None


def _read(connection, length):
    content = bytearray()
    while len(content) < length:
        try:
            piece = connection.recv(min(length - len(content), 1 << 20))
        except ConnectionResetError:
            return None
        if not piece:
            return None
        content += piece
    return bytes(content)
