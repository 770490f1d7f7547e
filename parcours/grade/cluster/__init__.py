"""Past one machine: the sandbox's client and server, with Dask between them.

`client` runs beside the gradebook and does not touch it; `worker` runs on another machine, and starts
a sandbox there. What travels is bytes of JSON; nothing that comes from a student is unpickled.
"""
