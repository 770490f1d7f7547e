# The CPUs of the machine, and not those that this process may use.
#
#   check-cpus: 0, "usable_cpus() returned 64"
#   on Linux only

# %% usable-cpus
def usable_cpus():
    return os.cpu_count()
