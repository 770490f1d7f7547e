"""How the programs with which students work save a notebook: what they add, and what they drop."""

ALL = {}


def saver(save):
    """Register a function that changes a notebook, a dictionary, as a program would."""
    ALL[save.__name__] = save
    return save


def code_cells(nb):
    """Return the cells with code."""
    return [cell for cell in nb["cells"] if cell["cell_type"] == "code"]


def old(nb, minor):
    """Make it a notebook of a format without cell ids."""
    nb["nbformat_minor"] = minor
    for cell in nb["cells"]:
        cell.pop("id", None)


@saver
def jupyterlab_4(nb):
    pass


@saver
def colab(nb):
    old(nb, 0)
    nb["metadata"] = {
        "colab": {"provenance": [], "name": "Copy of homework", "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
    }
    for i, cell in enumerate(nb["cells"]):
        cell["metadata"] |= {"id": f"aB{i:010}", "colab": {"base_uri": "https://localhost:8080/"}}
        cell["metadata"]["outputId"] = f"0b1c{i:04}-3a77"
    nb["cells"].append({"cell_type": "code", "metadata": {"id": "end"}, "source": []} | EMPTY)


EMPTY = {"execution_count": None, "outputs": []}


@saver
def vs_code(nb):
    old(nb, 2)
    nb["metadata"] = {
        "kernelspec": {"display_name": ".venv (3.12.3)", "language": "python", "name": "python3"},
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "name": "python",
            "version": "3.12.3",
        },
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": "31f2aee4e71d21fbe5cf8b01ff0e069b"}},
    }
    for cell in code_cells(nb):
        cell["metadata"]["vscode"] = {"languageId": "python"}
        cell["execution_count"] = 7


@saver
def jupyterlab_3(nb):
    old(nb, 5)
    nb["metadata"]["toc-autonumbering"] = True
    nb["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {
            "state": {},
            "version_major": 2,
            "version_minor": 0,
        }
    }
    for i, cell in enumerate(nb["cells"]):
        cell["id"] = f"{i:08x}-0000-4000"
        cell["metadata"] |= {"tags": ["mine"], "jp-MarkdownHeadingCollapsed": False}
    for cell in code_cells(nb):
        cell["metadata"]["execution"] = {"iopub.execute_input": "2024-02-30T12:00:00Z"}
        cell["execution_count"] = 3
        cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": ["of long ago\n"]}]


@saver
def classic_notebook(nb):
    old(nb, 4)
    nb["metadata"] |= {"celltoolbar": "Create Assignment", "hide_input": False}
    nb["metadata"]["varInspector"] = {"window_display": False}
    for cell in code_cells(nb):
        cell["metadata"] |= {"collapsed": True, "scrolled": False, "trusted": True}
        cell["source"] = cell["source"].rstrip("\n").replace("\n", "\r\n").splitlines(True)
        cell["source"] = [line.replace("\r\n", "\n") for line in cell["source"]]


@saver
def format_4_1(nb):
    old(nb, 1)


@saver
def format_4_3(nb):
    old(nb, 3)
    nb["metadata"]["title"] = "Étude"


@saver
def no_kernel(nb):
    nb["metadata"] = {}


@saver
def another_kernel(nb):
    old(nb, 2)
    kernel = {
        "display_name": "Python [conda env:b]",
        "language": "python",
        "name": "conda-env-b-py",
    }
    nb["metadata"] = {"kernelspec": kernel, "deepnote": {}, "deepnote_execution_queue": []}
    for i, cell in enumerate(nb["cells"]):
        cell["metadata"]["cell_id"] = f"00000-{i}"
