"""The instructor's side: nbgrader's gradebook, the course's folders, the marks.

May touch all that the instructor may; runs no student code, and never imports it. What comes from a
hand-in is data here: a notebook, files, what `supervisor` says of each cell.
"""
