"""What the exercises check with: proofs that do not depend on luck, and messages that help.

A check is an `assert` whose message was folded by `wrap`. The frames of these functions stay out of
the traceback (IPython's ``__tracebackhide__``), so that the reader's own code comes last.
"""

from helpers.checks.comparing import MAPS, same
from helpers.checks.files import file_pairs, gate_and_free, stumbling
from helpers.checks.leftovers import no_pool_left, no_process_left, no_thread_left
from helpers.checks.messages import wrap
from helpers.checks.surroundings import one_cpu, spawned
from helpers.checks.waiting import in_time, meet, meet_exactly
from helpers.checks.witnesses import WatchedDot, dask_client, lent_executor

__all__ = [
    "MAPS",
    "WatchedDot",
    "dask_client",
    "file_pairs",
    "gate_and_free",
    "in_time",
    "lent_executor",
    "meet",
    "meet_exactly",
    "no_pool_left",
    "no_process_left",
    "no_thread_left",
    "one_cpu",
    "same",
    "spawned",
    "stumbling",
    "wrap",
]
