"""The laws that bound a speed-up, and the serial fraction that a measured one betrays."""

import numpy as np

__all__ = ["amdahl", "gustafson", "karp_flatt"]


def amdahl(fraction, workers):
    """Return the largest speed-up that Amdahl's law allows when the problem stays the same.

    Parameters
    ----------
    fraction : float or array
        Part of the serial time that can run in parallel, from 0 to 1.
    workers : float or array
        Number of workers, at least 1; ``math.inf`` gives the limit.

    Returns
    -------
    float or ndarray
        ``1 / ((1 - fraction) + fraction / workers)``; arrays are broadcast together.

    Raises
    ------
    ValueError
        If `fraction` is not between 0 and 1, or `workers` is less than 1.

    References
    ----------
    G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing
    capabilities", AFIPS Spring Joint Computer Conference, 1967.

    Examples
    --------
    >>> amdahl(0.5, 2)
    1.3333333333333333
    >>> amdahl(0.75, [1, 3, float("inf")])
    array([1., 2., 4.])
    """
    fraction, workers = _fraction(fraction), _workers(workers, least=1)
    with np.errstate(divide="ignore"):  # no serial part, no end of workers: infinite
        return _plain(1 / ((1 - fraction) + fraction / workers))


def gustafson(fraction, workers):
    """Return the scaled speed-up of Gustafson's law: the problem grows with the workers.

    Parameters
    ----------
    fraction : float or array
        Part of the *parallel* run's time that is spent in parallel, from 0 to 1.
    workers : float or array
        Number of workers, at least 1.

    Returns
    -------
    float or ndarray
        ``(1 - fraction) + fraction * workers``; arrays are broadcast together.

    Raises
    ------
    ValueError
        If `fraction` is not between 0 and 1, or `workers` is less than 1.

    References
    ----------
    J. L. Gustafson, "Reevaluating Amdahl's law", Communications of the ACM 31 (5), 1988.

    Examples
    --------
    >>> gustafson(0.5, 2)
    1.5
    """
    fraction, workers = _fraction(fraction), _workers(workers, least=1)
    return _plain((1 - fraction) + fraction * workers)


def karp_flatt(speedup, workers):
    """Return the serial fraction that a measured speed-up reveals (the Karp-Flatt metric).

    When it grows with the number of workers, overhead is to blame, and not a serial part.

    Parameters
    ----------
    speedup : float or array
        Measured speed-up against the serial code, above 0.
    workers : float or array
        Number of workers that gave it, at least 2.

    Returns
    -------
    float or ndarray
        ``(1 / speedup - 1 / workers) / (1 - 1 / workers)``; above 1 for a slow-down, below 0 for a
        speed-up larger than the number of workers; arrays are broadcast together.

    Raises
    ------
    ValueError
        If `speedup` is not positive, or `workers` is less than 2.

    References
    ----------
    A. H. Karp and H. P. Flatt, "Measuring parallel processor performance", Communications of the
    ACM 33 (5), 1990.

    Examples
    --------
    >>> karp_flatt(1.6, 2)
    0.25
    """
    speedup, workers = np.asarray(speedup, float), _workers(workers, least=2)
    if not (speedup > 0).all():
        raise ValueError(f"speedup must be positive, not {speedup}")
    return _plain((1 / speedup - 1 / workers) / (1 - 1 / workers))


def _fraction(fraction):
    array = np.asarray(fraction, float)
    if not ((array >= 0) & (array <= 1)).all():
        raise ValueError(f"fraction must be between 0 and 1, not {fraction}")
    return array


def _workers(workers, least):
    array = np.asarray(workers, float)
    if not (array >= least).all():
        raise ValueError(f"workers must be at least {least}, not {workers}")
    return array


def _plain(value):
    # A notebook shows 1.5 for a float, and np.float64(1.5) for what NumPy makes of scalars.
    return float(value) if np.ndim(value) == 0 else value
