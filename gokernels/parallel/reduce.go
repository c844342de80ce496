package parallel

import "fmt"

// Reduce folds 0..n-1 into one value: chunk folds the positions of one chunk, starting from the identity that it is
// given, and combine, which must be associative, joins neighbours. The partial results are combined as a balanced
// binary tree over the chunk numbers, left operand first, so that not even a rounding error depends on the
// number of threads or on the schedule. combine need not be commutative; it may run on any worker.
//
// The zero T is returned with an error. Every chunk is given the same identity: if T refers to memory, as a
// slice does, use ReduceNew.
func Reduce[T any](n int, opt *Options, identity T, chunk func(c Chunk, acc T) (T, error),
	combine func(a, b T) T) (T, error) {
	return ReduceNew(n, opt, func() T { return identity }, chunk, combine)
}

// ReduceNew is Reduce with an identity that is made anew for every chunk, which may then change it in place;
// so may combine change and return its left operand. Partial results are combined and dropped as soon as
// neighbours are complete: few exist at a time.
func ReduceNew[T any](n int, opt *Options, identity func() T, chunk func(c Chunk, acc T) (T, error),
	combine func(a, b T) T) (total T, err error) {
	if n <= 0 {
		return identity(), For(n, opt, nil)
	}
	f := forest[T]{combine: combine}
	if f.leaves, err = countFor(n, opt); err != nil {
		return total, err
	}
	err = For(n, opt, func(c Chunk) error {
		part, err := chunk(c, identity())
		if err == nil {
			f.submit(c.Index, part)
		}
		return err
	})
	if err != nil {
		return total, err
	}
	return f.root, nil
}

// countFor is the number of chunks that For will make, and an error if it will refuse or they are too many.
func countFor(n int, opt *Options) (int, error) {
	if opt == nil {
		opt = new(Options)
	}
	if err := opt.check(); err != nil {
		return 0, err
	}
	count := chunkCount(n, ChunkSize(n, opt.Grain, opt.Chunk))
	if count > maxLeaves {
		return 0, fmt.Errorf("%d chunks are too many for a reduction: choose a chunk size above %d", count, opt.Chunk)
	}
	return count, nil
}
