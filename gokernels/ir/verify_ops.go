package ir

import (
	"math"
	"slices"
	"strings"
)

// rules has the operations that are not typed by their class alone. It is filled by init because the rules of regions
// come back to it.
var rules [numOps]func(v *verifier, in *Instr)

func init() {
	rules = [numOps]func(v *verifier, in *Instr){
		NoOp: func(v *verifier, _ *Instr) { v.signature(nil, nil) }, Const: (*verifier).constant,
		ConstStr: func(v *verifier, _ *Instr) { v.signature(nil, []Type{Str}) },
		Get:      (*verifier).get, Set: (*verifier).set, Cast: (*verifier).cast, Select: (*verifier).selection,
		Complex: (*verifier).complex, RealPart: (*verifier).part, ImagPart: (*verifier).part, Abs: (*verifier).abs,
		Ldexp: (*verifier).floats, Frexp: (*verifier).floats, Fma: (*verifier).floats,
		Dim: (*verifier).dim, Stride: (*verifier).dim, Alloc: (*verifier).alloc, Load: (*verifier).access, Store: (*verifier).access,
		Bounds: func(v *verifier, _ *Instr) { v.signature([]Type{I64, I64}, []Type{I64}) }, SliceBounds: (*verifier).sliceBounds,
		Slice: (*verifier).slice, Index: (*verifier).slice, NewAxis: (*verifier).slice, Permute: (*verifier).permute,
		Reshape: (*verifier).reshape, Broadcast: (*verifier).reshape, Field: (*verifier).field, Recast: (*verifier).recast,
		Writable: (*verifier).arrays, Overlaps: (*verifier).arrays, Contiguous: (*verifier).arrays, Same: (*verifier).same,
		Call: (*verifier).call, RT: (*verifier).routine,
		If: (*verifier).ifElse, Block: (*verifier).labelled, Loop: (*verifier).labelled, For: (*verifier).labelled, ParFor: (*verifier).parfor,
		Break: (*verifier).jump, Continue: (*verifier).jump, Return: (*verifier).ret, Raise: (*verifier).raise,
		Try: (*verifier).try, Caught: (*verifier).caught, Rethrow: (*verifier).caught,
	}
}

func (v *verifier) constant(in *Instr) {
	v.signature(nil, []Type{in.Type})
	t := in.Type
	v.need(t.IsScalar() && !t.IsComplex(), "there is no constant of type %s", shown(t))
	v.need(in.Int == Extend(t, in.Int), "the bits %#x are none of a %s", uint64(in.Int), t)
}

// FloatBits are the bits of a constant of a float type.
func FloatBits(t Type, x float64) int64 {
	if t == F32 {
		return int64(math.Float32bits(float32(x)))
	}
	return int64(math.Float64bits(x))
}

// Extend cuts bits to the size of a type and extends them as constants have it.
func Extend(t Type, bits int64) int64 {
	switch t {
	case Bool:
		return bits & 1
	case I8:
		return int64(int8(bits))
	case I16:
		return int64(int16(bits))
	case I32:
		return int64(int32(bits))
	case U8:
		return int64(uint8(bits))
	case U16:
		return int64(uint16(bits))
	case U32, F32:
		return int64(uint32(bits))
	}
	return bits
}

func (v *verifier) cast(in *Instr) {
	v.kinds(v.arg(0))
	v.signature([]Type{Void}, []Type{in.Type})
	v.kinds(in.Type)
}

func (v *verifier) selection(*Instr) {
	t := v.arg(1)
	v.signature([]Type{Bool, t, t}, []Type{t})
}

func (v *verifier) complex(*Instr) {
	t := v.arg(0)
	v.kinds(t)
	v.signature([]Type{t, t}, []Type{map[Type]Type{F32: C64, F64: C128}[t]})
}

func (v *verifier) part(*Instr) {
	t := v.arg(0)
	v.kinds(t)
	v.signature([]Type{t}, []Type{t.Real()})
}

func (v *verifier) abs(*Instr) {
	t := v.arg(0)
	v.kinds(t)
	if t.IsComplex() {
		v.signature([]Type{t}, []Type{t.Real()})
		return
	}
	v.signature([]Type{t}, []Type{t})
}

func (v *verifier) floats(in *Instr) {
	t := v.arg(0)
	v.kinds(t)
	switch in.Op {
	case Ldexp:
		v.signature([]Type{t, I64}, []Type{t})
	case Frexp:
		v.signature([]Type{t}, []Type{t, I64})
	case Fma:
		v.signature([]Type{t, t, t}, []Type{t})
	}
}

// axis checks that Instr.Int is below n.
func (v *verifier) axis(n int) {
	v.need(v.in.Int >= 0 && v.in.Int < int64(n), "there is no axis %d", v.in.Int)
}

func (v *verifier) dim(*Instr) {
	t := v.array(0)
	v.axis(t.NDim())
	v.signature([]Type{t}, []Type{I64})
}

// lengths makes the types of operands: first, then n times i64, then last unless it is Void.
func lengths(first Type, n int, last Type) []Type {
	types := slices.Concat([]Type{first}, slices.Repeat([]Type{I64}, n), []Type{last})
	if last == Void {
		types = types[:n+1]
	}
	return types
}

