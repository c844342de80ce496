package pass

import (
	"math"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// facts proves inequalities between ints. It knows where loops begin and end, and what the conditions around a place
// say; what it does not know it does not guess. All arithmetic is that of i64: a sum counts only where it cannot wrap.
type facts struct {
	f      *ir.Func
	defs   []*ir.Instr
	ranges map[ir.Value][3]ir.Value // start, stop, step of a loop, by its index
	lows   []low                    // from conditions, of the present place; the latest are the last
	highs  []high
}

// low says x >= least; high says x <= than + off, where than is 0 for a constant.
type low struct {
	x     ir.Value
	least int64
}

type high struct {
	x ir.Value
	bound
}

type bound struct {
	than ir.Value
	off  int64
}

const (
	// depth of proofs: a chain of a slice of a slice of a range has about that many links.
	proofDepth = 6
	// small is how large constants may be that bounds are shifted by: far from where anything wraps.
	small = 1 << 40
)

// factsOf knows the ranges of all loops.
func factsOf(f *ir.Func, defs []*ir.Instr) facts {
	w := facts{f: f, defs: defs, ranges: map[ir.Value][3]ir.Value{}}
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.For {
			w.ranges[in.Regions[0].Params[0]] = [3]ir.Value(in.Args)
		}
		if in.Op == ir.ParFor {
			for d, i := range in.Regions[1].Params {
				w.ranges[i] = [3]ir.Value(in.Args[3*d : 3*d+3])
			}
		}
	})
	return w
}

func (w *facts) def(v ir.Value, op ir.Op) *ir.Instr {
	if def := w.defs[v]; def != nil && def.Op == op {
		return def
	}
	return nil
}

// shift takes x apart into a value and what is added to it, modulo 2**64.
func (w *facts) shift(v ir.Value) (x ir.Value, off int64) {
	for range proofDepth {
		y, k, ok := w.plus(v)
		if !ok || off+k > small || off+k < -small {
			break
		}
		v, off = y, off+k
	}
	return v, off
}

// plus takes one addition of a small constant apart.
func (w *facts) plus(v ir.Value) (x ir.Value, k int64, ok bool) {
	def := w.defs[v]
	if def == nil || w.f.Types[v] != ir.I64 || def.Op != ir.Add && def.Op != ir.Sub {
		return 0, 0, false
	}
	k, ok = constant(w.defs, def.Args[1])
	x = def.Args[0]
	if !ok && def.Op == ir.Add {
		k, ok = constant(w.defs, x)
		x = def.Args[1]
	}
	if def.Op == ir.Sub {
		k = -k
	}
	return x, k, ok && k > -small && k < small
}

// inside proves 0 <= i < n.
func (w *facts) inside(i, n ir.Value) bool {
	x, off := w.shift(i)
	least, ok := w.least(x, proofDepth)
	return ok && least >= -small && least <= math.MaxInt64-small && least+off >= 0 && w.lessOff(x, off, n)
}

// fits proves that an index lies within an axis wherever it is known: outside the loop too, where no check went
// before it.
func (w *facts) fits(a ir.Value, axis int, i ir.Value) bool {
	for n := range w.defs {
		def := w.defs[n]
		if def != nil && def.Op == ir.Dim && def.Args[0] == a && int(def.Int) == axis && w.inside(i, ir.Value(n)) {
			return true
		}
	}
	def := w.def(a, ir.Alloc)
	return def != nil && w.inside(i, def.Args[axis])
}

// lessOff proves x + off < n in whole numbers.
func (w *facts) lessOff(x ir.Value, off int64, n ir.Value) bool {
	length, known := constant(w.defs, n)
	least, ok := w.least(n, proofDepth)
	for _, b := range w.most(x, proofDepth) {
		if b.than == n && b.off+off < 0 {
			return true
		}
		if b.than == 0 && b.off < small && (known && b.off+off < length || ok && b.off+off < least) {
			return true
		}
	}
	return false
}

