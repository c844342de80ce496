package parallel

import "time"

// Options of a region; nil stands for the zero value.
type Options struct {
	Threads    int                         // workers it may use, the caller included; 0 = NumThreads()
	Schedule   Schedule                    // how chunks are dealt to workers
	Chunk      int                         // iterations a chunk; 0 = chosen by ChunkSize
	Grain      int                         // least iterations worth a chunk; 0 = 1
	Cancel     *Token                      // polled before every chunk
	Watch      func(done, total int) error // called on the caller's goroutine between chunks and while it waits; an error stops the region
	WatchEvery time.Duration               // least time between calls of Watch; 0 = 20 ms
}
