# The counts are kept in the tally, and the store is only told.
#
#   check-tally: 0, "did not read the count from the store"

# %% tally
class Tally:
    def __init__(self, store):
        self.store, self.counts, self.lock = store, {}, Lock()

    def add(self, name, votes=1):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + votes
            self.store.write(name, self.counts[name])
            return self.counts[name]
