package random

// A row is one value of each lane. The loops over whole rows run lane by lane, so that a lane's
// state stays in registers. They are the portable twins of those in rows_simd.go.

// state is the words of a stream: word k of lane l is at [k][l].
type state = [4][Lanes]uint64

// wordRowsLoop is
//
//	for i := range dst {
//		dst[i] = next word of lane i % Lanes
//	}
//
// for a whole number of rows.
func wordRowsLoop(w *state, dst []uint64) {
	for len(dst) > 0 {
		n := min(len(dst), stride)
		for l := range Lanes {
			wordLane(w, l, dst[:n])
		}
		dst = dst[n:]
	}
}

func wordLane(w *state, l int, dst []uint64) {
	a, b, c, d := w[0][l], w[1][l], w[2][l], w[3][l]
	for i := l; i < len(dst); i += Lanes {
		dst[i], a, b, c, d = step(a, b, c, d)
	}
	w[0][l], w[1][l], w[2][l], w[3][l] = a, b, c, d
}

// uniformRowsLoop is
//
//	for i := range dst {
//		dst[i] = unit(next word of lane i % Lanes)
//	}
//
// for a whole number of rows.
func uniformRowsLoop(w *state, dst []float64) {
	for len(dst) > 0 {
		n := min(len(dst), stride)
		for l := range Lanes {
			uniformLane(w, l, dst[:n])
		}
		dst = dst[n:]
	}
}

func uniformLane(w *state, l int, dst []float64) {
	a, b, c, d := w[0][l], w[1][l], w[2][l], w[3][l]
	for i := l; i < len(dst); i += Lanes {
		var r uint64
		r, a, b, c, d = step(a, b, c, d)
		dst[i] = unit(r)
	}
	w[0][l], w[1][l], w[2][l], w[3][l] = a, b, c, d
}

// stretchLoop is
//
//	for i := range dst {
//		dst[i] = lo + width*dst[i]
//	}
func stretchLoop(dst []float64, lo, width float64) {
	for i := range dst {
		dst[i] = lo + float64(width*dst[i])
	}
}

// unit32sLoop is
//
//	for i, w := range words {
//		dst[i] = unit32(w)
//	}
func unit32sLoop(dst []float32, words []uint64) {
	dst = dst[:len(words)]
	for i, w := range words {
		dst[i] = unit32(w)
	}
}

// insideRowsLoop counts the points inside the circle among rows points of each lane.
func insideRowsLoop(w *state, rows int) int {
	count := 0
	for l := range Lanes {
		count += insideLane(w, l, rows)
	}
	return count
}

func insideLane(w *state, l, rows int) int {
	a, b, c, d := w[0][l], w[1][l], w[2][l], w[3][l]
	count := 0
	for range rows {
		var x, y uint64
		x, a, b, c, d = step(a, b, c, d)
		y, a, b, c, d = step(a, b, c, d)
		if inside(unit(x), unit(y)) {
			count++
		}
	}
	w[0][l], w[1][l], w[2][l], w[3][l] = a, b, c, d
	return count
}

// inside rounds both squares and the sum: a fused x*x + y*y would differ between machines.
func inside(x, y float64) bool { return float64(x*x)+float64(y*y) < 1 }
