"""The way into the sandbox: bubblewrap, the server that forks for each hand-in, its namespaces.

`client` and `bubblewrap` run on the machine, with the instructor's rights; they start the server and
pass on messages. From `server` on, nothing of the machine can be written, and of the course only what
one hand-in needs can be read. No gradebook here, and no student code.
"""
