# Nobody thought of a death.
#
#   check-survive: 0, "survive raised BrokenProcessPool"
#   check-culprit: 0, "survive raised BrokenProcessPool"

# %% survive
def survive(function, items, workers=2, tries=3):
    with ProcessPoolExecutor(workers) as executor:
        return dict(zip(items, executor.map(function, items))), []
