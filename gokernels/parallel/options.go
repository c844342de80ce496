package parallel

import "time"

// Options of a region; nil stands for the zero value.
type Options struct {
	Threads  int      // workers it may use, the caller included, up to MaxThreads; 0 = NumThreads()
	Schedule Schedule // how chunks are dealt to workers
	Chunk    int      // iterations a chunk; 0 = chosen by ChunkSize
	Grain    int      // least iterations worth a chunk; no more than that run where they are, as one chunk; 0 = 1
	Cancel   *Token   // polled before every chunk; nil = never cancelled

	// Watch is called on the caller's goroutine only: between chunks, and while the caller waits. It is told how many of
	// the iterations are done. An error stops the region and is returned. A loop of one chunk does not call it.
	Watch      func(done, total int) error
	WatchEvery time.Duration // least time between the calls; 0 = 20 ms
}
