# A negative exit code is taken for an ordinary one.
#
#   check-endings: 0, "endings said 'exit code -15', and not 'SIGTERM'"
#   on Linux only

# %% endings
def endings(calls):
    processes = [Process(target=function, args=args) for function, args in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [f"exit code {process.exitcode}" if process.exitcode else "done" for process in processes]
