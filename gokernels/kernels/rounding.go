package kernels

import (
	"unsafe"

	"gokernels/gokernels/vecmath"
)

// roundingRows are floor, ceil and trunc, which leave integers and bools as they are (as NumPy since 2.1).
func roundingRows() []Row {
	row := func(name, summary string, f32 func(dst, x []float32), f64 func(dst, x []float64)) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a)",
			Args:    []Arg{arrayArg("a", "The numbers.")},
			Types:   computed(same, all...),
			Returns: "An array of the shape and dtype of `a`; integers and bools are unchanged.",
		}, keepLoops().and(unaryFloats(f32, f64)), 0.7)
	}
	return []Row{
		row("floor", "The largest integer not above each element.", vecmath.Floor32, vecmath.Floor),
		row("ceil", "The smallest integer not below each element.", vecmath.Ceil32, vecmath.Ceil),
		row("trunc", "Each element without its fraction.", vecmath.Trunc32, vecmath.Trunc),
	}
}

// keepLoops copy integers and bools.
func keepLoops() loops {
	return loops{Bool: keep[uint8]}.and(loops{
		Int8: keep[uint8], Int16: keep[uint16], Int32: keep[uint32], Int64: keep[uint64],
		Uint8: keep[uint8], Uint16: keep[uint16], Uint32: keep[uint32], Uint64: keep[uint64],
	})
}

// keep is dst[i] = a[i] for any element of T's size.
func keep[T unsigned](n int, dst, a, _, _ unsafe.Pointer) {
	copy(unsafe.Slice((*T)(dst), n), unsafe.Slice((*T)(a), n))
}
