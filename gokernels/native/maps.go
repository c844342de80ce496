package native

import (
	"runtime"
	"unsafe"

	"gokernels/gokernels/ir"
)

// Map is machine code for dst[i] = f(a[i], b[i]; p, q) over elements that lie next to each other, for whoever has pointers
// and no program.
type Map struct {
	r      *Region
	t      ir.Type
	inputs int
	params [2]int // words
}

// NewMap compiles f, which builds its result of x, one element of each input, and of p, two numbers that a call gives; t is
// the type of all. It is nil where there is no machine code, or where some elements would have to be left to the interpreter.
// A function that calls out is one operation on x.
func NewMap(t ir.Type, inputs int, f func(b *ir.Builder, x, p []ir.Value) ir.Value) *Map {
	if !Available() {
		return nil
	}
	fn, b := ir.NewFunc("map", ir.ArrayOf(t, 1), ir.ArrayOf(t, 1), ir.ArrayOf(t, 1), ir.I64, t, t)
	i, zero := fn.NewValue(ir.I64), b.Int(0)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, fn.Params[3], b.Int(1), zero, zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "map"}})
	b.In(in.Regions[1], func() {
		x := make([]ir.Value, inputs)
		for k := range x {
			x[k] = b.Make(ir.Load, t, fn.Params[1+k], i)
		}
		b.Do(ir.Store, fn.Params[0], i, f(b, x, fn.Params[4:]))
	})
	for v := range fn.Vars {
		in.Par.Locals = append(in.Par.Locals, ir.Var(v))
	}
	b.Do(ir.Return)
	r := Compile(fn, in)
	if r == nil || r.lane == nil || len(r.exits) > 0 || len(r.calls) > 1 {
		return nil
	}
	m := &Map{r: r, t: t, inputs: inputs, params: [2]int{-1, -1}}
	for k, v := range r.values {
		for p := range m.params {
			if v == fn.Params[4+p] {
				m.params[p] = r.ValueAt(k)
			}
		}
	}
	return m
}

// Run does n elements; p are the bits of the two numbers, one does the operation that is called out, of operands and to a
// result of type t. dst may be the same memory as an input, but must not overlap one shifted.
func (m *Map) Run(n int, dst, a, b unsafe.Pointer, p [2]uint64, one func(dst, a, b unsafe.Pointer)) {
	key := uint64(0)
	for i := range m.r.arrays {
		key |= m.r.Key(i, 0)
	}
	code, words, err := m.r.Take(key)
	if err != nil {
		panic(err)
	}
	defer m.r.Give(code, words)
	pointers := [3]unsafe.Pointer{dst, a, b}
	for i := range m.r.arrays {
		at := m.r.ArrayAt(i)
		words[at] = uint64(uintptr(pointers[m.r.arrays[i].value-m.r.f.Params[0]]))
		words[at+1], words[at+2] = uint64(n), uint64(m.t.Size())
	}
	for k, at := range m.params {
		if at >= 0 {
			words[at] = p[k]
		}
	}
	words[ResumeWord], words[FromWord], words[ToWord], words[StartWord], words[StepWord] = 0, 0, uint64(n), 0, 1
	for {
		switch s := code.Run(words); {
		case s == Done:
			runtime.KeepAlive(pointers)
			return
		case s <= Callout:
			callOut(words, one)
		case s != Poll: // which takes up where it stopped
			panic("native: a map left something to the interpreter")
		}
	}
}

// callOut does for the lanes that are under the mask what the code does not know.
func callOut(words []uint64, one func(dst, a, b unsafe.Pointer)) {
	for lane := range 4 {
		if words[MaskWord]>>lane&1 != 0 {
			one(unsafe.Pointer(&words[ResultWord+lane]), unsafe.Pointer(&words[ArgsWord+lane]), unsafe.Pointer(&words[ArgsWord+4+lane]))
		}
	}
}
