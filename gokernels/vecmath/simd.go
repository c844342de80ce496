//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import (
	"simd/archsimd"
	"unsafe"

	"gokernels/gokernels/internal/cpu"
)

// SIMDCompiled says whether the SIMD twins are in this build. A build that means to have them
// asserts it, because without GOEXPERIMENT=simd their files drop out silently.
const SIMDCompiled = true

type (
	f4 = archsimd.Float64x4
	f8 = archsimd.Float32x8
	i4 = archsimd.Uint64x4
	i8 = archsimd.Uint32x8

	// vec and vecF are constants in all lanes. They stay in memory and the compiler folds the
	// loads into the arithmetic; kept in variables it would run out of registers and spill.
	vec  = [4]float64
	vecF = [8]float32
)

// splat fills the lanes of a constant; splats does a table.
func splat(c float64) vec { return vec{c, c, c, c} }

func splatF(c float32) vecF { return vecF{c, c, c, c, c, c, c, c} }

func splatBits(b uint64) [4]uint64 { return [4]uint64{b, b, b, b} }

func splatBitsF(b uint32) [8]uint32 { return [8]uint32{b, b, b, b, b, b, b, b} }

func splats(c []float64) []vec {
	out := make([]vec, len(c))
	for i, v := range c {
		out[i] = splat(v)
	}
	return out
}

func splatsF(c []float32) []vecF {
	out := make([]vecF, len(c))
	for i, v := range c {
		out[i] = splatF(v)
	}
	return out
}

func ld(p *vec) f4 { return archsimd.LoadFloat64x4Array(p) }

func ldF(p *vecF) f8 { return archsimd.LoadFloat32x8Array(p) }

func ldBits(p *[4]uint64) i4 { return archsimd.LoadUint64x4Array(p) }

func ldBitsF(p *[8]uint32) i8 { return archsimd.LoadUint32x8Array(p) }

// ldWide loads four float32s as float64s, stWide rounds them back.
func ldWide(p *[4]float32) f4 { return archsimd.LoadFloat32x4Array(p).ConvertToFloat64() }

func stWide(p *[4]float32, v f4) { v.ConvertToFloat32().StoreArray(p) }

// orNaN makes the lanes of y NaN where those of x are.
func orNaN(y, x f4) f4 {
	return y.ToBits().Or(x.IsNaN().ToInt64x4().ToBits()).BitsToFloat64()
}

// orNaNF is orNaN for float32.
func orNaNF(y, x f8) f8 {
	return y.ToBits().Or(x.IsNaN().ToInt32x8().ToBits()).BitsToFloat32()
}

// The next five functions are the only unsafe ones. They view the whole vectors of a slice as arrays: a
// loop over arrays needs no bounds checks and one address computation, which over slices cost a
// third of the time of exp. A short slice has no whole vector, and no array may be taken to be there.

func quads[T any](x []T) [][4]T {
	if len(x) < 4 {
		return nil
	}
	return unsafe.Slice((*[4]T)(unsafe.Pointer(unsafe.SliceData(x))), len(x)/4)
}

func octs[T any](x []T) [][8]T {
	if len(x) < 8 {
		return nil
	}
	return unsafe.Slice((*[8]T)(unsafe.Pointer(unsafe.SliceData(x))), len(x)/8)
}

// pairs is octs for two vectors of four.
func pairs[T any](x []T) [][2][4]T {
	if len(x) < 8 {
		return nil
	}
	return unsafe.Slice((*[2][4]T)(unsafe.Pointer(unsafe.SliceData(x))), len(x)/8)
}

// sixteens is for the reductions: one element a lane.
func sixteens[T any](x []T) [][4][4]T {
	if len(x) < sumLanes {
		return nil
	}
	return unsafe.Slice((*[4][4]T)(unsafe.Pointer(unsafe.SliceData(x))), len(x)/sumLanes)
}

// unsigned views integers without their sign.
func unsigned[T int64 | uint64](x []T) []uint64 {
	if len(x) == 0 {
		return nil
	}
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(x))), len(x))
}

