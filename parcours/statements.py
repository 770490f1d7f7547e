"""From a correction to its statement: nbgrader strips, this names the cells and writes the pair."""

import logging
import re

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import capture_log
from traitlets.config.loader import PyFileConfigLoader

from parcours.course import CourseError
from parcours.notebooks import derive_ids, to_markdown

__all__ = ["Release", "check_source", "generate"]


class Release(NbGraderPreprocessor):
    """nbgrader's last step: derive the cells' ids again, and hand over the Markdown pair.

    The ids must come from the text that the student receives. Files put in ``outputs`` are written
    by nbconvert beside the notebook.
    """

    def preprocess(self, nb, resources):
        """Return the notebook with new ids, and the resources with the pair in ``outputs``."""
        derive_ids(nb)
        outputs = resources.setdefault("outputs", {})
        outputs[resources["unique_key"] + ".md"] = to_markdown(nb).encode()
        return nb, resources


def check_source(notebook, name):
    """Refuse a correction that nbgrader could not grade.

    Raises
    ------
    CourseError
        When nbgrader's metadata break its schema, or two cells share a ``grade_id``.
    """
    try:
        MetadataValidator().validate_nb(notebook)
    except Exception as error:  # jsonschema's, nbgrader's own, or a KeyError from within it
        reason = getattr(error, "message", None) or str(error)
        raise CourseError(f"{name}: nbgrader metadata: {reason.splitlines()[0]}") from None


def generate(root, exercise):
    """Run ``nbgrader generate_assignment`` in a course folder, without a gradebook.

    Parameters
    ----------
    root : Path
        A folder with ``nbgrader_config.py`` and ``solutions/en/<exercise>/*.ipynb``; the statement
        is written to ``exercises/en/<exercise>/`` in it.
    exercise : str
        Name of the exercise.

    Raises
    ------
    CourseError
        When nbgrader refuses the correction; the message is nbgrader's own.
    """
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.SaveCells.enabled = False  # what nbgrader's own --no-db does, with no_database
    coursedir = CourseDirectory(
        config=config, root=str(root), student_id=".", assignment_id=exercise
    )
    converter = GenerateAssignment(coursedir=coursedir, config=config, no_database=True, force=True)
    converter.log = logging.getLogger("parcours.nbgrader")
    converter.log.propagate = False
    outcome = capture_log(converter)
    if not outcome["success"]:
        source = f"{coursedir.source_directory}/{exercise}"
        said = re.findall(
            r"^\s*[\w.]*(?:Error|Exception): (.+)", outcome.get("log", ""), re.MULTILINE
        )
        raise CourseError(f"{source}: {said[-1] if said else outcome['error'].splitlines()[-1]}")
