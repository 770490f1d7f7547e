# Whether a site ever has sun, instead of how long.
#
#   check-joblib: 0, "minutes, and got"

# %% minutes-of-sun
def minutes_of_sun(function, heights, suns, step, n_jobs=2):
    masks = Parallel(n_jobs=n_jobs)(delayed(function)(heights, sun) for sun in suns)
    return step * np.any(masks, axis=0)
