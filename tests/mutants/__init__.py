"""Small changes to the corrections: a check that lets one pass asks too little.

``make mutants`` grades them; ARGS="pool" takes one exercise.
"""
