# After the first good answer the others are cancelled, and the loop goes on to ask them.
#
#   check-first: 0, "waited for the slow one"
#   check-cancel: 0, "asked a cancelled future for its result"

# %% first-successful
def first_successful(executor, function, items):
    futures, answer = [executor.submit(function, item) for item in items], []
    for future in as_completed(futures):
        if future.exception() is None:
            answer.append(future.result())
            for other in futures:
                other.cancel()
    return answer[0] if answer else future.result()
