package capi

import (
	"encoding/json"
	"errors"
	"sync"

	"gokernels/gokernels/compile"
)

// units holds the functions that Python defined and the programs made of them, by number from 1 on: Go's pointers do
// not cross the boundary. Numbers are not used again.
var units = struct {
	sync.RWMutex
	last     int64
	live     map[int64]*unit
	programs []*program // by number; nil where forgotten
}{live: map[int64]*unit{}, programs: []*program{nil}}

type unit struct {
	*compile.Unit
	classes map[string]map[string]bool // the caller's exception classes: their bases' names
	numbers map[*compile.Program]int64
}

// subclass tells whether an exception class of the caller's is, or derives from, another.
func (u *unit) subclass(class, of string) bool { return u.classes[class][of] }

// Define takes a function in wire form and returns its unit's number.
func Define(wire string) (number int64, err error) {
	defer guard(&err)
	u, err := compile.Define([]byte(wire))
	if err != nil {
		return 0, err
	}
	units.Lock()
	defer units.Unlock()
	units.last++
	units.live[units.last] = &unit{Unit: u, numbers: map[*compile.Program]int64{}}
	return units.last, nil
}

// Classes tells of the exception classes that a unit's code names, as a JSON object: {"@7": ["@7", "ValueError", …]}, each with
// all its bases. It returns the unit's number.
func Classes(number int64, table string) (_ int64, err error) {
	defer guard(&err)
	var bases map[string][]string
	if err := json.Unmarshal([]byte(table), &bases); err != nil {
		return 0, err
	}
	u, err := unitOf(number)
	if err != nil {
		return 0, err
	}
	classes := map[string]map[string]bool{}
	for class, of := range bases {
		classes[class] = map[string]bool{}
		for _, base := range of {
			classes[class][base] = true
		}
	}
	units.Lock()
	defer units.Unlock()
	u.classes = classes
	return number, nil
}

func unitOf(number int64) (*unit, error) {
	units.RLock()
	defer units.RUnlock()
	if u := units.live[number]; u != nil {
		return u, nil
	}
	return nil, errorf(valueError, "no such unit (made in another process?)")
}

// specialized is what Specialize returns, as JSON: a program or why there is none.
type specialized struct {
	Program  int64  `json:"program"`
	Result   string `json:"result"`
	Captured []int  `json:"captured"`
	Report   string `json:"report"`
	Kind     string `json:"kind,omitempty"`
	Error    string `json:"error,omitempty"`
}

// Specialize compiles a unit for the types of arguments and returns a JSON object: program, result, captured, report, or
// kind and error, the name of a Python exception class and its message.
func Specialize(number int64, types string) (text string, err error) {
	defer guard(&err)
	u, err := unitOf(number)
	if err != nil {
		return "", err
	}
	var out specialized
	p, err := u.Specialize(types)
	if err != nil {
		out.Kind, out.Error = kindOf(err), err.Error()
	} else {
		out = specialized{Program: u.numberOf(p), Result: p.Result, Captured: p.Captured, Report: p.Report}
	}
	encoded, err := json.Marshal(out)
	return string(encoded), err
}

// kindOf names the Python class of a compile error; one that names none is a defect of the compiler.
func kindOf(err error) string {
	var named interface{ Class() string }
	if errors.As(err, &named) {
		return named.Class()
	}
	return "CompileError"
}

// numberOf gives the program a number, once.
func (u *unit) numberOf(p *compile.Program) int64 {
	units.Lock()
	defer units.Unlock()
	if n := u.numbers[p]; n != 0 {
		return n
	}
	n := int64(len(units.programs))
	units.programs = append(units.programs, newProgram(p, u))
	u.numbers[p] = n
	return n
}

func programOf(number int64) (*program, error) {
	units.RLock()
	defer units.RUnlock()
	if number > 0 && number < int64(len(units.programs)) && units.programs[number] != nil {
		return units.programs[number], nil
	}
	return nil, errorf(valueError, "no such program (made in another process?)")
}

// ProgramIR prints the program's intermediate representation.
func ProgramIR(number int64) (text string, err error) {
	defer guard(&err)
	p, err := programOf(number)
	if err != nil {
		return "", err
	}
	return p.IR(), nil
}

// ProgramAsm lists the program's machine code: that of its loops, for the patterns of strides that it met so far.
func ProgramAsm(number int64) (text string, err error) {
	defer guard(&err)
	p, err := programOf(number)
	if err != nil {
		return "", err
	}
	return p.Asm(), nil
}

// Forget drops a unit and its programs; those that run go on. It returns the unit's number.
func Forget(number int64) (_ int64, err error) {
	defer guard(&err)
	units.Lock()
	defer units.Unlock()
	if u := units.live[number]; u != nil {
		delete(units.live, number)
		for _, n := range u.numbers {
			units.programs[n] = nil
		}
	}
	return number, nil
}

// program is a compiled program with what is known of its frames.
type program struct {
	*compile.Program
	unit    *unit
	params  []slot
	results []slot
	words   int  // of all results
	counted bool // every array that results keep is counted in its block
}

func newProgram(p *compile.Program, u *unit) *program {
	out := &program{Program: p, unit: u, params: slots(p.Params()), results: slots(p.Results()), counted: true}
	for _, s := range out.results {
		out.words += s.resultWords()
		out.counted = out.counted && s.columns == nil
	}
	return out
}