func (v *verifier) alloc(in *Instr) {
	t := v.result(0)
	v.need(t.IsArray(), "result 1 is an array, not %s", shown(t))
	v.need(in.Type == t, "its type is that of the result, not %s", shown(in.Type))
	v.need(in.Int >= 0 && in.Int <= 3, "it has no flags %d", in.Int)
	v.signature(slices.Repeat([]Type{I64}, t.NDim()), []Type{t})
}

func (v *verifier) access(in *Instr) {
	t := v.array(0)
	elem := t.Elem()
	v.need(elem.IsScalar(), "an element of type %s is no value", elem)
	if in.Op == Load {
		v.signature(lengths(t, t.NDim(), Void), []Type{elem})
		return
	}
	v.signature(lengths(t, t.NDim(), elem), nil)
}

func (v *verifier) sliceBounds(in *Instr) {
	v.need(in.Int >= 0 && in.Int <= 3, "it has no flags %d", in.Int)
	v.signature([]Type{I64, I64, I64, I64}, []Type{I64, I64})
}

// slice checks the views that name an axis.
func (v *verifier) slice(in *Instr) {
	t := v.array(0)
	elem, n := t.Elem(), t.NDim()
	switch in.Op {
	case Slice:
		v.axis(n)
		v.signature([]Type{t, I64, I64, I64}, []Type{t})
	case Index:
		v.axis(n)
		v.signature([]Type{t, I64}, []Type{ArrayOf(elem, n-1)})
	case NewAxis:
		v.axis(n + 1)
		v.signature([]Type{t}, []Type{ArrayOf(elem, n+1)})
	}
}

func (v *verifier) permute(in *Instr) {
	t := v.array(0)
	axes := slices.Sorted(slices.Values(in.Ints))
	for i, axis := range axes {
		v.need(i == axis, "%v is no permutation", in.Ints)
	}
	v.need(len(axes) == t.NDim(), "%v does not permute %d axes", in.Ints, t.NDim())
	v.signature([]Type{t}, []Type{t})
}

func (v *verifier) reshape(in *Instr) {
	t := v.array(0)
	n := len(in.Args) - 1
	v.signature(lengths(t, n, Void), []Type{ArrayOf(t.Elem(), n)})
}

func (v *verifier) field(in *Instr) {
	t := v.array(0)
	v.need(in.Type.IsArray() && in.Type.NDim() == t.NDim(), "its type is an array of %d dimensions, not %s", t.NDim(), shown(in.Type))
	v.need(in.Int >= 0 && in.Int+int64(in.Type.Elem().Size()) <= int64(t.Elem().Size()), "the field does not lie in an element")
	v.signature([]Type{t}, []Type{in.Type})
}

func (v *verifier) recast(in *Instr) {
	t := v.array(0)
	v.need(in.Type.IsArray() && in.Type.NDim() == t.NDim() && t.NDim() > 0, "its type is an array of %d dimensions, not %s", t.NDim(), shown(in.Type))
	v.signature([]Type{t}, []Type{in.Type})
}

func (v *verifier) arrays(in *Instr) {
	t := v.array(0)
	switch in.Op {
	case Writable:
		v.signature([]Type{t}, nil)
	case Contiguous:
		v.signature([]Type{t}, []Type{Bool})
	case Overlaps:
		v.signature([]Type{t, v.array(1)}, []Type{Bool})
	}
}

func (v *verifier) same(*Instr) {
	a, b := v.arg(0), v.arg(1)
	v.need(a.IsRef() && b.IsRef(), "it compares objects, not %s and %s", a, b)
	v.signature([]Type{a, b}, []Type{Bool})
}

// routine checks a call of the run time by the signature in runtime.go.
func (v *verifier) routine(in *Instr) {
	r, ok := Runtime[in.Sym]
	v.need(ok, "there is no routine %s", symbol(in.Sym))
	container := v.container(in, r)
	v.signature(v.spelled(r.Args, container), v.spelled(r.Results, container))
	for i, letter := range r.Args {
		v.need(letter != 'n' || v.arg(i).IsScalar(), "operand %d is a scalar", i+1)
	}
}

// container returns the type that "l" in a signature stands for.
func (v *verifier) container(in *Instr, r Routine) Type {
	if !strings.Contains(r.Args+r.Results, "l") {
		return Void
	}
	t := in.Type
	if strings.HasPrefix(r.Args, "l") {
		t = v.arg(0)
	}
	kind, _, _ := strings.Cut(in.Sym, ".")
	v.need(t.Valid() && strings.HasPrefix(string(t), kind+"(") && !t.IsArray(), "it is about a %s, not %s", kind, shown(t))
	return t
}

// spelled turns a signature in the letters of runtime.go into types.
func (v *verifier) spelled(letters string, container Type) (types []Type) {
	for _, letter := range letters {
		switch letter {
		case 'l':
			types = append(types, container)
		case 'k':
			types = append(types, container.Keys()...)
		case 'x':
			types = append(types, container.Columns()...)
		case 'n':
			types = append(types, Void)
		default:
			types = append(types, map[rune]Type{'i': I64, 'b': Bool, 'f': F64, 's': Str}[letter])
		}
	}
	return types
}
