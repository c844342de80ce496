package interp

import (
	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// Host is what a run asks of the world. Its methods are called from the goroutines that For uses, Stream at the
// start of Run only.
type Host interface {
	// For runs chunk on every [k*Size, (k+1)*Size) of 0..n-1, on any goroutines, and returns the error of the lowest
	// chunk that failed; chunks above a failed one need not run. A loop that is not Parallel runs on the caller.
	For(n int, loop Loop, chunk func(c Chunk) error) error
	// ChunkSize is the rule for a loop without chunk size: iterations a chunk, from nothing but the arguments.
	ChunkSize(n, grain, chunk int) int
	// Poll returns an error when the run must stop; no try catches it.
	Poll() error
	Print(text string)
	// Stream is the random stream of the calling thread; it lives on between runs.
	Stream() *random.Stream
	Threads() int    // get_num_threads at entry
	MaxThreads() int // the most that may be set
	Chunk() int      // get_parallel_chunksize at entry, 0 = no wish
	MaxBytes() int   // the largest array that may be made, 0 = what memory there is
}

// Classes is what a Host also has if exceptions of the caller's own classes may be caught by a base class.
type Classes interface {
	Subclass(class, of string) bool
}

// Loop tells the host how to run a parallel loop.
type Loop struct {
	Parallel bool
	Schedule ir.Schedule
	Threads  int // 0 = the host's choice
	Size     int // iterations in every chunk but the last
	Kind     string
	Pos      ir.Pos
}

// Chunk is a half-open run of iterations and the worker that runs it.
type Chunk struct {
	Index, Lo, Hi, Worker int
}

// ChunkSize is the one rule by which a parallel loop is cut: chunk iterations if that is above 0, the host's rule
// for the grain otherwise; larger where there would be more than maxChunks.
func ChunkSize(h Host, n, grain, chunk, maxChunks int) int {
	size := max(h.ChunkSize(n, grain, chunk), 1)
	if maxChunks > 0 && (n-1)/size >= maxChunks {
		size = (n-1)/maxChunks + 1
	}
	return size
}

// Serial is a host of one goroutine. Its zero value is ready; Output collects what is printed.
type Serial struct {
	Output string
	Seed   uint64
	Check  func() error // Poll, if set
	Limit  int          // MaxBytes
	Count  int          // Threads and MaxThreads, 1 if 0
	Wish   int          // Chunk
	stream *random.Stream
}

// serialChunks is into how many chunks Serial cuts a loop: enough that tests see chunks, few enough to be cheap.
const serialChunks = 16

// For runs the chunks one after the other.
func (s *Serial) For(n int, loop Loop, chunk func(c Chunk) error) error {
	for k, lo := 0, 0; lo < n; k++ {
		hi := n
		if n-lo > loop.Size {
			hi = lo + loop.Size
		}
		if err := chunk(Chunk{Index: k, Lo: lo, Hi: hi}); err != nil {
			return err
		}
		lo = hi
	}
	return nil
}

// ChunkSize is chunk, or a sixteenth of n, at least grain.
func (s *Serial) ChunkSize(n, grain, chunk int) int {
	if chunk > 0 {
		return min(chunk, max(n, 1))
	}
	return max((n-1)/serialChunks+1, grain, 1)
}

// Poll asks Check.
func (s *Serial) Poll() error {
	if s.Check == nil {
		return nil
	}
	return s.Check()
}

// Print collects text.
func (s *Serial) Print(text string) { s.Output += text }

// Stream is a stream from Seed.
func (s *Serial) Stream() *random.Stream {
	if s.stream == nil {
		fresh := random.New(s.Seed, 0)
		s.stream = &fresh
	}
	return s.stream
}

// Threads is Count.
func (s *Serial) Threads() int { return max(s.Count, 1) }

// MaxThreads is Count.
func (s *Serial) MaxThreads() int { return max(s.Count, 1) }

// Chunk is Wish.
func (s *Serial) Chunk() int { return s.Wish }

// MaxBytes is Limit.
func (s *Serial) MaxBytes() int { return s.Limit }
