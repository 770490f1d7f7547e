# Each task brings the terrain along, and keeps it again.
#
#   check-once-pickles: 0, "it travels with the tasks"

# %% on-terrain
def on_terrain(function, heights, suns, workers=2):
    def keep_and_call(heights, sun):
        keep_terrain(heights)
        return function(sun)

    return Parallel(n_jobs=workers)(delayed(keep_and_call)(heights, sun) for sun in suns)
