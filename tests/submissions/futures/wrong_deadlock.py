# The colleague's code, as it was sent.
#
#   check-add-up: 0, "waits for a task that no worker is free to run"

# %% add-up
def add_up(executor, function, tree):
    def visit(node):
        if isinstance(node, list):
            parts = [executor.submit(visit, child) for child in node]
            return sum(part.result() for part in parts)
        return function(node)

    return executor.submit(visit, tree).result()
