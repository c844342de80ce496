package compile

import (
	"errors"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/random"
)

const (
	// watchEvery is how often the caller looks up from its work: Ctrl-C within 10 ms feels immediate.
	watchEvery = 10 * time.Millisecond
	// quietPolls is how many polls of a run set no timer: it costs more than a short call.
	quietPolls = 8
)

// host is the world as a running program sees it: interp.Host over parallel.For.
type host struct {
	call *Call
	me   uintptr // the goroutine that called, by which Poll knows who polls; 0 where nothing is to be watched

	cause atomic.Pointer[error] // Watch's error, which stops all workers
	first atomic.Pointer[parallel.Panic]
	polls atomic.Int32 // up to quietPolls
	rung  atomic.Bool  // the bell rang: time for Watch
	bell  *time.Timer

	loops       atomic.Int32 // parallel loops that run, one in another
	done, total int          // of the outermost; the calling goroutine's

	printing sync.Mutex
	text     []byte
	printed  atomic.Bool // text is not empty
}

var hosts = sync.Pool{New: func() any {
	h := new(host)
	h.bell = time.AfterFunc(time.Hour, func() { h.rung.Store(true) })
	h.bell.Stop()
	return h
}}

func (h *host) begin(c *Call) {
	h.call = c
	h.done, h.total = 0, 0
	h.cause.Store(nil)
	h.first.Store(nil)
	h.rung.Store(false)
	h.loops.Store(0)
	h.polls.Store(0)
}

// end gives the rest of the text out. A bell that rings later rings for nobody.
func (h *host) end() error {
	if h.polls.Load() >= quietPolls {
		h.bell.Stop()
	}
	err := h.flush()
	h.call = nil
	return err
}

// stopped is why the run must stop, nil if it need not.
func (h *host) stopped() error {
	if cause := h.cause.Load(); cause != nil {
		return *cause
	}
	return h.call.Cancel.Err()
}

// Poll stops a worker that has to, and runs Watch if it is the caller who polls and the bell rang.
func (h *host) Poll() error {
	if err := h.stopped(); err != nil {
		return err
	}
	if h.call.Watch == nil && !h.printed.Load() {
		return nil
	}
	if h.polls.Load() < quietPolls && h.polls.Add(1) == quietPolls {
		h.bell.Reset(watchEvery)
	}
	if h.rung.Load() && h.mine() {
		return h.look()
	}
	return nil
}

// mine reports whether the calling goroutine is the one that called Run.
func (h *host) mine() bool { return h.me != 0 && h.me == parallel.Goroutine() }

// look runs Watch and sets the bell anew. After an error of Watch's it is not called again: Python has an exception set.
func (h *host) look() error {
	if cause := h.cause.Load(); cause != nil {
		return *cause
	}
	h.rung.Store(false)
	done := false
	defer h.halt(&done, -1)
	err := h.flush()
	if err == nil && h.call.Watch != nil {
		err = h.call.Watch(h.done, h.total)
	}
	done = true
	if err != nil {
		h.cause.CompareAndSwap(nil, &err)
		return err
	}
	h.bell.Reset(watchEvery)
	return nil
}

// For runs a loop's chunks on the workers, or on the caller if it is not parallel. Loops inside of chunks may be
// parallel too; each gives its workers numbers from 0 on.
func (h *host) For(n int, loop interp.Loop, chunk func(c interp.Chunk) error) error {
	if !loop.Parallel {
		return h.serial(n, loop.Size, chunk)
	}
	outermost := h.loops.Add(1) == 1
	opt := parallel.Options{Threads: loop.Threads, Chunk: loop.Size, Cancel: h.call.Cancel, WatchEvery: watchEvery}
	opt.Schedule = parallel.Schedule(loop.Schedule)
	if opt.Schedule == parallel.Auto {
		opt.Schedule = h.call.Schedule
	}
	if h.mine() {
		opt.Watch = h.watch(outermost)
	}
	err := parallel.For(n, &opt, func(c parallel.Chunk) error {
		if err := h.stopped(); err != nil {
			return err
		}
		done := false
		defer h.halt(&done, c.Index)
		err := chunk(interp.Chunk{Index: c.Index, Lo: c.Lo, Hi: c.Hi, Worker: c.Worker})
		done = true
		return err
	})
	h.loops.Add(-1)
	if p := h.first.Load(); p != nil && errors.Is(err, errPanic) { // a lower chunk stopped for it
		panic(p)
	}
	return err
}

var errPanic = errors.New("another part of the program panicked")

// halt stops all workers if what it is deferred in panics: what they do does not matter any more, and it may be endless.
func (h *host) halt(done *bool, chunk int) {
	if *done {
		return
	}
	value := recover()
	p, ok := value.(*parallel.Panic)
	if value != nil && !ok {
		p = &parallel.Panic{Value: value, Stack: debug.Stack(), Chunk: chunk}
	}
	h.first.CompareAndSwap(nil, p)
	h.cause.CompareAndSwap(nil, &errPanic)
	if p != nil { // else the goroutine ends
		panic(p)
	}
}

// watch is parallel's Watch of a loop that the calling goroutine runs.
func (h *host) watch(outermost bool) func(done, total int) error {
	return func(done, total int) error {
		if outermost {
			h.done, h.total = done, total
		}
		return h.look()
	}
}

func (h *host) serial(n, size int, chunk func(c interp.Chunk) error) error {
	for k, lo := 0, 0; lo < n; k++ {
		hi := n
		if n-lo > size {
			hi = lo + size
		}
		if err := chunk(interp.Chunk{Index: k, Lo: lo, Hi: hi}); err != nil {
			return err
		}
		lo = hi
	}
	return nil
}

// ChunkSize is parallel's rule: it knows nothing of threads.
func (h *host) ChunkSize(n, grain, chunk int) int { return parallel.ChunkSize(n, grain, chunk) }

// Print keeps text for the calling goroutine.
func (h *host) Print(text string) {
	h.printing.Lock()
	defer h.printing.Unlock()
	h.text = append(h.text, text...)
	h.printed.Store(true)
}

// flush gives the caller what was printed so far.
func (h *host) flush() error {
	if !h.printed.Load() {
		return nil
	}
	h.printing.Lock()
	text := string(h.text)
	h.text = h.text[:0]
	h.printed.Store(false)
	h.printing.Unlock()
	if h.call.Print == nil {
		return nil
	}
	return h.call.Print(text)
}

// Stream is the caller's, or a new one that nobody can reproduce.
func (h *host) Stream() *random.Stream {
	if h.call.Stream == nil {
		fresh := random.New(random.Seed(), 0)
		h.call.Stream = &fresh
	}
	return h.call.Stream
}

// Threads is get_num_threads at entry.
func (h *host) Threads() int {
	if h.call.Threads > 0 {
		return h.call.Threads
	}
	return parallel.NumThreads()
}

// MaxThreads is the most that set_num_threads takes.
func (h *host) MaxThreads() int { return parallel.MaxThreads }

// Chunk is get_parallel_chunksize at entry.
func (h *host) Chunk() int { return h.call.Chunk }

// MaxBytes is what memory there is now.
func (h *host) MaxBytes() int { return memory.available() }

// Subclass asks the caller.
func (h *host) Subclass(class, of string) bool {
	return h.call.Subclass != nil && h.call.Subclass(class, of)
}
