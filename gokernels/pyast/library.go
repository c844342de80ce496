package pyast

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"

	"gokernels/gokernels/ir"
)

// wireLibrary is the library in the wire form, made from library/*.py by make generate: an index, then a function a line.
//
//go:embed zlibrary.json
var wireLibrary []byte

// libraryIndex says which function stands for a name; numbers count down from -1, in the order of the lines.
type libraryIndex struct {
	Functions   map[string]int
	Methods     map[string]int
	Elementwise []int
	lines       [][]byte
}

var loadIndex = sync.OnceValue(func() *libraryIndex {
	first, rest, _ := bytes.Cut(wireLibrary, []byte("\n"))
	index := &libraryIndex{lines: bytes.Split(rest, []byte("\n"))}
	if err := json.Unmarshal(first, index); err != nil {
		panic("zlibrary.json: " + err.Error())
	}
	return index
})

var decoded sync.Map // number -> *Function

// libraryFunction returns a function of the library by its number.
func libraryFunction(id int) *Function {
	if f, ok := decoded.Load(id); ok {
		return f.(*Function)
	}
	lines := loadIndex().lines
	if -id > len(lines) {
		return nil
	}
	u, err := Decode(lines[-id-1])
	if err != nil {
		panic("zlibrary.json: " + err.Error())
	}
	f, _ := decoded.LoadOrStore(id, u.Functions[0])
	return f.(*Function)
}

// callLibrary calls a function of the library by name.
func (l *lowerer) callLibrary(name string, args ...*val) *val {
	return l.callLibraryArgs(name, &callArgs{name: name, args: args})
}

// callLibraryArgs calls what the library has under a dotted name, or refuses the name.
func (l *lowerer) callLibraryArgs(name string, c *callArgs) *val {
	index := loadIndex()
	id, ok := index.Functions[name]
	if method, isMethod := strings.CutPrefix(name, "ndarray."); isMethod {
		id, ok = index.Methods[method]
	}
	if !ok {
		l.unsupported(name, insteadOfCall(name))
	}
	c.name = name
	return l.callLibraryFunction(libraryFunction(id), slices.Contains(index.Elementwise, id), c)
}

// callLibraryFunction specialises a library function for the arguments' types and for the values that are known. What does
// not compile in it is told at the call: its own lines mean nothing to the user.
func (l *lowerer) callLibraryFunction(f *Function, elementwise bool, c *callArgs) *val {
	scope, pos := l.scope, l.Pos
	inside := scope.library
	defer func() {
		e := recover()
		if e == nil {
			return
		}
		var err *Error
		if asErr, ok := e.(error); ok && errors.As(asErr, &err) && !inside && err.File != scope.fn.File {
			l.scope, l.Pos = scope, pos
			panic(l.errorAt(pos, err.Kind, c.name+": "+err.Text, err.Hint))
		}
		panic(e)
	}()
	values := l.bindCallLazy(f, c)
	if elementwise && slices.ContainsFunc(values, func(v *val) bool { return v.t.isArray() }) {
		return l.elementwise(func(args []*val) *val { return l.callLibraryScalar(f, args) }, values...)
	}
	return l.callLibraryScalar(f, l.settleAll(values))
}

func (l *lowerer) callLibraryScalar(f *Function, values []*val) *val {
	if slices.ContainsFunc(values, hasClosure) {
		return l.inline(f, values, nil)
	}
	return l.callSpec(f, values, true, Options{Parallel: l.parallelArrays(), NumpyErrors: true})
}

// The intrinsics that only library code calls.
var libraryIntrinsics map[string]builtin

func init() {
	libraryIntrinsics = map[string]builtin{
		"gokernels.real_dtype": func(l *lowerer, c *callArgs) *val { return dtypeVal(realOf(l.elemOf(c.bind(l, "a")[0]))) },
		"gokernels.cast": func(l *lowerer, c *callArgs) *val {
			a := c.bind(l, "dtype", "x")
			return l.castTo(l.settle(a[1]), l.dtypeOf(a[0]))
		},
		"gokernels.int_limits": func(l *lowerer, c *callArgs) *val {
			t := l.elemOf(c.bind(l, "dtype")[0])
			if t == ir.Bool {
				return l.tuple(l.intConst(0), l.intConst(1))
			}
			return l.tuple(l.infoAttribute(t, "min"), l.infoAttribute(t, "max"))
		},
		"gokernels.float_max": func(l *lowerer, c *callArgs) *val { return l.infoAttribute(l.elemOf(c.bind(l, "dtype")[0]), "max") },
		"gokernels.epsilon":   func(l *lowerer, c *callArgs) *val { return l.infoAttribute(l.elemOf(c.bind(l, "dtype")[0]), "eps") },
		"gokernels.move_axis": (*lowerer).moveAxis,
		"gokernels.lgamma":    func(l *lowerer, c *callArgs) *val { return l.floatOp(ir.LGamma, c.bind(l, "x")...) },
	}
}

// moveAxis is np.moveaxis for one axis; where run time chooses the axis, it chooses between the permutations.
func (l *lowerer) moveAxis(c *callArgs) *val {
	a := c.bind(l, "a", "source", "destination")
	x := l.settle(a[0])
	n := int64(x.t.NDim)
	from := l.axisOf(a[1], n)
	to := l.axisOf(a[2], n)
	return l.pickAxis(from, n, func(s int64) *val {
		return l.pickAxis(to, n, func(d int64) *val { return l.moved(x, s, d) })
	})
}

// axisOf wraps and checks an axis: AxisError outside.
func (l *lowerer) axisOf(v *val, n int64) *val {
	k, known := asInt(v.c)
	if known && (k < -n || k >= n) || n == 0 {
		l.raise("numpy.exceptions.AxisError", l.Text("axis is out of bounds for array"))
		return l.intConst(0)
	}
	if known {
		return l.intConst((k + n) % n)
	}
	i := l.toInt(v).v
	below, above := l.Make(ir.Lt, ir.Bool, i, l.Int(-n)), l.Make(ir.Ge, ir.Bool, i, l.Int(n))
	l.raiseIf(l.Make(ir.Or, ir.Bool, below, above), "numpy.exceptions.AxisError", "axis is out of bounds for array")
	return intVal(l.Make(ir.Mod, ir.I64, i, l.Int(n)))
}

func (l *lowerer) pickAxis(k *val, n int64, use func(int64) *val) *val {
	if c, ok := asInt(k.c); ok {
		return use(c)
	}
	var pick func(i int64) *val
	pick = func(i int64) *val {
		if i == n-1 {
			return use(i)
		}
		return l.choose(l.Make(ir.Eq, ir.Bool, k.v, l.Int(i)), func() *val { return use(i) }, func() *val { return pick(i + 1) })
	}
	return pick(0)
}

func (l *lowerer) moved(x *val, from, to int64) *val {
	order := []int{}
	for k := range x.t.NDim {
		if int64(k) != from {
			order = append(order, k)
		}
	}
	order = slices.Insert(order, int(to), int(from))
	t := arrayOf(x.t.Elem, x.t.NDim)
	t.Record = x.t.Record
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Permute, Ints: order, Args: []ir.Value{x.v}}, t.ir())}
}
