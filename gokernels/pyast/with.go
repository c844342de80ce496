package pyast

import "gokernels/gokernels/ir"

// withStmt lowers with gokernels.parallel_chunksize(n): other contexts need Python.
func (l *lowerer) withStmt(s *With) {
	if len(s.Items) == 0 {
		return
	}
	l.withItems(s, 0)
}

func (l *lowerer) withItems(s *With, k int) {
	if k == len(s.Items) {
		l.stmts(s.Body)
		return
	}
	size := l.chunkContext(s.Items[k])
	before := l.temp(ir.I64, l.of("chunk.get", ir.I64))
	l.rt("chunk.set", "", nil, size)
	names := l.assignedIn(s.Body)
	if s.As[k] != nil {
		l.assignTo(s.As[k], intVal(l.Get(before)))
	}
	l.withFinally(s, names, func() { l.withItems(s, k+1) }, func() { l.rt("chunk.set", "", nil, l.Get(before)) })
}

// chunkContext is n of parallel_chunksize(n).
func (l *lowerer) chunkContext(item Expr) ir.Value {
	l.at(item)
	if call, ok := item.(*Call); ok {
		fn := l.expr(call.Func)
		if fn.t.Kind == KFunction && fn.t.Name == "gokernels.parallel_chunksize" {
			c := l.arguments(call)
			c.name = "parallel_chunksize"
			return l.index64(c.bind(l, "chunk_size")[0])
		}
		if fn.t.Name == "gokernels.objmode" {
			l.unsupported("with objmode()", "Compiled code runs without Python: call the Python function before or after the compiled one, and pass its result.")
		}
	}
	l.unsupported("this with statement", "Only parallel_chunksize(n) can be a context in a compiled function.")
	return 0
}
