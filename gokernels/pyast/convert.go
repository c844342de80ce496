package pyast

import (
	"fmt"
	"strings"

	"gokernels/gokernels/ir"
)

// callType lowers a conversion: int(x), np.float32(x), np.dtype(…)(x).
func (l *lowerer) callType(fn *val, c *callArgs) *val {
	name := fn.t.Name
	if table := containerBuiltins[name]; table != nil {
		if v := table(l, c); v != nil {
			return v
		}
	}
	if iter := pythonBuiltins[name]; iter != nil { // range, enumerate… are types too
		return iter(l, c)
	}
	if name == "numpy.dtype" {
		return c.bind(l, "dtype")[0]
	}
	if name == "builtins.complex" && len(c.args)+len(c.kw) == 2 {
		a := c.bind(l, "real", "imag")
		return l.complexOfParts(a[0], a[1])
	}
	elem, weak, ok := dtypeOfName(name)
	if !ok {
		return l.callBuiltin(name, c)
	}
	t := &Type{Kind: KScalar, Elem: elem, Weak: weak}
	if len(c.args) == 0 {
		return l.constant(t, int64(0))
	}
	x := l.settleUnlessLazy(c.bind(l, "x")[0])
	return l.convertCall(x, t, name)
}

func (l *lowerer) settleUnlessLazy(v *val) *val {
	if v.lazy != nil {
		return v
	}
	return l.settle(v)
}

func (l *lowerer) convertCall(x *val, t *Type, name string) *val {
	switch {
	case x.t.isArray() && x.t.NDim == 0 && x.t.Record == nil:
		return l.convertCall(l.indexArray(l.settle(x), nil), t, name)
	case x.t.isArray() && !t.Weak:
		return l.elementwise(func(args []*val) *val { return l.castTo(args[0], t.Elem) }, x)
	case !x.t.isScalar():
		l.fail("TypingError", name+"() of "+x.t.user()+" is not supported", "")
	case name == "builtins.int" && x.t.isFloat():
		return l.floatToInt(x)
	case x.t.isComplex() && !t.isComplex() && t.Elem != ir.Bool && t.Weak:
		l.fail("TypingError", "can't convert complex to "+t.user(), "Use .real or abs().")
	}
	r := &val{t: t, v: l.castScalar(x, t.Elem)}
	switch x.c.(type) {
	case int64, bool:
		if n, _ := asInt(x.c); t.isIntegral() && intBits(t.Elem, n) == n && (t.Elem != ir.Bool || n <= 1) {
			r.c = n
			if t.Elem == ir.Bool {
				r.c = n == 1
			}
		}
	}
	return r
}

func (l *lowerer) complexOfParts(re, im *val) *val {
	x := l.castScalar(l.settle(re), ir.F64)
	y := l.castScalar(l.settle(im), ir.F64)
	return &val{t: complexType, v: l.Make(ir.Complex, ir.C128, x, y)}
}

// castTo converts a scalar to a NumPy scalar of type elem.
func (l *lowerer) castTo(v *val, elem ir.Type) *val { return scalarVal(elem, l.castScalar(v, elem)) }

// dtypeNames are NumPy's names of dtypes, Python's types and the short codes.
var dtypeNames = map[string]ir.Type{"bool": ir.Bool, "bool_": ir.Bool, "int8": ir.I8, "int16": ir.I16, "int32": ir.I32, "int64": ir.I64,
	"intp": ir.I64, "int_": ir.I64, "uint8": ir.U8, "uint16": ir.U16, "uint32": ir.U32, "uint64": ir.U64, "uintp": ir.U64, "uint": ir.U64,
	"float32": ir.F32, "float64": ir.F64, "complex64": ir.C64, "complex128": ir.C128, "int": ir.I64, "float": ir.F64, "complex": ir.C128,
	"byte": ir.I8, "ubyte": ir.U8, "short": ir.I16, "ushort": ir.U16, "intc": ir.I32, "uintc": ir.U32, "longlong": ir.I64, "ulonglong": ir.U64,
	"single": ir.F32, "double": ir.F64, "csingle": ir.C64, "cdouble": ir.C128, "long": ir.I64, "ulong": ir.U64, "boolean": ir.Bool,
	"b1": ir.Bool, "i1": ir.I8, "i2": ir.I16, "i4": ir.I32, "i8": ir.I64, "u1": ir.U8, "u2": ir.U16, "u4": ir.U32, "u8": ir.U64,
	"f4": ir.F32, "f8": ir.F64, "c8": ir.C64, "c16": ir.C128, "f": ir.F32, "d": ir.F64, "?": ir.Bool, "F": ir.C64, "D": ir.C128}

// dtypeOfName resolves a type object's name; weak tells Python's own types.
func dtypeOfName(name string) (elem ir.Type, weak, ok bool) {
	if short, python := strings.CutPrefix(name, "builtins."); python {
		elem, ok = dtypeNames[short]
		return elem, true, ok
	}
	short := name[strings.LastIndexByte(name, '.')+1:]
	elem, ok = dtypeNames[short]
	return elem, false, ok
}

// dtypeOf reads a dtype argument.
func (l *lowerer) dtypeOf(v *val) ir.Type {
	elem, ok := l.dtypeMaybe(v)
	if !ok {
		l.fail("TypingError", fmt.Sprintf("%s is not a dtype that compiled code knows", v.t.user()), "Use a NumPy dtype such as np.float64.")
	}
	return elem
}

func (l *lowerer) dtypeMaybe(v *val) (ir.Type, bool) {
	switch {
	case v.t.Kind == KType:
		elem, _, ok := dtypeOfName(v.t.Name)
		return elem, ok
	case v.t.Kind == KStr:
		text, _ := v.c.(string)
		elem, ok := dtypeNames[strings.TrimLeft(text, "<=")]
		return elem, ok
	}
	return ir.Void, false
}
