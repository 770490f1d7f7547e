"""Messages that fit into what Validate shows."""

import textwrap

__all__ = ["wrap"]


def wrap(message):
    """Fold a message into lines of at most 64 characters.

    ``nbgrader validate`` cuts lines at 87, and puts an indent and the error's name in front.
    """
    return textwrap.fill(message, 64)
