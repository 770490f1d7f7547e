# An error ends the thread, and the outcomes of the others are lost.
#
#   check-map-outcomes: 0, "it must not end the thread"

# %% threaded-map
def threaded_map(function, items, workers=2):
    todo, outcomes = queue.Queue(), {}
    for number, item in enumerate(items):
        todo.put((number, item))
    for _ in range(workers):
        todo.put(None)

    def work():
        while (job := todo.get()) is not None:
            number, item = job
            outcomes[number] = function(item)

    threads = [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(outcomes))]
