"""Where the figures come from: the machine and the versions, without its name."""

import platform
from datetime import date
from importlib.metadata import version

import psutil
import threadpoolctl

from helpers import cpu_facts

__all__ = ["facts"]


def facts():
    """Return what a reader has to know about the machine, by name."""
    cpus = cpu_facts()
    blas = next((lib for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas"), {})
    return {
        "date": date.today().isoformat(),
        "processor": _processor(),
        "usable CPUs": cpus.usable,
        "logical CPUs": cpus.logical,
        "memory, GB": round(psutil.virtual_memory().total / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
        "start method": cpus.start_method,
        "Python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "joblib", "threadpoolctl", "matplotlib")},
        "BLAS": " ".join(
            str(blas.get(key, "")) for key in ("internal_api", "version", "architecture")
        ),
    }


def _processor():
    try:  # what platform.processor() leaves out on Linux
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or "unknown"
