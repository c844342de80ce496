package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// Instructions of calls.
var (
	callFn, giveBack = plain("call", fCallFunction, false), plain("ret", fReturn, false)
	branchDeep       = plain("brdeep", fBranchDeep, false)
)

// blob is the functions that one piece of code calls, directly or not.
type blob struct {
	root  *Region
	order []*Region
	entry map[*Region]int
	keys  map[*Region][]int // by array: the unit axis, noAxis or unset
	built []*builder
}

// functionLabels is how many labels a function has for its own.
const functionLabels = 1 << 20

const (
	unset  = -2
	noAxis = -1
)

func newBlob(root *Region, key uint64) *blob {
	b := &blob{root: root, entry: map[*Region]int{}, keys: map[*Region][]int{}}
	if root.deep {
		b.spreadKeys(root, axesOf(root, key))
	}
	return b
}

// axesOf unpacks a key.
func axesOf(r *Region, key uint64) []int {
	axes := slices.Repeat([]int{noAxis}, len(r.arrays))
	for i := range axes[:min(len(axes), keyed)] {
		axes[i] = int(key>>(4*i)&15) - 1
	}
	return axes
}

// spreadKeys gives the arrays of callees the unit axes of those that they are called with; where calls differ, none.
func (b *blob) spreadKeys(r *Region, axes []int) {
	r.body().Walk(func(in *ir.Instr) {
		to := r.lib.callee(in.Sym)
		if in.Op != ir.Call || to == nil {
			return
		}
		changed := b.keys[to] == nil
		if changed {
			b.keys[to] = slices.Repeat([]int{unset}, len(to.arrays))
		}
		for i, v := range to.arrayArgs(in) {
			switch now, given := &b.keys[to][i], axes[r.arrayOf(v)]; {
			case *now == unset:
				*now, changed = given, true
			case *now != given && *now != noAxis:
				*now, changed = noAxis, true
			}
		}
		if changed {
			b.spreadKeys(to, b.keys[to])
		}
	})
}

// key packs the axes of a callee's arrays.
func (b *blob) key(r *Region) (key uint64) {
	for i, axis := range b.keys[r] {
		if axis >= 0 {
			key |= r.Key(i, axis)
		}
	}
	return key
}

// label is that of a function's entry.
func (b *blob) label(r *Region) int {
	if b.entry[r] == 0 {
		b.order = append(b.order, r)
		b.entry[r] = functionLabels * len(b.order)
	}
	return b.entry[r]
}

// functions lowers all that is called.
func (b *blob) functions(asm *assembler) []*builder {
	for i := 0; i < len(b.order); i++ { // lowering one may add others
		r := b.order[i]
		c := newBuilder()
		c.asm, c.entry, c.labels = asm, b.entry[r], b.entry[r]
		l := newLower(r, c, b.key(r))
		l.blob = b
		l.lowerWhole()
		b.built = append(b.built, c)
	}
	return b.built
}

// leave numbers an exit of a function.
func (b *blob) leave(x leaving) int64 {
	return b.root.leave(x)
}

// leave numbers an exit, which has one number in all forms of a loop and in all variants.
func (r *Region) leave(x leaving) int64 {
	i := slices.IndexFunc(r.exits, func(y leaving) bool { return y.f == x.f && y.in == x.in && y.region == x.region })
	if i < 0 {
		i = len(r.exits)
		r.exits = append(r.exits, x)
	}
	return int64(i + 1)
}

// callout numbers an instruction of a region that only Go knows.
func (b *blob) callout(r *Region, in *ir.Instr) int {
	if r != b.root {
		if b.root.foreign == nil {
			b.root.foreign = map[*ir.Instr]*ir.Func{}
		}
		b.root.foreign[in] = r.f
	}
	return b.root.call(in)
}

// lowerWhole lowers a function. Its variables begin at 0, as the interpreter's do.
func (l *lower) lowerWhole() {
	l.do(inst{op: turn, imm: 1})
	for v := range l.r.f.Vars {
		v := ir.Var(v)
		t := l.r.f.Vars[v].Type
		switch {
		case !word(t):
		case !l.r.written[v]:
			l.frozen[v] = l.zero(t)
		default:
			l.vars[v] = l.varRegister(v)
			if !l.r.setFirst(v) {
				l.set(l.vars[v], l.zero(t))
			}
		}
	}
	if l.code(l.r.f.Body) {
		l.do(inst{op: giveBack})
	}
}

