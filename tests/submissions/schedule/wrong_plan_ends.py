# The plan says when each task ends, not when it starts.
#
#   check-plan: 0, "and got [(0, 3.0), (1, 2.0), (1, 4.0), (0, 4.0)]"

# %% plan
def plan(seconds, workers):
    free = [0.0] * workers
    answer = []
    for one in seconds:
        worker = free.index(min(free))
        free[worker] += one
        answer.append((worker, free[worker]))
    return answer
