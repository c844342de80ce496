package ir

// Value names the result of an instruction or a parameter; its type is Func.Types[v]. There is no value 0.
type Value int32

// Var names a variable of a function: Func.Vars[v].
type Var int32

// Pos is a place in the source: line and columns count from 1, 0 means unknown. File indexes Module.Files.
type Pos struct {
	File         int32
	Line, Col    int32
	EndLine, End int32
}

// Module is a set of functions that call each other; Funcs[0] is the entry.
type Module struct {
	Funcs []*Func
	Files []string
}

// Func is one function.
type Func struct {
	Name    string
	Params  []Value
	Results []Type
	Types   []Type // by Value; Types[0] is unused
	Vars    []Variable
	Labels  int32 // labels given out so far
	Body    *Region
	Pos     Pos
}

// Variable is a variable's name in the source, which need not be unique, and its type.
type Variable struct {
	Name string
	Type Type
}

// Region is a list of instructions with parameters that its owner defines (the index of a for).
type Region struct {
	Params []Value
	Code   []*Instr
}

// Instr is one instruction. Which fields mean something is told by its row in the table of operations.
type Instr struct {
	Op      Op
	Results []Value
	Args    []Value
	Type    Type   // of a constant, of the target of a cast, of an allocation
	Int     int64  // bits of a constant, an axis, a label, an offset, flags
	Sym     string // text, the name of a function, an exception or a run-time routine
	Ints    []int  // a permutation
	Var     Var    // of get and set
	Par     *Par   // of parfor
	Regions []*Region
	Pos     Pos
}

// Par is what a parfor has beyond its operands: 3 arguments a dimension (start, stop, step), then chunk size and
// threads (i64; 0 = the run time's choice).
type Par struct {
	NDim      int
	Parallel  bool     // false: chunks run one after the other on the caller
	Ordered   bool     // false: iterations are known to be independent, but for what combine does
	Schedule  Schedule // how chunks are dealt
	MaxChunks int      // 0 = the run time's choice; less when a chunk's Locals are large; 1 within another loop
	Kind      string   // "prange", "elementwise", "reduce": for reports only
	Locals    []Var
}

// Schedule numbers are those of the parallel package.
type Schedule uint8

// NewValue adds a value of type t.
func (f *Func) NewValue(t Type) Value {
	if len(f.Types) == 0 {
		f.Types = append(f.Types, Void)
	}
	f.Types = append(f.Types, t)
	return Value(len(f.Types) - 1)
}

// NewVar adds a variable.
func (f *Func) NewVar(name string, t Type) Var {
	f.Vars = append(f.Vars, Variable{name, t})
	return Var(len(f.Vars) - 1)
}

// NewLabel gives out a label.
func (f *Func) NewLabel() int64 {
	f.Labels++
	return int64(f.Labels)
}
