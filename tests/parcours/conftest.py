"""A course small enough to read: one lesson, one exercise."""

import shutil
from pathlib import Path

import pytest

from parcours.course import Course

ROOT = Path(__file__).parents[2]

LESSON = """\
# Meet your machine

Guess first.

```python
guess = 5.0
```

```python
guess * 2
```
"""

EXERCISE = """\
# Squares

```python nbgrader={"grade": false, "grade_id": "square", "locked": false, "schema_version": 3, "solution": true, "task": false}
def square(x):
    \"\"\"Return the square of x.\"\"\"
    ### BEGIN SOLUTION
    return x * x  # the secret
    ### END SOLUTION
```

<!-- #region tags=["correction"] -->
Only the correction says why.
<!-- #endregion -->

```python nbgrader={"grade": true, "grade_id": "check-square", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert square(2) == 4
### BEGIN HIDDEN TESTS
assert square(3) == 9  # hidden
### END HIDDEN TESTS
```

<!-- #region nbgrader={"grade": true, "grade_id": "why", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false} -->
A model answer.
<!-- #endregion -->
"""


@pytest.fixture
def course(tmp_path):
    """Make a course folder with sources only: nothing has been made from them yet."""
    root = tmp_path / "clone"
    for path, text in {
        "course/en/00-start.md": LESSON,
        "solutions/en/squares/squares.md": EXERCISE,
        "solutions/en/squares/numbers.csv": "1,2,3\n",
    }.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    for name in ("nbgrader_config.py", ".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, root)
    return Course(root)


@pytest.fixture
def edit():
    """Return a function that replaces words in a file that holds them."""

    def replace(file, old, new):
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    return replace
