package parallel

// Rest describes the runtime when no region runs, for tests that nothing was lost.
type Rest struct{ Held, Waiting, Searching, Sleeping, Started, OnBoard, Registered int }

// AtRest reads it.
func AtRest() Rest {
	counts := helpers.counts.Load()
	r := Rest{
		Held:      permitted.running(),
		Waiting:   int(waitingOf(permitted.word.Load())),
		Searching: searchingOf(counts),
		Sleeping:  sleepingOf(counts),
	}
	helpers.mu.Lock()
	r.Started = helpers.started
	helpers.mu.Unlock()
	for mask := helpers.mask.Load(); mask != 0; mask &= mask - 1 {
		r.OnBoard++
	}
	for i := range workers {
		b := &workers[i]
		b.Lock()
		for w := b.first; w != nil; w = w.next {
			r.Registered++
		}
		b.Unlock()
	}
	return r
}
