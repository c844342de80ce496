package native

import "gokernels/gokernels/ir"

// repeatable reports whether iterations may be done twice: nothing that the loop reads is written by it. What the lanes
// leave, less than a vector, is then done by the last vector that ends with it, in less time than by the scalar form.
func (l *laneLoop) repeatable() bool {
	if len(l.folds) > 0 || len(l.recur) > 0 || l.bails || l.random {
		return false
	}
	written := map[int]bool{}
	all := l.accesses()
	for _, x := range all {
		if x.in.Op == ir.Store {
			written[x.array] = true
		}
	}
	for _, x := range all {
		if x.in.Op == ir.Load && written[x.array] {
			return false
		}
	}
	return true
}

// again does the iterations up to hi that are left, of a run in lanes that had a vector at least.
func (f *forward) again(hi vreg) {
	if !f.lane.repeatable() {
		return
	}
	past := f.newLabel()
	f.do(inst{op: branch, a: f.index, b: hi, imm: int64(condGE), label: past})
	f.set(f.index, f.gi(subI, hi, int64(f.width())))
	f.vector(0)
	f.set(f.index, hi)
	f.label(past)
}
