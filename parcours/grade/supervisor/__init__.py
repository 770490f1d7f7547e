"""Process 1 of a hand-in: holds its tests, keeps time and limits, says what each cell gave.

May touch the hand-in's own ``/tmp`` and its processes; no other hand-in, no gradebook. Never runs a
student's code: it forks a process for that, believes nothing that comes from there, and can neither
be read nor killed by it.
"""
