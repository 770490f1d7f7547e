# The memmap is switched off.
#
#   check-joblib: 0, "did not get the large terrain as a memmap"

# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    masks = Parallel(n_jobs=n_jobs, max_nbytes=None)(delayed(function)(heights, sun) for sun in suns)
    return step * np.sum(masks, axis=0)
