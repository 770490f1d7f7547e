"""A row of the table: a piece of work, done in several ways."""

from dataclasses import dataclass, field

from benchmarks.spread import TOO_WIDE
from helpers import cpu_facts
from parcours.others import TOO_BUSY

__all__ = ["Row"]


@dataclass
class Row:
    """What one of the modules in `benchmarks.work` measured.

    Attributes
    ----------
    work, document, ours, limit : str
        The cells of the table: what is done; how the source document does it, as published and
        measured here; how we do it; what bounds it.
    must : str
        What ours has to reach.
    claims : list of Claim
        The ratios that say whether it does.
    timings : list of dict
        All timings, in seconds a call.
    why : str
        The measured limit, should it not be reached.
    plot : callable, optional
        ``plot()`` draws the row, and returns the figure.
    cpus : int
        How many usable CPUs the claims need.
    others : float
        Share of the machine's CPU time that others took meanwhile, from 0 to 1.
    """

    work: str
    document: str
    ours: str
    limit: str
    must: str
    claims: list
    timings: list
    why: str = ""
    plot: object = None
    cpus: int = 2
    others: float = field(default=0.0, init=False)

    @property
    def noise(self):
        """Say why no figure of this row should be quoted; nothing when all is well."""
        if self.others > TOO_BUSY:
            return f"others took {self.others:.0%} of the CPU time"
        if 2 * len(self._unsure) > len(self.claims):
            return f"quartiles more than {TOO_WIDE:.0%} apart: {', '.join(self._unsure)}"
        return ""

    @property
    def _unsure(self):
        return [claim.what for claim in self.claims if claim.unsure]

    def verdict(self):
        """Say whether every claim holds, and if not, which one does not, and why."""
        if cpu_facts().usable < self.cpus:
            return f"not to be shown with fewer than {self.cpus} usable CPUs"
        sure = [claim for claim in self.claims if not claim.unsure]
        short = [f"{c.what} {c.ratio:.2f}, not {c.least:g}" for c in sure if not c.holds]
        said = [f"too noisy to say: {', '.join(self._unsure)}"] if self._unsure else []
        if short:
            said.insert(0, f"**not reached**: {'; '.join(short)}. {self.why}".strip())
        elif sure:
            said.insert(0, "reached")
        return "; ".join(said) or "shown"
