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

// apply1 is the loop over a scalar core for tails and pure twins.
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

// coreBlock is how many elements a scalar core does between two calls of clearUpper, and the length of
// narrow32's buffer.
const coreBlock = 64

// applyCore1 is apply1 for the functions without a SIMD twin. Where vectors are in use elsewhere in
// the process, it clears the upper halves of the vector registers every now and then: Go 1.27 saves
// and restores them when it preempts a goroutine, and leaves them in use; scalar code that mixes SSE
// with FMA, as the cores do, is then a hundred times slower (2 us an element instead of 20 ns).
func applyCore1(dst, x []float64, f func(float64) float64) {
	for len(dst) > 0 {
		n := min(len(dst), coreBlock)
		clearUpper()
		apply1(dst[:n], x[:n], f)
		dst, x = dst[n:], x[n:]
	}
}

// applyCore2 is applyCore1 for two arguments.
func applyCore2(dst, x, y []float64, f func(x, y float64) float64) {
	for len(dst) > 0 {
		n := min(len(dst), coreBlock)
		clearUpper()
		apply2(dst[:n], x[:n], y[:n], f)
		dst, x, y = dst[n:], x[n:], y[n:]
	}
}

// narrow32 makes a float32 function of a float64 one. The one rounding at the end leaves the error at
// 0.5 ULP plus 2**-29 of the float64 error. Conversions have loops of their own, because each depends
// on the register that the one before it wrote, which would line up the calls of f too.
func narrow32(dst, x []float32, f func(float64) float64) {
	var buffer [coreBlock]float64
	for len(dst) > 0 {
		n := min(len(dst), coreBlock)
		clearUpper()
		b := buffer[:n]
		widen(b, x)
		apply1(b, b, f)
		narrow(dst, b)
		dst, x = dst[n:], x[n:]
	}
}

// narrow32Pair is narrow32 for two arguments.
func narrow32Pair(dst, x, y []float32, f func(x, y float64) float64) {
	var first, second [coreBlock]float64
	for len(dst) > 0 {
		n := min(len(dst), coreBlock)
		clearUpper()
		a, b := first[:n], second[:n]
		widen(a, x)
		widen(b, y)
		apply2(a, a, b, f)
		narrow(dst, a)
		dst, x, y = dst[n:], x[n:], y[n:]
	}
}

func widen(dst []float64, x []float32) {
	for i := range dst {
		dst[i] = float64(x[i])
	}
}

func narrow(dst []float32, x []float64) {
	for i, v := range x {
		dst[i] = float32(v)
	}
}
