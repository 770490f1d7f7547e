"""nbgrader's settings: a clone of the course is an nbgrader course folder."""

import os
import sys
from pathlib import Path

from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.converters import GenerateAssignment

from parcours.statements import Release

c = get_config()  # noqa: F821

# nbgrader calls alembic by its name, also when nobody has activated the environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

c.CourseDirectory.course_id = "parcours"
c.CourseDirectory.source_directory = "solutions/en"
c.CourseDirectory.release_directory = "exercises/en"

# Text pairs are not hand-ins: a correction's would show the solutions to every student.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]

# First, cells that only the correction has; last, cell ids and the statement's Markdown pair.
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"correction"}
c.GenerateAssignment.preprocessors = [
    TagRemovePreprocessor,
    *GenerateAssignment.preprocessors.default(),
    Release,
]

c.ClearSolutions.code_stub = {
    "python": '# YOUR CODE HERE\nraise NotImplementedError("replace this line by your own code")'
}
c.ClearSolutions.text_stub = "*Write your answer here, in place of this line.*"

# A check waits a few seconds for workers that never meet; this ends an endless loop.
c.ExecutePreprocessor.timeout = 120
