"""Kernels that begin with a line of our own."""


def start_up_folder(folder, code):
    """Make a folder that, as IPYTHONDIR, makes every kernel run `code` before its first cell."""
    file = folder / "profile_default" / "startup" / "00-tests.py"
    file.parent.mkdir(parents=True)
    file.write_text(code, encoding="utf-8")
    return str(folder)


def start_method(name):
    """Write the line that sets the start method of multiprocessing."""
    return f"import multiprocessing; multiprocessing.set_start_method({name!r}, force=True)"
