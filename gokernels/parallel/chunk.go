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
	// roundedBy is what of a chunk rounding may add, one part in so many: a chunk that is longer than the others makes all wait.
	roundedBy = 8
	// fewChunks is up to how many chunks their number matters: of five, one of two workers gets three.
	fewChunks = 64
	// mostGrains bounds the length of a chunk whose grain is known: tokens, signals and time-outs are
	// looked at between chunks, and a grain is some 20 µs of work, so this is a good millisecond.
	mostGrains = 64
)

// ChunkSize is the chunk rule: the number of iterations in every chunk but the last of a loop over
// n. It looks at nothing but its arguments, so that results do not depend on the thread count.
//
//   - n <= grain: one chunk.
//   - chunk > 0: that many.
//   - else the larger of grain and n/256, but no more than 64 grains if the grain is above 1; less, if so many make
//     2 to 64 chunks, that there are 2, 4, 6, 8, 12, 16, 24, 32, 48 or 64; rounded up to a multiple of 64 from 512 on, and of
//     the power of two up to an eighth below.
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
	return roundUp(evened(size, n), n)
}

// evened is a chunk size, up to a third less, that gives few chunks a number that twos, fours and eights divide.
func evened(size, n int) int {
	count := chunkCount(n, size)
	if count == 1 || count > fewChunks {
		return size
	}
	unit := max(2, 1<<bits.Len(uint(count-1)/4))
	count = (count + unit - 1) / unit * unit
	return chunkCount(n, count)
}

// roundUp rounds size to a multiple of chunkMultiple, of less if that were much; at most n.
func roundUp(size, n int) int {
	unit := min(chunkMultiple, 1<<bits.Len(uint(size/roundedBy))>>1)
	if unit > 1 {
		if rest := (unit - size%unit) % unit; rest > n-size { // a sum might overflow
			return n
		} else {
			size += rest
		}
	}
	return min(size, n)
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
