"""What the source documents do, as they were published."""

import multiprocessing
from math import sqrt
from multiprocessing import Pool

import numpy as np
from joblib import Parallel, delayed

from helpers.tasks import fib, nap

__all__ = ["dot", "fibs", "naps", "pool_map", "product", "roots"]


def roots(n=100_000):
    """Do as document A does: each root is a task."""
    return Parallel(n_jobs=2)(delayed(sqrt)(i**2) for i in range(n))


def product(A, B, n_jobs=4):
    """Do as document B does: copies of blocks, as many rows in each."""
    blocks = np.split(A, n_jobs)
    return np.vstack(Parallel(n_jobs=n_jobs)(delayed(np.dot)(block, B) for block in blocks))


def pool_map(function, items):
    """Do as document C does: a new Pool for each call, a message for each task."""
    with Pool(processes=multiprocessing.cpu_count()) as pool:
        return list(pool.imap(function, items))


def dot(va, vb, max_workers=2):
    """Do as document D does: two blocks a worker, and what is left over is lost."""
    dh = va.shape[0] // max_workers
    k = 2
    dhk = dh // k
    if dh != float(va.shape[0]) / max_workers:
        raise RuntimeError("size must be a multiple of max_workers.")
    r = Parallel(n_jobs=max_workers, backend="loky")(
        delayed(np.dot)(va[i * dhk : i * dhk + dhk], vb[i * dhk : i * dhk + dhk])
        for i in range(max_workers * k)
    )
    return sum(r)


def naps(seconds=1.0):
    """Do as document E does: ten naps on two workers."""
    return Parallel(n_jobs=2)(delayed(nap)(seconds) for _ in range(10))


def fibs(n=35):
    """Do as document E does: the short tasks first, the long ones last."""
    return Parallel(n_jobs=-1)(delayed(fib)(i) for i in range(n))
