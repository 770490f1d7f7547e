"""What a cell shows, as nbformat keeps it, and no more of it than allowed."""

import codecs
from contextlib import suppress

from parcours.grade.protocol.frames import plain

__all__ = ["Outputs"]

CUT = "\n... more was printed, and is left out ...\n"


class Outputs:
    """Collects the outputs of one cell.

    Parameters
    ----------
    limit : int
        How many bytes of text are kept; pictures and tables may be sixteen times as long.
    number : int
        The cell's execution count.
    test : bool
        Whether it is a test: an error that is shown in it counts, whatever becomes of the output. A
        value that is shown counts only where it is not more than what the cell ended on.
    """

    def __init__(self, limit, number, test):
        self.list, self.limit, self.number, self.test = [], limit, number, test
        self.printed = self.shown = 0
        self.clearing = self.failed = False
        self.value = None  # the first that a test has shown, as text
        decoder = codecs.getincrementaldecoder("utf-8")
        self.decoders = {name: decoder("replace") for name in ("stdout", "stderr")}

    def stream(self, name, piece):
        """Add what was printed."""
        room = self.limit - self.printed
        self.printed += len(piece)
        if room <= 0:
            return
        text = self.decoders[name].decode(piece[:room])
        if len(piece) > room:
            text += CUT
        self._clear_if_due()
        if self.list and self.list[-1].get("name") == name:
            self.list[-1]["text"] += text
        else:
            self.list.append({"output_type": "stream", "name": name, "text": text})

    def show(self, message):
        """Add a display, a result or an error that the student's process sent."""
        if "clear" in message:
            self.clearing = True
            if not message["clear"]:
                self._clear_if_due()
            return
        output = _output(message, self.number)
        self.shown += len(str(output))
        if output is None:
            return
        if self.test and output["output_type"] == "error":
            self.failed = True
        if self.test and output["output_type"] == "execute_result" and self.value is None:
            self.value = output["data"].get("text/plain", "")
        if self.shown > 16 * self.limit:
            return
        self._clear_if_due()
        same = message.get("id") and [one for one in self.list if one.get("id") == message["id"]]
        if message.get("update"):
            for one in same or []:
                one.update(data=output["data"], metadata=output["metadata"])
        else:
            self.list.append({**output, "id": message.get("id")})

    def finish(self, status, done):
        """Add how the cell ended.

        Returns
        -------
        dict
            ``outputs``; ``status``, which is no longer "ok" but "error" when there was one; and
            ``value``, the text of the value that a test ended on, or None.
        """
        for one in self.list:
            one.pop("id", None)
        value = None
        if status == "ok" and (output := _output(done or {}, self.number)):
            self.list.append(output)
            value = output.get("data", {}).get("text/plain")
        if self.value is not None:
            value = _less(self.value, value)
        if status == "ok" and (
            self.failed or any(one["output_type"] == "error" for one in self.list)
        ):
            status = "error"
        return {"outputs": self.list, "status": status, "value": value}

    def _clear_if_due(self):
        if self.clearing:
            self.list, self.clearing = [], False


def _less(shown, ended):
    """Return which of two values gives fewer points; a value that is no number gives all."""
    if ended is None:
        return shown
    with suppress(ValueError):
        if float(shown) >= 0:
            with suppress(ValueError):
                return min(shown, ended, key=float)
            return shown
    return ended


def _output(message, number):
    """Return an output in nbformat's terms, whatever the message holds; None when it is nothing."""
    message = plain(message)
    if "error" in message:
        return {
            "output_type": "error",
            "ename": str(message["error"]),
            "evalue": str(message.get("value", "")),
            "traceback": [str(line) for line in message.get("traceback") or []],
        }
    data = message.get("result") or message.get("display")
    if not isinstance(data, dict):
        return None
    output = {"data": _bundle(data), "metadata": message.get("metadata") or {}}
    if "result" in message:
        return {"output_type": "execute_result", "execution_count": number, **output}
    return {"output_type": "display_data", **output}


def _bundle(data):
    """Return a MIME bundle in which all but JSON is text."""
    return {
        kind: value if isinstance(value, str) or kind.endswith("json") else str(value)
        for kind, value in data.items()
    }
