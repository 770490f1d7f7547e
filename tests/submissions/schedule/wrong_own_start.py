# Each worker's waiting is counted from its own first start to its own last end.
#
#   check-waited: 0, "worker 8 waited 2.0 s, and your answer is 0.0"

# %% waited
def waited(run):
    answer = {}
    for pid in {task.pid for task in run}:
        mine = [task for task in run if task.pid == pid]
        span = max(task.end for task in mine) - min(task.start for task in mine)
        answer[pid] = span - sum(task.end - task.start for task in mine)
    return answer
