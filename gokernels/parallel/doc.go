// Package parallel runs the iterations of a loop on several goroutines: For, ForGrid, Reduce, schedules, per-worker
// storage, cancellation, progress.
//
//	err := parallel.For(len(x), nil, func(c parallel.Chunk) error {
//		for i := c.Lo; i < c.Hi; i++ {
//			x[i] *= 2
//		}
//		return nil
//	})
//
// What holds for every loop, whatever its schedule and number of threads:
//
//   - The loop is cut into chunks by its length, grain and chunk size alone, and partial results are combined in a fixed
//     order: the same bits for 1 thread and for 64.
//   - The caller is worker 0 and starts at once; helpers join when they are idle. Any number of goroutines may call
//     at the same time, and bodies may start loops of their own, to any depth. No more workers run at once in
//     the whole process than the larger of NumThreads and the number of CPUs; callers take turns.
//   - The error of the lowest chunk that fails is returned, as a serial loop would; a panic in a body, a bad address
//     included, comes out of the call as a *Panic and leaves the runtime whole.
//
// A body may block, but not wait for a loop that it started on another goroutine: that loop may be waiting for
// the permit which the body's worker holds. What the runtime cannot catch are Go's fatal errors, such as
// a stack overflow or concurrent writes to a map. A 64-bit machine is required.
//
// README.md describes the protocol between callers and helpers and why it can neither sleep through work nor
// lock up; it is to be read before any file from region.go on.
//
// The package imports the standard library only. It must not import any other package of this module, import "C",
// or read the environment.
package parallel