// The drivers below run a function over the whole vectors of slices of equal length and return
// how many elements they did: none on a machine that lacks the instructions. They are inlined with
// the function, which is what makes them fast; the compiler allows that because a function with a
// vector in its signature has three times the inlining budget (hence the unused parameter _).

// map1 is for one argument.
func map1(_ f4, dst, x []float64, f func(f4) f4) int {
	if !accelerated {
		return 0
	}
	d, s := quads(dst), quads(x)
	for i := range d {
		f(ld(&s[i])).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

// map2 is for two arguments.
func map2(_ f4, dst, x, y []float64, f func(x, y f4) f4) int {
	if !accelerated {
		return 0
	}
	d, s, t := quads(dst), quads(x), quads(y)
	for i := range d {
		f(ld(&s[i]), ld(&t[i])).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

// map1F is map1 for float32.
func map1F(_ f8, dst, x []float32, f func(f8) f8) int {
	if !accelerated {
		return 0
	}
	d, s := octs(dst), octs(x)
	for i := range d {
		f(ldF(&s[i])).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 8 * len(d)
}

// map2F is map2 for float32.
func map2F(_ f8, dst, x, y []float32, f func(x, y f8) f8) int {
	if !accelerated {
		return 0
	}
	d, s, t := octs(dst), octs(x), octs(y)
	for i := range d {
		f(ldF(&s[i]), ldF(&t[i])).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 8 * len(d)
}

// map1Wide does float32s in float64 lanes.
func map1Wide(_ f4, dst, x []float32, f func(f4) f4) int {
	if !accelerated {
		return 0
	}
	d, s := quads(dst), quads(x)
	for i := range d {
		stWide(&d[i], f(ldWide(&s[i])))
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

// The drivers named In do vectors whose elements are all in [lo, hi]; the four or eight elements of
// any other vector, NaN included, go through the scalar core one.

func map1In(lo, hi f4, dst, x []float64, one func(float64) float64, f func(f4) f4) int {
	if !accelerated {
		return 0
	}
	d, s := quads(dst), quads(x)
	for i := range d {
		v := ld(&s[i])
		if v.GreaterEqual(lo).And(v.LessEqual(hi)).ToBits() != 0xF {
			slow1(d[i][:], s[i][:], one)
			continue
		}
		f(v).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

func map1InF(lo, hi f8, dst, x []float32, one func(float32) float32, f func(f8) f8) int {
	if !accelerated {
		return 0
	}
	d, s := octs(dst), octs(x)
	for i := range d {
		v := ldF(&s[i])
		if v.GreaterEqual(lo).And(v.LessEqual(hi)).ToBits() != 0xFF {
			slow1(d[i][:], s[i][:], one)
			continue
		}
		f(v).StoreArray(&d[i])
	}
	archsimd.ClearAVXUpperBits()
	return 8 * len(d)
}

func map1WideIn(lo, hi f4, dst, x []float32, one func(float32) float32, f func(f4) f4) int {
	if !accelerated {
		return 0
	}
	d, s := quads(dst), quads(x)
	for i := range d {
		v := ldWide(&s[i])
		if v.GreaterEqual(lo).And(v.LessEqual(hi)).ToBits() != 0xF {
			slow1(d[i][:], s[i][:], one)
			continue
		}
		stWide(&d[i], f(v))
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

// slow1 and slow2 are apply1 and apply2 in the middle of a vector loop. The upper halves of the vector
// registers have to be cleared first: scalar code in its SSE encoding takes 130 ns longer an
// instruction while they are in use (measured on Zen 3), and so it must not be inlined either. For
// the same reason no float variable may live across a vector loop: reloading it would be such code.
//
//go:noinline
func slow1[T any](dst, x []T, one func(T) T) {
	archsimd.ClearAVXUpperBits()
	apply1(dst, x, one)
}

//go:noinline
func slow2[T any](dst, x, y []T, one func(x, y T) T) {
	archsimd.ClearAVXUpperBits()
	apply2(dst, x, y, one)
}

// clearUpper is ClearAVXUpperBits for scalar code, see applyCore1.
func clearUpper() {
	if hasVectors {
		archsimd.ClearAVXUpperBits()
	}
}

// hasVectors stays what the machine says when a test turns accelerated off.
var hasVectors = cpu.HasAVX2FMA()
