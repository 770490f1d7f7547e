"""Grade a class as `nbgrader autograde` does: many hand-ins at a time, each in a sandbox.

README.md in this folder says how the pieces fit, what differs from nbgrader on purpose, and what a
hand-in could still do.
"""
