"""The student's process: runs the cells. It is trusted with nothing.

May touch what a hand-in may: its own folder, and tests one at a time, compiled, when their turn has
come. All that is here can be read and replaced by the code that it runs, so nothing here knows a
test that is still to come, a mark, or a secret.
"""
