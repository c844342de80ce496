package interp

import "gokernels/gokernels/ir"

// special returns how an operation with a rule of its own is linked, nil for plain scalar ones.
func special(o ir.Op) func(l *linker, in *ir.Instr) op {
	switch o {
	case ir.NoOp:
		return func(*linker, *ir.Instr) op { return nil }
	case ir.Const:
		return linkConst
	case ir.ConstStr:
		return linkText
	case ir.Get:
		return linkGet
	case ir.Set:
		return linkSet
	case ir.Cast:
		return linkCast
	case ir.Select:
		return linkSelect
	case ir.Call:
		return linkCall
	case ir.RT:
		return linkRoutine
	case ir.If:
		return linkIf
	case ir.Block:
		return linkBlock
	case ir.Loop:
		return linkLoop
	case ir.For:
		return linkFor
	case ir.ParFor:
		return linkParFor
	case ir.Break:
		return linkBreak
	case ir.Continue:
		return linkContinue
	case ir.Return:
		return linkReturn
	case ir.Raise:
		return linkRaise
	case ir.Try:
		return linkTry
	case ir.Caught:
		return linkCaught
	case ir.Rethrow:
		return linkRethrow
	}
	return arrayOp(o)
}

func linkIf(l *linker, in *ir.Instr) op {
	c := l.arg(in, 0)
	then, other := l.region(in.Regions[0]), l.region(in.Regions[1])
	if len(other) == 0 {
		return func(f *frame) signal {
			if f.r[c] != 0 {
				return then.run(f)
			}
			return next
		}
	}
	return func(f *frame) signal {
		if f.r[c] != 0 {
			return then.run(f)
		}
		return other.run(f)
	}
}

func linkBlock(l *linker, in *ir.Instr) op {
	body, end := l.region(in.Regions[0]), breakOf(in.Int)
	return func(f *frame) signal {
		if s := body.run(f); s != end {
			return s
		}
		return next
	}
}

func linkLoop(l *linker, in *ir.Instr) op {
	k := l.try(in)
	defer l.inside(k)()
	body := l.region(in.Regions[0])
	end, again := breakOf(in.Int), continueOf(in.Int)
	return l.kernel(k).serial(func(f *frame) signal {
		for t := f.t; ; {
			if s := body.run(f); s != next && s != again {
				if s == end {
					return next
				}
				return s
			}
			if t.left--; t.left < 0 {
				if s := t.poll(); s != next {
					return s
				}
			}
		}
	})
}

// linkFor counts turns, so that neither the end of the range of ints nor a set of the index matters.
func linkFor(l *linker, in *ir.Instr) op {
	k := l.try(in)
	defer l.inside(k)()
	start, stop, step, where := l.arg(in, 0), l.arg(in, 1), l.arg(in, 2), l.site(in)
	i := l.at(in.Regions[0].Params[0])
	body := l.region(in.Regions[0])
	end, again := breakOf(in.Int), continueOf(in.Int)
	return l.kernel(k).serial(func(f *frame) signal {
		at, by := f.r[start], f.r[step]
		if by == 0 {
			return where.raise(f, "ValueError", "range() arg 3 must not be zero")
		}
		t := f.t
		for n := trips(int64(at), int64(f.r[stop]), int64(by)); n > 0; n-- {
			f.r[i] = at
			if s := body.run(f); s != next && s != again {
				if s == end {
					return next
				}
				return s
			}
			at += by
			if t.left--; t.left < 0 {
				if s := t.poll(); s != next {
					return s
				}
			}
		}
		return next
	})
}

// trips is len(range(start, stop, step)), step not 0.
func trips(start, stop, step int64) uint64 {
	switch {
	case step > 0 && start < stop:
		return (uint64(stop)-uint64(start)-1)/uint64(step) + 1
	case step < 0 && start > stop:
		return (uint64(start)-uint64(stop)-1)/-uint64(step) + 1
	}
	return 0
}

func linkBreak(_ *linker, in *ir.Instr) op {
	s := breakOf(in.Int)
	return func(*frame) signal { return s }
}

func linkContinue(_ *linker, in *ir.Instr) op {
	s := continueOf(in.Int)
	return func(*frame) signal { return s }
}

func linkReturn(l *linker, in *ir.Instr) op {
	from := l.places(in.Args)
	to := l.out.results
	if len(to) == 1 && to[0].file == inWords {
		d, s := to[0].at, from[0].at
		return func(f *frame) signal { f.r[d] = f.r[s]; return returned }
	}
	return func(f *frame) signal {
		for i := range from {
			move(f, to[i], f, from[i])
		}
		return returned
	}
}

func linkCall(l *linker, in *ir.Instr) op {
	fn := l.p.find(in.Sym)
	args, results, where := l.places(in.Args), l.places(in.Results), l.site(in)
	return func(f *frame) signal {
		t := f.t
		if t.depth+fn.weight > maxDepth {
			return where.raise(f, "RecursionError", "maximum recursion depth exceeded")
		}
		if t.left--; t.left < 0 {
			if s := t.poll(); s != next {
				return s
			}
		}
		g := t.take(fn)
		for i := range args {
			move(g, fn.params[i], f, args[i])
		}
		t.depth += fn.weight
		s := fn.body.run(g)
		t.depth -= fn.weight
		if s == returned || s == next {
			s = next
			for i := range results {
				move(f, results[i], g, fn.results[i])
			}
		}
		t.give(fn, g)
		return s
	}
}

func linkRaise(l *linker, in *ir.Instr) op {
	class, args, where := in.Sym, l.places(in.Args), l.site(in)
	return func(f *frame) signal {
		values := make([]any, len(args))
		for i, at := range args {
			values[i] = f.get(at).Go(at.t)
		}
		return where.raise(f, class, values...)
	}
}

func linkTry(l *linker, in *ir.Instr) op {
	body, handler := l.region(in.Regions[0]), l.region(in.Regions[1])
	return func(f *frame) signal {
		s := body.run(f)
		if s != raised {
			return s
		}
		outer := f.handled
		f.handled, _ = f.t.err.(*Raised)
		s = handler.run(f)
		f.handled = outer
		return s
	}
}

func linkCaught(l *linker, in *ir.Instr) op {
	class, d := in.Sym, l.result(in, 0)
	if class == "" {
		return func(f *frame) signal { f.o[d] = f.handled.Message(); return next }
	}
	return func(f *frame) signal {
		f.r[d] = truth(isA(f.t.h, f.handled.Class, class))
		return next
	}
}

func linkRethrow(*linker, *ir.Instr) op {
	return func(f *frame) signal { f.t.err = f.handled; return raised }
}

func linkSelect(l *linker, in *ir.Instr) op {
	c, d := l.arg(in, 0), l.place(in.Results[0])
	x, y := l.place(in.Args[1]), l.place(in.Args[2])
	if d.file == inWords {
		to, a, b := d.at, x.at, y.at
		return func(f *frame) signal {
			from := b
			if f.r[c] != 0 {
				from = a
			}
			f.r[to] = f.r[from]
			return next
		}
	}
	return func(f *frame) signal {
		if f.r[c] != 0 {
			move(f, d, f, x)
		} else {
			move(f, d, f, y)
		}
		return next
	}
}
