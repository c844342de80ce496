package interp

import (
	"math"

	"gokernels/gokernels/ir"
)

// linkCast links a conversion: of ints by a maker of the target, of others through a real number.
func linkCast(l *linker, in *ir.Instr) op {
	d, s := l.place(in.Results[0]), l.place(in.Args[0])
	a := s.at
	switch {
	case d.t == s.t:
		return copyOp(d, s)
	case d.t.IsComplex():
		return castComplex(d, s)
	case s.t.IsComplex() && d.t == ir.Bool:
		return castTruth(d.at, s)
	case s.t == ir.C128:
		s.t = ir.F64
	case s.t == ir.C64:
		s.t = ir.F32
	}
	if d.t == s.t { // the real part of a complex
		return copyOp(place{d.t, inWords, d.at}, place{d.t, inWords, a})
	}
	return castReal(l, in, d.at, d.t, a, s.t)
}

func castReal(l *linker, in *ir.Instr, d int, to ir.Type, a int, from ir.Type) op {
	switch {
	case to.IsFloat():
		return castFloat(d, to, a, from)
	case to == ir.Bool:
		return castBool(d, a, from)
	case from.IsFloat():
		return cuts[to](d, a, from)
	case to.IsInt():
		return wraps[to](d, a, 0)
	}
	l.fail(in, "no conversion from "+string(from)+" to "+string(to))
	return nil
}

// wraps convert bools and ints to an int.
var wraps = map[ir.Type]maker{
	ir.I8: wrap[int8], ir.I16: wrap[int16], ir.I32: wrap[int32], ir.I64: wrap[int64],
	ir.U8: wrap[uint8], ir.U16: wrap[uint16], ir.U32: wrap[uint32], ir.U64: wrap[uint64],
}

func wrap[T integer](d, a, _ int) op {
	return func(f *frame) signal { f.r[d] = uint64(T(f.r[a])); return next }
}

// cuts convert floats to an int.
var cuts = map[ir.Type]func(d, a int, from ir.Type) op{
	ir.I8: cut[int8](-1<<7, 1<<7), ir.I16: cut[int16](-1<<15, 1<<15), ir.I32: cut[int32](-1<<31, 1<<31),
	ir.I64: cut[int64](-1<<63, 1<<63),
	ir.U8:  cut[uint8](0, 1<<8), ir.U16: cut[uint16](0, 1<<16), ir.U32: cut[uint32](0, 1<<32), ir.U64: cut[uint64](0, 1<<64),
}

// cut makes the conversion to ints of [lo, end); what is outside gives lo.
func cut[T integer](lo, end float64) func(d, a int, from ir.Type) op {
	convert := func(x float64) uint64 {
		if x = math.Trunc(x); x >= lo && x < end {
			return uint64(T(x))
		}
		return uint64(T(lo))
	}
	return func(d, a int, from ir.Type) op {
		if from == ir.F32 {
			return func(f *frame) signal { f.r[d] = convert(float64(f32(f.r[a]))); return next }
		}
		return func(f *frame) signal { f.r[d] = convert(f64(f.r[a])); return next }
	}
}

func castBool(d, a int, from ir.Type) op {
	switch from {
	case ir.F64:
		return func(f *frame) signal { f.r[d] = truth(f64(f.r[a]) != 0); return next }
	case ir.F32:
		return func(f *frame) signal { f.r[d] = truth(f32(f.r[a]) != 0); return next }
	}
	return func(f *frame) signal { f.r[d] = truth(f.r[a] != 0); return next }
}

// castFloat rounds once; a signed int goes by way of int64.
func castFloat(d int, to ir.Type, a int, from ir.Type) op {
	switch {
	case from == ir.F64:
		return func(f *frame) signal { f.r[d] = bits32(float32(f64(f.r[a]))); return next }
	case from == ir.F32:
		return func(f *frame) signal { f.r[d] = bits(float64(f32(f.r[a]))); return next }
	case to == ir.F64 && from == ir.U64:
		return func(f *frame) signal { f.r[d] = bits(float64(f.r[a])); return next }
	case to == ir.F64:
		return func(f *frame) signal { f.r[d] = bits(float64(int64(f.r[a]))); return next }
	case from == ir.U64:
		return func(f *frame) signal { f.r[d] = bits32(float32(f.r[a])); return next }
	}
	return func(f *frame) signal { f.r[d] = bits32(float32(int64(f.r[a]))); return next }
}

// castComplex converts the parts of a complex, or a real to the real part.
func castComplex(d, s place) op {
	part := d.t.Real()
	if s.t.IsComplex() {
		re := castFloat(d.at, part, s.at, s.t.Real())
		im := castFloat(d.at+1, part, s.at+1, s.t.Real())
		return func(f *frame) signal { re(f); return im(f) }
	}
	re := copyOp(place{part, inWords, d.at}, place{part, inWords, s.at})
	if s.t != part {
		re = castFloat(d.at, part, s.at, s.t)
	}
	return func(f *frame) signal { re(f); f.r[d.at+1] = 0; return next }
}

func castTruth(d int, s place) op {
	fs := formOf(s.t)
	return func(f *frame) signal { f.r[d] = truth(fs.get(f, s.at) != 0); return next }
}
