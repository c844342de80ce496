package ir

import "math"

// Builder adds instructions to the end of a region.
type Builder struct {
	F   *Func
	At  *Region
	Pos Pos
}

// NewFunc starts a function with parameters of the given types.
func NewFunc(name string, params ...Type) (*Func, *Builder) {
	f := &Func{Name: name, Body: &Region{}}
	for _, t := range params {
		f.Params = append(f.Params, f.NewValue(t))
	}
	return f, &Builder{F: f, At: f.Body}
}

// Add appends an instruction at the builder's position.
func (b *Builder) Add(in *Instr) *Instr {
	in.Pos = b.Pos
	b.At.Code = append(b.At.Code, in)
	return in
}

// Do appends an instruction without result.
func (b *Builder) Do(op Op, args ...Value) *Instr { return b.Add(&Instr{Op: op, Args: args}) }

// Make appends an instruction with one result of type t.
func (b *Builder) Make(op Op, t Type, args ...Value) Value {
	return b.make(&Instr{Op: op, Args: args}, t)
}

func (b *Builder) make(in *Instr, t Type) Value {
	v := b.F.NewValue(t)
	in.Results = []Value{v}
	b.Add(in)
	return v
}

// With appends an instruction that has attributes and one result of type t.
func (b *Builder) With(in Instr, t Type) Value { return b.make(&in, t) }

// Type returns the type of a value.
func (b *Builder) Type(v Value) Type { return b.F.Types[v] }

// Int makes an i64 constant.
func (b *Builder) Int(n int64) Value { return b.Bits(I64, n) }

// Bool makes a bool constant.
func (b *Builder) Bool(c bool) Value {
	if c {
		return b.Bits(Bool, 1)
	}
	return b.Bits(Bool, 0)
}

// Float makes an f64 constant.
func (b *Builder) Float(x float64) Value { return b.Bits(F64, int64(math.Float64bits(x))) }

// Bits makes a constant by its bits.
func (b *Builder) Bits(t Type, bits int64) Value {
	return b.make(&Instr{Op: Const, Type: t, Int: bits}, t)
}

// Text makes a text constant.
func (b *Builder) Text(s string) Value { return b.make(&Instr{Op: ConstStr, Sym: s}, Str) }

// Get reads a variable.
func (b *Builder) Get(v Var) Value { return b.make(&Instr{Op: Get, Var: v}, b.F.Vars[v].Type) }

// Set writes a variable.
func (b *Builder) Set(v Var, x Value) { b.Add(&Instr{Op: Set, Var: v, Args: []Value{x}}) }

// Cast converts a scalar; it adds nothing if x has the type.
func (b *Builder) Cast(x Value, t Type) Value {
	if b.Type(x) == t {
		return x
	}
	return b.make(&Instr{Op: Cast, Type: t, Args: []Value{x}}, t)
}

// In runs build with the builder at the end of region r.
func (b *Builder) In(r *Region, build func()) {
	saved := b.At
	b.At = r
	build()
	b.At = saved
}

// If appends a conditional; either branch may be nil.
func (b *Builder) If(cond Value, then, otherwise func()) {
	in := b.Add(&Instr{Op: If, Args: []Value{cond}, Regions: []*Region{{}, {}}})
	for i, build := range []func(){then, otherwise} {
		if build != nil {
			b.In(in.Regions[i], build)
		}
	}
}

// For appends a counted loop; body gets its index and label.
func (b *Builder) For(start, stop, step Value, body func(i Value, label int64)) {
	label, i := b.F.NewLabel(), b.F.NewValue(I64)
	in := b.Add(&Instr{Op: For, Int: label, Args: []Value{start, stop, step}, Regions: []*Region{{Params: []Value{i}}}})
	b.In(in.Regions[0], func() { body(i, label) })
}
