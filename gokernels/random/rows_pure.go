//go:build !goexperiment.simd || !amd64 || noasm

package random

// SIMDCompiled says whether this build holds vector code.
const SIMDCompiled = false

func wordRows(w *state, dst []uint64) { wordRowsLoop(w, dst) }

func uniformRows(w *state, dst []float64) { uniformRowsLoop(w, dst) }

func stretch(dst []float64, lo, width float64) { stretchLoop(dst, lo, width) }

func unit32s(dst []float32, words []uint64) { unit32sLoop(dst, words) }

func insideRows(w *state, rows int) int { return insideRowsLoop(w, rows) }
