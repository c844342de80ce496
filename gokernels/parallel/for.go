package parallel

import (
	"fmt"
	"runtime/debug"
)

// For runs body over the chunks of 0..n-1, on the calling goroutine and on idle helpers. It returns the error of the
// lowest chunk that failed, as a serial loop would, and panics with a *Panic if that chunk panicked.
func For(n int, opt *Options, body func(c Chunk) error) error {
	if opt == nil {
		opt = new(Options)
	}
	if err := opt.check(); err != nil {
		return err
	}
	if n <= 0 {
		return nil
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	size := ChunkSize(n, opt.Grain, opt.Chunk)
	if size >= n {
		return inline(n, opt, body)
	}
	return spread(n, size, opt, body)
}

// check refuses what no default stands for.
func (o *Options) check() error {
	if o.Threads < 0 || o.Threads > MaxThreads {
		return fmt.Errorf("number of threads must be 1 to %d, not %d", MaxThreads, o.Threads)
	}
	if o.Chunk < 0 {
		return fmt.Errorf("chunk size must not be negative: %d", o.Chunk)
	}
	if o.Grain < 0 {
		return fmt.Errorf("grain must not be negative: %d", o.Grain)
	}
	if int(o.Schedule) >= len(scheduleNames) {
		return fmt.Errorf("unknown %v", o.Schedule)
	}
	return nil
}

// inline runs a loop of one chunk where it is: no permit, no register, nothing shared.
func inline(n int, opt *Options, body func(c Chunk) error) error {
	if err := opt.Cancel.Err(); err != nil {
		return err
	}
	err, p := guarded(body, Chunk{Hi: n, Last: true})
	if p != nil {
		panic(p)
	}
	return err
}

// guarded runs one chunk and catches its panic.
func guarded(body func(c Chunk) error, c Chunk) (err error, p *Panic) {
	defer func() {
		if v := recover(); v != nil {
			p = newPanic(v, c.Index)
		}
	}()
	return body(c), nil
}

// spread runs a loop of more than one chunk.
func spread(n, size int, opt *Options, body func(c Chunk) error) error {
	if !helpers.hot() {
		freshen()
	}
	threads := opt.Threads
	if threads == 0 {
		threads = current()
	}
	r := newRegion(n, size, opt, body)
	r.run(min(threads, r.endNow()), opt.Schedule)
	err, p := r.outcome.take()
	r.recycle()
	if p != nil {
		panic(p)
	}
	return err
}
