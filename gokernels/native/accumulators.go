package native

import (
	"maps"

	"gokernels/gokernels/ir"
)

// A reduction of a chunk has one register by lane, or two of four lanes each, as floats are added in an order that does not depend on
// the machine. Ints may be taken in any order: where a turn has several vectors each gets a register of its own, so that none waits for
// the one before. (Zen 5 has sums of 512 bits every two cycles where each needs the last.)

// mostAccumulators is how many registers there may be in addition, of n for values.
func mostAccumulators(n int) int { return n * 3 / 7 }

// accumulators gives the vectors of a turn registers of their own for reductions of ints, beyond those of least vectors; the
// function that it returns takes all together again.
func (l *lower) accumulators(lane *laneLoop, least, groups int) (together func()) {
	var ints []fold
	need := 0
	for _, f := range lane.folds {
		if !f.t.IsFloat() && anyOrder[f.op] {
			ints = append(ints, f)
			need += (groups - least) * l.registersOf(l.folds[0][f.v])
		}
	}
	if lane.in.Op != ir.ParFor || lane.bails || need == 0 || need > mostAccumulators(len(l.isa.vectorRegisters())) {
		return func() {}
	}
	saved := l.folds
	for g := least; g < groups; g++ {
		l.folds[g] = maps.Clone(l.folds[g])
		for _, f := range ints {
			own := l.laneVariable(lane.shortVar(f.v))
			l.setLanes(own, func() vreg {
				if f.op == ir.Add || f.op == ir.Xor {
					return l.all(0)
				}
				return l.laneOf(saved[0][f.v], f.t) // taken twice it changes nothing
			})
			l.folds[g][f.v] = own
		}
	}
	apart := l.folds
	return func() {
		l.folds = saved
		for g := least; g < groups; g++ {
			for _, f := range ints {
				l.takeIn(f, saved[g][f.v], apart[g][f.v])
			}
		}
	}
}

// anyOrder are the operations of reductions that have code on lanes without more ado.
var anyOrder = map[ir.Op]bool{ir.Add: true, ir.Xor: true, ir.And: true, ir.Or: true, ir.Min: true, ir.Max: true}

// registersOf is how many registers a variable by lane has.
func (l *lower) registersOf(v vreg) int {
	if hi := l.upper[v]; hi != 0 && hi != v {
		return 2
	}
	return 1
}

// takeIn combines a register of a reduction with another one.
func (l *lower) takeIn(f fold, to, from vreg) {
	l.eachPart(to, func(part vreg) {
		l.set(part, l.join(&ir.Instr{Op: f.op}, f.t, part, l.laneOf(from, f.t)))
	})
}
