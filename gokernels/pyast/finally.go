package pyast

import "gokernels/gokernels/ir"

// finally is a finally clause that is open: every way out of its try runs it.
type finally struct {
	run   func()
	scope *scope
	loops int
	pins  int
	left  ir.Var // set before a jump runs the clause: what it raises is not for the handlers of the same try
	used  bool
}

// withFinally lowers body so that last runs however control leaves it.
func (l *lowerer) withFinally(s Stmt, names []string, body, last func()) {
	f := &finally{run: last, scope: l.scope, loops: len(l.loops), pins: len(l.pins), left: l.newVar("left", ir.Bool)}
	l.Set(f.left, l.Bool(false))
	done, ends := l.protect(s, names, func() {
		l.finallies = append(l.finallies, f)
		body()
		l.finallies = l.finallies[:len(l.finallies)-1]
	}, func() {
		if f.used {
			l.If(l.Get(f.left), func() { l.Do(ir.Rethrow) }, nil)
		}
		last()
		if !l.dead {
			l.Do(ir.Rethrow)
			l.dead = true
		}
	})
	if done != nil {
		ends = append(ends, done)
	}
	l.merge(ends)
	if !l.dead {
		last()
	}
}

// runFinallies lowers in place the finally clauses that are open above down, for a jump that leaves them. Those of the
// callers of an inlined function are not left by its return.
func (l *lowerer) runFinallies(down int) {
	finallies, loops, pins := l.finallies, l.loops, l.pins
	for i := len(finallies) - 1; i >= down && !l.dead; i-- {
		f := finallies[i]
		if f.scope != l.scope {
			break
		}
		f.used = true
		l.Set(f.left, l.Bool(true))
		l.finallies, l.loops, l.pins = finallies[:i:i], loops[:min(f.loops, len(loops)):min(f.loops, len(loops))], pins[:f.pins:f.pins]
		f.run()
	}
	l.finallies, l.loops, l.pins = finallies, loops, pins
}

// passBy hands on what a finally clause raised that ran because of a jump out of the try.
func (l *lowerer) passBy() {
	for _, f := range l.finallies {
		if f.used && f.scope == l.scope {
			l.If(l.Get(f.left), func() { l.Do(ir.Rethrow) }, nil)
		}
	}
}
