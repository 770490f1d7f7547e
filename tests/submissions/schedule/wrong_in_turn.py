# The tasks are dealt out in turn, whoever is free.
#
#   check-plan: 0, "expected [(0, 0), (1, 0), (1, 2), (0, 3)]"

# %% plan
def plan(seconds, workers):
    free = [0.0] * workers
    answer = []
    for i, one in enumerate(seconds):
        answer.append((i % workers, free[i % workers]))
        free[i % workers] += one
    return answer
