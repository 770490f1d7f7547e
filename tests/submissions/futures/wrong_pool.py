# A Pool forgets the task whose worker died, and get() waits for ever.
#
#   check-survive: 0, "a Pool lets you wait for ever"
#   check-culprit: 0, "a Pool lets you wait for ever"

# %% survive
from multiprocessing import Pool


def survive(function, items, workers=2, tries=3):
    with Pool(workers) as pool:
        answers = {item: pool.apply_async(function, (item,)) for item in items}
        return {item: answer.get() for item, answer in answers.items()}, []
