# The notebook keeps the terrain, and only a forked worker would inherit it.
#
#   check-once: 0, "heights must be kept"
#   check-once-pickles: 0, "heights must be kept"

# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    keep_terrain(heights)
    with Pool(workers) as pool:
        return pool.map(function, suns)
