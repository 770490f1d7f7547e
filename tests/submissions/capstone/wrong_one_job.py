# n_jobs does not reach Parallel, which then works in the notebook.
#
#   check-joblib: 0, "did not get the large terrain as a memmap"
#   check-joblib-parallel: 0, "no worker was used"

# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    masks = Parallel()(delayed(function)(heights, sun) for sun in suns)
    return step * np.sum(masks, axis=0)
