"""Where the course lives on the web; a fork says so once, in pyproject.toml."""

import re
import tomllib
from dataclasses import dataclass

from parcours.course import CourseError

__all__ = ["Repository", "find_repository"]

BRANCH = "main"


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub.

    Parameters
    ----------
    url : str
        Its address, such as ``https://github.com/somebody/parcours``.
    """

    url: str

    @property
    def name(self):
        """Owner and name: ``somebody/parcours``."""
        return self.url.removeprefix("https://github.com/")

    @property
    def site(self):
        """Where GitHub Pages publishes the site."""
        owner, name = self.name.split("/")
        return f"https://{owner}.github.io/{name}/"

    def file(self, path):
        """Address of a file or a folder."""
        return f"{self.url}/blob/{BRANCH}/{path}"

    def binder(self, path):
        """Address that opens a notebook in JupyterLab, on Binder."""
        return f"https://mybinder.org/v2/gh/{self.name}/{BRANCH}?urlpath=lab/tree/{path}"

    def colab(self, path):
        """Address that opens a notebook on Colab, where `helpers` has yet to be installed."""
        return f"https://colab.research.google.com/github/{self.name}/blob/{BRANCH}/{path}"


def find_repository(course):
    """Read the repository's address from the course's pyproject.toml.

    Raises
    ------
    CourseError
        When it is not there, or not GitHub's.
    """
    project = tomllib.loads((course.root / "pyproject.toml").read_text(encoding="utf-8"))
    url = project["project"].get("urls", {}).get("Source", "").rstrip("/")
    if not re.fullmatch(r"https://github\.com/[^/]+/[^/]+", url):
        raise CourseError(
            "pyproject.toml, under [project.urls], must give Source: https://github.com/owner/name"
        )
    return Repository(url)
