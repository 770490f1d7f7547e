"""A Sphinx extension: where links lead that Sphinx cannot follow by itself."""

import posixpath
import re
from pathlib import PurePosixPath

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.nodes import make_refnode

__all__ = ["setup"]


def setup(app):
    """Register with Sphinx."""
    app.add_config_value("parcours_course", None, "env")
    app.add_config_value("parcours_repository", None, "env")
    app.connect("doctree-read", _link_files)
    app.connect("doctree-resolved", _link_helpers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _link_files(app, doctree):
    """Lead links to a page's other source, en/03-pool.md say, to the page; to other files, to GitHub."""
    folder = posixpath.dirname(app.env.docname)
    for link in list(doctree.findall(pending_xref)):
        if link["reftype"] != "myst" or link.get("refdomain"):
            continue
        path, _, anchor = link["reftarget"].partition("#")
        path = posixpath.normpath(posixpath.join(folder, path))
        page = str(PurePosixPath(path).with_suffix(""))
        if page in app.env.found_docs:
            link["refdomain"], link["reftarget"], link["reftargetid"] = "doc", page, anchor or None
        elif (app.config.parcours_course.root / path).exists():
            address = app.config.parcours_repository.file(path)
            link.replace_self(nodes.reference("", "", *link.children, refuri=address))


def _link_helpers(app, doctree, page):
    """Link the first mention of a helper in a lesson, `measure` say, to what its docstring says."""
    if not re.match(r"course/en/\d\d", page):
        return
    entries = {
        entry.node_id.rpartition(".")[2]: entry
        for entry in app.env.get_domain("py").objects.values()
        if entry.node_id.rpartition(".")[0] in ("helpers", "helpers.tasks")
    }
    for code in list(doctree.findall(nodes.literal)):
        name = code.astext().removesuffix("()")
        if name in entries and not isinstance(code.parent, nodes.reference | nodes.title):
            entry = entries.pop(name)
            link = make_refnode(app.builder, page, entry.docname, entry.node_id, code.deepcopy())
            code.replace_self(link)
