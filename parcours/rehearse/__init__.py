"""Run the lessons on this machine, and find out which of their sentences are true here.

A claim is a cell of a lesson's Markdown source, tagged ``claim``, behind the sentence that it
belongs to: a comment that says it in words, then asserts on names that the lesson has computed.
"""
