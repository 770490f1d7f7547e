"""The kernel that a notebook names: whether it is this Python, and what it has in its environment."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

__all__ = ["Kernel", "find_kernel"]

ELSEWHERE = (
    "hand-ins run in the environment of this command: install parcours there, or use nbgrader"
)


@dataclass(frozen=True)
class Kernel:
    """What is known of a kernel.

    Parameters
    ----------
    refusal : str, optional
        Why nothing can be graded with it here.
    environment : dict
        The variables that it sets.
    """

    refusal: str | None = None
    environment: dict = field(default_factory=dict)


def find_kernel(name):
    """Look a kernel up by its name."""
    name = "python3" if name == "python" else name  # as jupyter_client has it
    try:
        spec = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return Kernel(f"there is no kernel called {name!r} here")
    if spec.language.lower() != "python":
        return Kernel(f"it is written in {spec.language}: use nbgrader autograde")
    if not any("ipykernel" in word for word in spec.argv):
        return Kernel(f"its kernel {name!r} is not IPython's own: use nbgrader autograde")
    if not _is_this_python(spec.argv[0]):
        return Kernel(f"its kernel {name!r} belongs to another environment, and {ELSEWHERE}")
    around = {key: Template(value).safe_substitute(os.environ) for key, value in spec.env.items()}
    return Kernel(environment=around)


def _is_this_python(program):
    """Whether a kernel's first word starts the Python that runs this, with the same packages."""
    plain = ("python", f"python{sys.version_info[0]}", f"python3.{sys.version_info[1]}")
    if program in plain or Path(program) == Path(sys.executable):
        return True
    ask = [program, "-c", "import sys; print(sys.prefix)"]
    try:
        prefix = subprocess.run(ask, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return False
    return os.path.realpath(prefix.strip()) == os.path.realpath(sys.prefix)
