package interp

import (
	"fmt"
	"strconv"

	"gokernels/gokernels/ir"
)

// routine is a run-time routine: it takes the arguments and sets the results of one call.
type routine func(c *call) signal

// call is a linked call of a routine.
type call struct {
	f             *frame
	args, results []place
	t             ir.Type // Instr.Type
	numpy         bool    // Instr.Int is 1: the scalar is NumPy's
	where         site
}

func (c *call) arg(i int) Value          { return c.f.get(c.args[i]) }
func (c *call) int(i int) int64          { return int64(c.f.r[c.args[i].at]) }
func (c *call) text(i int) string        { return c.f.o[c.args[i].at].(string) }
func (c *call) list(i int) *List         { return c.f.o[c.args[i].at].(*List) }
func (c *call) set(i int, v Value)       { c.f.set(c.results[i], v) }
func (c *call) setInt(n int64)           { c.f.r[c.results[0].at] = uint64(n) }
func (c *call) setText(s string)         { c.f.o[c.results[0].at] = s }
func (c *call) setBool(b bool)           { c.f.r[c.results[0].at] = truth(b) }
func (c *call) setFloat(x float64)       { c.f.r[c.results[0].at] = bits(x) }
func (c *call) value(text string) signal { return c.where.raise(c.f, "ValueError", text) }

// routines by name; those of one kind stand in one file.
var routines = join(listRoutines, setRoutines, dictRoutines, textRoutines, randomRoutines, threadRoutines)

func join(tables ...map[string]routine) map[string]routine {
	all := map[string]routine{}
	for _, table := range tables {
		for name, r := range table {
			all[name] = r
		}
	}
	return all
}

func linkRoutine(l *linker, in *ir.Instr) op {
	run, ok := routines[in.Sym]
	if !ok {
		l.fail(in, "no routine "+in.Sym)
	}
	if o := l.fastRoutine(in); o != nil {
		return o
	}
	site := call{nil, l.places(in.Args), l.places(in.Results), in.Type, in.Int == 1, l.site(in)}
	if growing[in.Sym] || making[in.Sym] {
		run = guarded(in.Sym, run)
	}
	return func(f *frame) signal {
		c := site // a copy: chunks run the same code at the same time
		c.f = f
		return run(&c)
	}
}

// fastRoutine links the routines that loops over elements run without the way through call.
func (l *linker) fastRoutine(in *ir.Instr) op {
	switch in.Sym {
	case "random.uniform":
		d := l.result(in, 0)
		return func(f *frame) signal { f.r[d] = bits(f.t.uniform()); return next }
	case "random.normal":
		d := l.result(in, 0)
		return func(f *frame) signal { f.r[d] = bits(f.t.normal()); return next }
	}
	return nil
}

func itoa(n int) string { return strconv.Itoa(n) }

// threadRoutines are about the team that runs the call, and printing.
var threadRoutines = map[string]routine{
	"print":        func(c *call) signal { c.f.t.h.Print(c.text(0)); return next },
	"thread.id":    func(c *call) signal { c.setInt(int64(c.f.t.worker)); return next },
	"thread.count": func(c *call) signal { c.setInt(int64(c.f.t.threads)); return next },
	"thread.max":   func(c *call) signal { c.setInt(int64(c.f.t.h.MaxThreads())); return next },
	"thread.set":   setThreads,
	"chunk.get":    func(c *call) signal { c.setInt(int64(c.f.t.chunk)); return next },
	"chunk.set":    setChunk,
}

func setThreads(c *call) signal {
	n, most := c.int(0), c.f.t.h.MaxThreads()
	if n < 1 || n > int64(most) {
		return c.value(fmt.Sprintf("number of threads must be 1 to %d, not %d", most, n))
	}
	c.f.t.threads = int(n)
	return next
}

func setChunk(c *call) signal {
	n := c.int(0)
	if n < 0 {
		return c.value(fmt.Sprintf("chunk size must not be negative: %d", n))
	}
	c.f.t.chunk = int(n)
	return next
}
