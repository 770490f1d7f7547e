"""The bar that shows how far a class is graded."""

from tqdm import tqdm

__all__ = ["progress", "tick"]


def progress(total):
    """Return a bar on stderr for this many hand-ins; nothing is shown where that is no terminal."""
    bar = tqdm(total=total, unit="hand-in", disable=None, dynamic_ncols=True)
    bar.counts = dict.fromkeys(("graded", "with remarks", "failed"), 0)
    return bar


def tick(bar, hand_in):
    """Count a hand-in; None is one that was not due, and says nothing of the time left."""
    if hand_in is None:
        bar.total -= 1
        return
    kind = "failed" if hand_in.failed else "with remarks" if hand_in.remarks else "graded"
    bar.counts[kind] += 1
    said = (f"{number} {kind}" for kind, number in bar.counts.items() if number)
    bar.set_postfix_str(", ".join(said), refresh=False)
    bar.update()
