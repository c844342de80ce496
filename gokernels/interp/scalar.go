package interp

import "gokernels/gokernels/ir"

// maker links an operation on words: d = a op b; a unary operation has no b.
type maker func(d, a, b int) op

// makers are the operations of each type of the first argument.
var makers = map[ir.Type]map[ir.Op]maker{
	ir.Bool: boolOps(),
	ir.I8:   intOps[int8](), ir.I16: intOps[int16](), ir.I32: intOps[int32](), ir.I64: intOps[int64](),
	ir.U8: intOps[uint8](), ir.U16: intOps[uint16](), ir.U32: intOps[uint32](), ir.U64: intOps[uint64](),
	ir.F64: f64Ops(), ir.F32: f32Ops(),
	ir.C128: complexOps(wide, f64Binary(binaryMath[ir.Hypot])), ir.C64: complexOps(narrow, f32Binary(binaryMath32[ir.Hypot])),
}

// scalar links a Unary, Binary, Compare or Test, and the Specials that look like one.
func (l *linker) scalar(in *ir.Instr) op {
	if len(in.Args) == 0 || len(in.Results) != 1 {
		l.fail(in, "wrong number of operands")
	}
	make, ok := makers[l.typeOf(in.Args[0])][in.Op]
	if !ok {
		l.fail(in, "not an operation on "+string(l.typeOf(in.Args[0])))
	}
	b := 0
	if len(in.Args) > 1 {
		b = l.arg(in, 1)
	}
	return make(l.result(in, 0), l.arg(in, 0), b)
}