func (w *facts) atLeast(v ir.Value, n int64) bool {
	least, ok := w.least(v, proofDepth)
	return ok && least >= n
}

// least finds a constant that v is not below.
func (w *facts) least(v ir.Value, depth int) (n int64, ok bool) {
	if bits, isConst := constant(w.defs, v); isConst {
		return bits, true
	}
	if depth > 0 && w.f.Types[v] == ir.I64 {
		n, ok = w.leastOf(v, depth-1)
	}
	for _, l := range w.lows {
		if l.x == v && (!ok || l.least > n) {
			n, ok = l.least, true
		}
	}
	return n, ok
}

func (w *facts) leastOf(v ir.Value, depth int) (int64, bool) {
	if r, ok := w.ranges[v]; ok {
		return w.leastIndex(r, depth)
	}
	def := w.defs[v]
	if def == nil {
		return 0, false
	}
	switch def.Op {
	case ir.Dim, ir.Bounds:
		return 0, true
	case ir.RT:
		return 0, strings.HasSuffix(def.Sym, ".len")
	case ir.SliceBounds:
		return 0, v == def.Results[1]
	case ir.Cast:
		t := w.f.Types[def.Args[0]]
		return 0, t == ir.U8 || t == ir.U16 || t == ir.U32 || t == ir.Bool
	case ir.Min, ir.Max:
		return w.leastOfTwo(def.Op, def.Args[0], def.Args[1], depth)
	case ir.Select:
		return w.leastOfTwo(ir.Min, def.Args[1], def.Args[2], depth)
	case ir.Mod:
		k, ok := constant(w.defs, def.Args[1])
		return 0, ok && k >= 0
	case ir.FloorDiv, ir.Shr:
		k, ok := constant(w.defs, def.Args[1])
		n, positive := w.least(def.Args[0], depth)
		return 0, ok && k >= 0 && positive && n >= 0
	case ir.Add, ir.Sub:
		return w.leastSum(v, depth)
	}
	return 0, false
}

func (w *facts) leastIndex(r [3]ir.Value, depth int) (int64, bool) {
	step, ok := constant(w.defs, r[2])
	if !ok || step == 0 {
		return 0, false
	}
	if step > 0 {
		return w.least(r[0], depth)
	}
	n, ok := w.least(r[1], depth)
	return n + 1, ok && n < small
}

func (w *facts) leastOfTwo(op ir.Op, x, y ir.Value, depth int) (int64, bool) {
	a, ok1 := w.least(x, depth)
	b, ok2 := w.least(y, depth)
	switch {
	case ok1 && ok2 && op == ir.Min:
		return min(a, b), true
	case op == ir.Min:
		return 0, false
	case ok1 && ok2:
		return max(a, b), true
	case ok1:
		return a, true
	}
	return b, ok2
}

// leastSum is that of x + k where the sum does not wrap.
func (w *facts) leastSum(v ir.Value, depth int) (int64, bool) {
	x, k, ok := w.plus(v)
	if !ok {
		return 0, false
	}
	n, ok := w.least(x, depth)
	if !ok || n < -small || n > small {
		return 0, false
	}
	if k <= 0 {
		return n + k, true
	}
	if slices.ContainsFunc(w.most(x, depth), func(b bound) bool { return b.roomFor(k) }) {
		return n + k, true
	}
	return 0, false
}

// most lists bounds that v is not above; the first is v itself.
func (w *facts) most(v ir.Value, depth int) []bound {
	if bits, ok := constant(w.defs, v); ok {
		return []bound{{0, bits}, {v, 0}}
	}
	list := []bound{{v, 0}}
	if depth > 0 && w.f.Types[v] == ir.I64 {
		list = append(list, w.mostOf(v, depth-1)...)
	}
	for _, h := range w.highs {
		if h.x == v {
			list = append(list, h.bound)
		}
	}
	return list
}

