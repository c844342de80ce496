package vecmath

import (
	"fmt"

	"gokernels/gokernels/internal/cpu"
)

// accelerated is read once a call; only tests change it, to compare the twins in one binary.
var accelerated = SIMDCompiled && cpu.HasAVX2FMA()

// Accelerated reports whether the SIMD paths are compiled in and this machine can run them.
func Accelerated() bool { return accelerated }

// match cuts x to the length of dst.
func match[T any](dst, x []T) []T {
	if len(x) < len(dst) {
		panicShort(len(dst), len(x))
	}
	return x[:len(dst)]
}

func panicShort(dst, x int) {
	panic(fmt.Sprintf("vecmath: an input has %d elements, fewer than the %d of dst", x, dst))
}

// apply1 is the loop of the pure twins over a scalar core.
func apply1[T any](dst, x []T, f func(T) T) {
	for i := range dst {
		dst[i] = f(x[i])
	}
}

// apply2 is apply1 for two arguments.
func apply2[T any](dst, x, y []T, f func(x, y T) T) {
	for i := range dst {
		dst[i] = f(x[i], y[i])
	}
}

// narrow32 makes a float32 function of a float64 one. The one rounding at the end leaves
// the error at 0.5 ULP plus 2^-29 of the float64 error.
func narrow32(dst, x []float32, f func(float64) float64) {
	for i := range dst {
		dst[i] = float32(f(float64(x[i])))
	}
}
