# Every exit code but 0 is "failed": which signal, which code, nobody learns.
#
#   check-endings: 0, "endings said 'failed', and not 'exit code 3'"

# %% endings
def endings(calls):
    processes = [Process(target=function, args=args) for function, args in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return ["done" if process.exitcode == 0 else "failed" for process in processes]
