package parallel

import "math/bits"

// Chunk is a half-open run of positions [Lo, Hi) of a loop over 0..n-1, and the worker that runs it.
type Chunk struct {
	Index  int  // number of the chunk, counted from position 0
	Lo, Hi int  // the positions of the chunk
	Worker int  // 0..threads-1; no two chunks that run at the same time in one region share it
	Last   bool // the chunk holds position n-1
}

const (
	// targetChunks is what the rule aims at: enough chunks that 64 workers still get four each to
	// level out uneven work, few enough that partial results stay within a few kilobytes.
	targetChunks = 256
	// chunkMultiple is what long chunks are rounded to: 64 elements of a byte or more are whole
	// cache lines (no two workers write one line of an aligned array) and whole vectors of any width.
	chunkMultiple = 64
	// mostGrains bounds the length of a chunk whose grain is known: tokens, signals and time-outs are
	// looked at between chunks, and a grain is some 20 µs of work, so this is a good millisecond.
	mostGrains = 64
)

// ChunkSize is the chunk rule: the number of iterations in every chunk but the last of a loop over
// n. It looks at nothing but its arguments, so that results do not depend on the thread count.
//
//   - n <= grain: one chunk.
//   - chunk > 0: that many.
//   - else the larger of grain and n/256, but no more than 64 grains if the grain is above 1; rounded up to
//     a multiple of 64 from 64 on, and to a power of two below. (To 64 always would leave loops of a few
//     expensive iterations without parallelism.)
func ChunkSize(n, grain, chunk int) int {
	if n <= max(grain, 1) {
		return max(n, 1)
	}
	if chunk > 0 {
		return min(chunk, n)
	}
	size := max((n-1)/targetChunks+1, grain)
	if grain > 1 && size/mostGrains >= grain {
		size = mostGrains * grain
	}
	if size > n-chunkMultiple { // also keeps the rounding below from overflowing
		return min(n, roundUp(min(size, n), n))
	}
	return roundUp(size, n)
}

// roundUp rounds size to a power of two below chunkMultiple and to a multiple of it above, at most n.
func roundUp(size, n int) int {
	if size < chunkMultiple {
		return min(n, 1<<bits.Len(uint(size-1)))
	}
	if size > n-chunkMultiple {
		rest := (chunkMultiple - size%chunkMultiple) % chunkMultiple
		if rest > n-size {
			return n
		}
		return size + rest
	}
	return (size + chunkMultiple - 1) / chunkMultiple * chunkMultiple
}

// chunkCount is the number of chunks of the given size in n > 0 positions.
func chunkCount(n, size int) int { return (n-1)/size + 1 }

// chunkAt is chunk number i of n positions cut into chunks of size.
func chunkAt(i, n, size, worker int) Chunk {
	lo := i * size
	if n-lo <= size {
		return Chunk{Index: i, Lo: lo, Hi: n, Worker: worker, Last: true}
	}
	return Chunk{Index: i, Lo: lo, Hi: lo + size, Worker: worker}
}
