package compile

import (
	"fmt"
	"sync"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// Unit is a Python function and all that it refers to.
type Unit struct {
	source   source
	mu       sync.Mutex
	programs map[string]*entry
}

// entry is what compiling for one list of types came to, or will.
type entry struct {
	once    sync.Once
	program *Program
	err     error
}

// Program is a function compiled for certain types of arguments.
type Program struct {
	Result   string // type text
	Captured []int  // objects of the caller's table: arrays that follow the arguments
	Report   string // loop by loop, for explain()
	module   *ir.Module
	exec     *interp.Program
	loops    []*native.Region // that have machine code
}

// Define decodes a function in wire form.
func Define(wire []byte) (*Unit, error) {
	s, err := decode(wire)
	if err != nil {
		return nil, err
	}
	return &Unit{source: s, programs: map[string]*entry{}}, nil
}

// Specialize compiles the function for a list of types, or returns what that came to before. Callers that ask for the
// same types at the same time wait for one of them.
func (u *Unit) Specialize(types string) (*Program, error) {
	u.mu.Lock()
	e := u.programs[types]
	if e == nil {
		e = new(entry)
		u.programs[types] = e
	}
	u.mu.Unlock()
	e.once.Do(func() {
		defer func() {
			if v := recover(); v != nil { // a Once that panicked counts as done: the next caller must not find nothing
				e.program, e.err = nil, fmt.Errorf("the compiler failed: %v", v)
			}
		}()
		e.program, e.err = u.source.compile(types)
	})
	return e.program, e.err
}

// New makes a program of a module; result is the type text of what its entry returns.
func New(m *ir.Module, result string) (*Program, error) {
	if err := ir.Verify(m); err != nil {
		return nil, err
	}
	p := &Program{Result: result, module: m}
	exec, err := interp.New(m, p.machine())
	if err != nil {
		return nil, err
	}
	p.exec = exec
	return p, nil
}

// Params returns the types of the entry's parameters, captured arrays included.
func (p *Program) Params() []ir.Type {
	entry := p.module.Funcs[0]
	types := make([]ir.Type, len(entry.Params))
	for i, v := range entry.Params {
		types[i] = entry.Types[v]
	}
	return types
}

// Results returns the types of the entry's results.
func (p *Program) Results() []ir.Type { return p.module.Funcs[0].Results }

// IR prints the module that runs.
func (p *Program) IR() string { return p.module.String() }