func (w *facts) mostOf(v ir.Value, depth int) []bound {
	if r, ok := w.ranges[v]; ok {
		return w.mostIndex(r, depth)
	}
	def := w.defs[v]
	if def == nil {
		return nil
	}
	switch def.Op {
	case ir.Min:
		return append(w.most(def.Args[0], depth), w.most(def.Args[1], depth)...)
	case ir.Bounds:
		return shifted1(w.most(def.Args[1], depth))
	case ir.Mod:
		if k, ok := constant(w.defs, def.Args[1]); ok && k > 0 {
			return []bound{{0, k - 1}}
		}
		if n, ok := w.least(def.Args[1], depth); ok && n >= 1 {
			return shifted1(w.most(def.Args[1], depth))
		}
	case ir.FloorDiv, ir.Shr:
		k, ok := constant(w.defs, def.Args[1])
		n, positive := w.least(def.Args[0], depth)
		if ok && positive && n >= 0 && (k >= 1 || k == 0 && def.Op == ir.Shr) {
			return w.most(def.Args[0], depth)
		}
	case ir.Add, ir.Sub:
		return w.mostSum(v, depth)
	}
	return nil
}

// shifted1 turns bounds of n into bounds of what is below n.
func shifted1(list []bound) []bound {
	var less []bound
	for _, b := range list {
		if b.off > -small && b.off <= math.MaxInt64-small {
			less = append(less, bound{b.than, b.off - 1})
		}
	}
	return less
}

func (w *facts) mostIndex(r [3]ir.Value, depth int) []bound {
	step, ok := constant(w.defs, r[2])
	switch {
	case ok && step > 0:
		return shifted1(w.most(r[1], depth))
	case ok && step < 0:
		return w.most(r[0], depth)
	}
	return nil
}

// mostSum is that of x + k where the sum does not wrap.
func (w *facts) mostSum(v ir.Value, depth int) []bound {
	x, k, ok := w.plus(v)
	if !ok {
		return nil
	}
	known := w.most(x, depth)
	if k > 0 && !slices.ContainsFunc(known, func(b bound) bool { return b.roomFor(k) }) {
		return nil
	}
	if n, ok := w.least(x, depth); k <= 0 && (!ok || n < -small) {
		return nil
	}
	var list []bound
	for _, b := range known {
		if b.off > -small && b.off < small {
			list = append(list, bound{b.than, b.off + k})
		}
	}
	return list
}

// roomFor reports whether k can be added to what is not above a bound.
func (b bound) roomFor(k int64) bool {
	return b.than != 0 && b.off+k <= 0 || b.than == 0 && b.off <= small
}

// assume notes that a condition is true (or false) from here on.
func (w *facts) assume(cond ir.Value, holds bool) {
	def := w.defs[cond]
	if def == nil {
		return
	}
	if def.Op == ir.And && holds || def.Op == ir.Or && !holds {
		w.assume(def.Args[0], holds)
		w.assume(def.Args[1], holds)
	}
	if ir.Ops[def.Op].Class != ir.Compare || w.f.Types[def.Args[0]] != ir.I64 {
		return
	}
	op, x, y := def.Op, def.Args[0], def.Args[1]
	if !holds {
		op = inverse[op]
	}
	switch op {
	case ir.Lt:
		w.below(x, y, 1)
	case ir.Le:
		w.below(x, y, 0)
	case ir.Gt:
		w.below(y, x, 1)
	case ir.Ge:
		w.below(y, x, 0)
	case ir.Eq:
		w.below(x, y, 0)
		w.below(y, x, 0)
	}
}

// below notes x + gap <= y.
func (w *facts) below(x, y ir.Value, gap int64) {
	for _, b := range w.most(y, proofDepth) {
		if b.off > -small {
			w.highs = append(w.highs, high{x, bound{b.than, b.off - gap}})
		}
	}
	if n, ok := w.least(x, proofDepth); ok && n < small {
		w.lows = append(w.lows, low{y, n + gap})
	}
}
