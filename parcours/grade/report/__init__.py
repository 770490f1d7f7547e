"""What the instructor sees: the bar, the table, the report.

Reads the gradebook and the graded notebooks, writes nothing but the report. What students wrote is
text here, and has to be made harmless before it is shown.
"""
