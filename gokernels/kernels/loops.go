package kernels

import "unsafe"

// loop is the inner loop of an elementwise kernel over n contiguous elements, its types erased:
// dst[i] = f(a[i], b[i], c[i]). dst may be the same memory as any of the others.
type loop func(n int, dst, a, b, c unsafe.Pointer)

// loops is a kernel's loop for each compute dtype it has.
type loops [numDTypes]loop

// and adds the loops of more, which win.
func (l loops) and(more loops) loops {
	for d, f := range more {
		if f != nil {
			l[d] = f
		}
	}
	return l
}

// unary erases the types of a loop over one operand.
func unary[D, A element](f func(dst []D, a []A)) loop {
	return func(n int, dst, a, _, _ unsafe.Pointer) {
		f(unsafe.Slice((*D)(dst), n), unsafe.Slice((*A)(a), n))
	}
}

// binary erases the types of a loop over two operands.
func binary[D, A, B element](f func(dst []D, a []A, b []B)) loop {
	return func(n int, dst, a, b, _ unsafe.Pointer) {
		f(unsafe.Slice((*D)(dst), n), unsafe.Slice((*A)(a), n), unsafe.Slice((*B)(b), n))
	}
}

// ternary erases the types of a loop over three operands.
func ternary[D, A, B, C element](f func(dst []D, a []A, b []B, c []C)) loop {
	return func(n int, dst, a, b, c unsafe.Pointer) {
		f(unsafe.Slice((*D)(dst), n), unsafe.Slice((*A)(a), n), unsafe.Slice((*B)(b), n), unsafe.Slice((*C)(c), n))
	}
}

// The functions below take the instances of one generic loop. Go cannot pass a generic function on
// uninstantiated, but it infers the instances, result types included: in unaryInts(negate, negate, …)
// each negate is another one.

func unaryInts[I1, I2, I4, I8, U1, U2, U4, U8 element](
	i8 func([]I1, []int8), i16 func([]I2, []int16), i32 func([]I4, []int32), i64 func([]I8, []int64),
	u8 func([]U1, []uint8), u16 func([]U2, []uint16), u32 func([]U4, []uint32), u64 func([]U8, []uint64),
) loops {
	return loops{
		Int8: unary(i8), Int16: unary(i16), Int32: unary(i32), Int64: unary(i64),
		Uint8: unary(u8), Uint16: unary(u16), Uint32: unary(u32), Uint64: unary(u64),
	}
}

func unaryFloats[F4, F8 element](f32 func([]F4, []float32), f64 func([]F8, []float64)) loops {
	return loops{Float32: unary(f32), Float64: unary(f64)}
}

func binaryInts[I1, I2, I4, I8, U1, U2, U4, U8 element](
	i8 func(dst []I1, a, b []int8), i16 func(dst []I2, a, b []int16),
	i32 func(dst []I4, a, b []int32), i64 func(dst []I8, a, b []int64),
	u8 func(dst []U1, a, b []uint8), u16 func(dst []U2, a, b []uint16),
	u32 func(dst []U4, a, b []uint32), u64 func(dst []U8, a, b []uint64),
) loops {
	return loops{
		Int8: binary(i8), Int16: binary(i16), Int32: binary(i32), Int64: binary(i64),
		Uint8: binary(u8), Uint16: binary(u16), Uint32: binary(u32), Uint64: binary(u64),
	}
}

func binaryFloats[F4, F8 element](f32 func(dst []F4, a, b []float32), f64 func(dst []F8, a, b []float64)) loops {
	return loops{Float32: binary(f32), Float64: binary(f64)}
}

func ternaryInts(
	i8 func(dst, a, b, c []int8), i16 func(dst, a, b, c []int16),
	i32 func(dst, a, b, c []int32), i64 func(dst, a, b, c []int64),
	u8 func(dst, a, b, c []uint8), u16 func(dst, a, b, c []uint16),
	u32 func(dst, a, b, c []uint32), u64 func(dst, a, b, c []uint64),
) loops {
	return loops{
		Int8: ternary(i8), Int16: ternary(i16), Int32: ternary(i32), Int64: ternary(i64),
		Uint8: ternary(u8), Uint16: ternary(u16), Uint32: ternary(u32), Uint64: ternary(u64),
	}
}

func ternaryFloats(f32 func(dst, a, b, c []float32), f64 func(dst, a, b, c []float64)) loops {
	return loops{Float32: ternary(f32), Float64: ternary(f64)}
}