func (l *lower) zero(t ir.Type) vreg {
	if t.IsFloat() {
		return l.splat(0)
	}
	return l.integer(0)
}

// setFirst reports whether a function sets a variable before anything might read it.
func (r *Region) setFirst(v ir.Var) bool {
	for _, in := range r.f.Body.Code {
		if in.Op == ir.Set && in.Var == v {
			return true
		}
		if in.Op == ir.Get && in.Var == v {
			return false
		}
		for _, sub := range in.Regions {
			if reads(sub, v) {
				return false
			}
		}
	}
	return false
}

// below is a place in the Context of the function that is called next, which begins at headWords.
func below(disp int) *address {
	return &address{context: true, below: true, disp: disp - 8*headWords}
}

// call stores the arguments into the callee's Context and jumps there.
func (l *lower) call(in *ir.Instr) {
	if l.lane != nil {
		refuse("a call in lanes")
	}
	to := l.r.lib.callee(in.Sym)
	if l.r.whole || l.r.in.Op != ir.Block { // the call of entryOf counts for none
		l.orStop(in, func(label int) { l.do(inst{op: branchDeep, label: label}) }, nil)
	}
	l.handOver(in, to)
	call := inst{op: callFn, imm: int64(l.blob.label(to))}
	if len(in.Results) > 0 {
		call.d = l.reg(classOf(l.typeOf(in.Results[0])))
		l.vals[in.Results[0]] = value{u: call.d}
	}
	l.do(call)
	for k, x := range in.Results {
		if k > 0 {
			l.vals[x] = value{u: l.changingWord(below(8*(headWords+k-1)), l.typeOf(x))}
		}
	}
}

// handOver stores arguments. All are computed first, as that may take the words of the head.
func (l *lower) handOver(in *ir.Instr, to *Region) {
	scalars := make([]vreg, len(in.Args))
	for i, v := range in.Args {
		if !l.typeOf(v).IsArray() {
			scalars[i] = l.uni(v)
		}
	}
	arrays := 0
	for i, p := range to.f.Params {
		t := to.f.Types[p]
		if !t.IsArray() {
			l.storeWord(below(to.home[p]), scalars[i], t)
			continue
		}
		for k := range 1 + 2*t.NDim() {
			l.do(inst{op: store64, m: below(to.descHome[arrays] + 8*k), a: l.desc(in.Args[i], k)})
		}
		arrays++
	}
}

func classOf(t ir.Type) class {
	if t.IsFloat() {
		return vector
	}
	return general
}

// giveBack returns: the first result in a register, the others where the caller finds them.
func (l *lower) giveBack(in *ir.Instr) {
	results := make([]vreg, len(in.Args))
	for i, v := range in.Args {
		results[i] = l.uni(v)
	}
	back := inst{op: giveBack}
	for i, x := range results {
		if i == 0 {
			back.a = x
		} else {
			l.storeWord(context(8*(headWords+i-1)), x, l.typeOf(in.Args[i]))
		}
	}
	l.do(back)
}

// abandon leaves from within a function: what the interpreter needs is put where registers are saved otherwise.
func (l *lower) abandon(x leaving, save []ir.Value) {
	k := 0
	put := func(v vreg, t ir.Type) {
		if k >= l.r.mostSaved() {
			refuse("too many operands")
		}
		l.storeWord(context(atSaved+8*k), v, t)
		k++
	}
	for _, v := range save {
		if word(l.typeOf(v)) && l.r.consts[v] == nil {
			put(l.uni(v), l.typeOf(v))
			x.save = append(x.save, v)
		}
	}
	if x.region != nil {
		x.region.Walk(func(in *ir.Instr) {
			if in.Op != ir.Get || slices.Contains(x.vars, in.Var) {
				return
			}
			v, frozen := l.frozen[in.Var]
			if !frozen {
				v = l.vars[in.Var]
			}
			put(v, l.r.f.Vars[in.Var].Type)
			x.vars = append(x.vars, in.Var)
		})
	}
	x.f = l.r.f
	l.do(inst{op: exit, imm: l.blob.leave(x)})
}
