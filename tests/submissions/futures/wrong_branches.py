# No deadlock, but a whole branch is one task.
#
#   check-add-up: 0, "One worker took every task"

# %% add-up
def add_up(executor, function, tree):
    def visit(node):
        if isinstance(node, list):
            return sum(visit(child) for child in node)
        return function(node)

    return sum(executor.map(visit, tree))
