package native

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"gokernels/gokernels/ir"
)

// Region is a loop that machine code can run. It is compiled when it first runs, once for every pattern of strides.
type Region struct {
	f        *ir.Func
	in       *ir.Instr
	values   []ir.Value // scalars from outside
	vars     []ir.Var   // scalar variables
	written  map[ir.Var]bool
	arrays   []array
	exits    []leaving
	calls    []*ir.Instr
	lane     *laneLoop                 // the ParFor, if its iterations run in lanes
	laned    map[*ir.Instr]*laneLoop   // the loops within scalar code that have a form in lanes
	nested   map[*ir.Instr]*laneLoop   // the ParFors within scalar code whose iterations run in lanes
	carried  map[*ir.Instr][]*carry    // by loop
	stand    map[*ir.Instr][]*ir.Instr // loads, by loop
	proofs   map[*ir.Instr]*proof      // by loop
	bailLate bool                      // vector code may bail after a store
	ordered  bool                      // the loop's iterations run one after the other
	random   bool                      // it draws random numbers
	home     map[ir.Value]int          // byte offsets in the Context
	varHome  map[ir.Var]int
	descHome []int
	saveAt   int
	foldAt   int
	lastAt   int
	words    int
	uses     map[ir.Value]int
	gets     map[ir.Var]int // of the whole function
	lastUse  map[ir.Value]int
	sets     map[*ir.Instr]map[ir.Var]bool
	inner    map[ir.Value]*ir.Instr // what defines a value inside
	consts   map[ir.Value]*ir.Instr // constants, of the whole function
	ranges   *ranges
	mu       sync.Mutex
	variants atomic.Pointer[map[uint64]*Code]
	last     atomic.Pointer[Code] // that was taken: mostly the next, too
	lib      *Library
	whole    bool                   // a function, not a loop
	deep     bool                   // calls functions
	foreign  map[*ir.Instr]*ir.Func // of calls: functions other than f
	plain    *Region                // the same loop as scalar code, for arrays that overlap
}

// array is an array value or variable from outside.
type array struct {
	value    ir.Value
	variable ir.Var
	isVar    bool
	t        ir.Type
	written  bool
	read     bool
	writable bool // must not be read-only
}

// leaving is an instruction or a whole region that the interpreter runs in the code's stead.
type leaving struct {
	in     *ir.Instr
	region *ir.Region
	save   []ir.Value
	f      *ir.Func // where that is a function that the code called
	vars   []ir.Var // likewise: variables saved behind the values
}

// fold is a variable that the lanes reduce.
type fold struct {
	v  ir.Var
	op ir.Op
	t  ir.Type
}

// Code is code for one pattern of strides.
type Code struct {
	key   uint64
	pages []byte
	words int
	deep  bool
	pool  sync.Pool
}

// Lanes is how many lanes a reduction has.
const Lanes = 8

// mostInstructions bounds the time that compiling a loop takes, to some 100 ms.
const mostInstructions = 4000

// Compile returns the region of a For, Loop or ParFor, nil if it has to be interpreted.
func Compile(f *ir.Func, in *ir.Instr) *Region {
	if in == nil {
		return nil
	}
	return compileLoop(nil, f, in)
}

func compileLoop(lib *Library, f *ir.Func, in *ir.Instr) (r *Region) {
	defer func() {
		if e := recover(); e != nil {
			_ = asError(e)
			r = nil
		}
	}()
	size := 0
	for _, region := range in.Regions {
		region.Walk(func(*ir.Instr) { size++ })
		size += lib.size(region)
	}
	if in.Par != nil && in.Par.NDim == 0 || size > mostInstructions {
		return nil
	}
	r = analyse(lib, f, in, true)
	if r.lane != nil && r.bailLate {
		r.plain = analyse(lib, f, in, false)
	}
	if r.tries() {
		return r
	}
	if r.lane != nil { // what lowering refuses runs as scalar code
		if r = analyse(lib, f, in, false); r.tries() {
			return r
		}
	}
	clear(r.laned)
	clear(r.nested)
	clear(r.carried)
	if !r.tries() {
		return nil
	}
	return r
}

// tries compiles the variant that is the likeliest to run. It has all exits and calls that others have.
func (r *Region) tries() bool {
	r.calls, r.exits = nil, nil
	key := uint64(0)
	for i, a := range r.arrays {
		key |= r.Key(i, a.t.NDim()-1)
	}
	if r.Within() {
		key |= Apart
	}
	_, err := r.compile(key)
	return err == nil
}

// refused is what analysis and lowering panic with.
type refused string

func (e refused) Error() string { return string(e) }

// asError is why there is no code. A defect of this package is no reason to stop a program that can be interpreted, but
// under GOKERNELS_CHECK=1, as in its tests, it is a panic.
func asError(e any) error {
	if why, ok := e.(refused); ok {
		return why
	}
	if os.Getenv("GOKERNELS_CHECK") == "1" {
		panic(e)
	}
	return refused(fmt.Sprint("a defect: ", e))
}

func refuse(why string) { panic(refused(why)) }

// Plain is the scalar form of the same loop, which a vector form that may bail after a store has; nil if there is none.
func (r *Region) Plain() *Region { return r.plain }

// Values, Vars, Arrays and ArrayVars are what the code takes from the frame.
func (r *Region) Values() []ir.Value { return r.values }

// Vars lists the scalar variables.
func (r *Region) Vars() []ir.Var { return r.vars }

// Arrays is how many arrays the code uses.
func (r *Region) Arrays() int { return len(r.arrays) }

// Array tells where array i comes from: a value, or a variable if v is negative; and what is done with it.
func (r *Region) Array(i int) (value ir.Value, variable ir.Var, read, written, writable bool) {
	a := r.arrays[i]
	if a.isVar {
		return -1, a.variable, a.read, a.written, a.writable
	}
	return a.value, 0, a.read, a.written, a.writable
}

// Line is where the loop stands in the source.
func (r *Region) Line() int { return int(r.in.Pos.Line) }

// Lanes reports whether the iterations of the ParFor run in lanes.
func (r *Region) Lanes() bool { return r.lane != nil }

// Within reports whether loops within run in lanes, or keep elements in registers, where no array that is written meets
// another: see Apart.
func (r *Region) Within() bool { return len(r.laned)+len(r.carried) > 0 }

// Random reports whether the code draws from a random stream.
func (r *Region) Random() bool { return r.random }

// Exits is how many ways there are to leave; Exit is one of them: an instruction, or a region.
func (r *Region) Exits() int { return len(r.exits) }

// Exit returns what the interpreter runs after status k+1, and the values that it finds in the Context.
func (r *Region) Exit(k int) (in *ir.Instr, region *ir.Region, save []ir.Value) {
	x := r.exits[k]
	return x.in, x.region, x.save
}

// ExitIn is the function in which an exit stands, nil for the loop's own, and the variables that are saved behind its values.
func (r *Region) ExitIn(k int) (f *ir.Func, vars []ir.Var) { return r.exits[k].f, r.exits[k].vars }

// CallIn is the function in which an instruction stands that is called out, nil for the loop's own.
func (r *Region) CallIn(in *ir.Instr) *ir.Func { return r.foreign[in] }

// Calls lists the instructions that are called out.
func (r *Region) Calls() []*ir.Instr { return r.calls }

func (r *Region) folds() []fold {
	if r.lane == nil {
		return nil
	}
	return r.lane.folds
}

// Folds is how many reductions there are; Fold is one of them.
func (r *Region) Folds() int { return len(r.folds()) }

// Fold returns a reduction's variable and operation.
func (r *Region) Fold(i int) (ir.Var, ir.Op) { return r.lane.folds[i].v, r.lane.folds[i].op }

// Lasts lists the variables of which a lane of the last vector is the loop's.
func (r *Region) Lasts() []ir.Var {
	if r.lane == nil {
		return nil
	}
	return r.lane.lasts
}

// Words of the Context, by what they hold.
func (r *Region) ValueAt(i int) int     { return r.home[r.values[i]] / 8 }
func (r *Region) VarAt(i int) int       { return r.varHome[r.vars[i]] / 8 }
func (r *Region) ArrayAt(i int) int     { return r.descHome[i] / 8 }
func (r *Region) SaveAt(i int) int      { return r.saveAt/8 + i }
func (r *Region) FoldAt(i int) int      { return r.foldAt/8 + Lanes*i }
func (r *Region) LastAt(i int) int      { return r.lastAt/8 + 4*i }
func (r *Region) Written(v ir.Var) bool { return r.written[v] }

// Key packs, for each array, which axis has the elements next to each other: 1 + axis, 0 for none, four bits each.
func (r *Region) Key(i, axis int) uint64 {
	if i >= keyed || axis >= 15 {
		return 0
	}
	return uint64(axis+1) << (4 * i)
}

// keyed is how many arrays have a place in a key.
const keyed = 15

// Apart is the bit of a key that says that no array which the code writes shares memory with another.
const Apart = 1 << 63

// Take returns code for a pattern of strides, and a Context for it.
func (r *Region) Take(key uint64) (code *Code, words []uint64, err error) {
	if code = r.last.Load(); code == nil || code.key != key {
		if code, err = r.variant(key); err != nil {
			return nil, nil, err
		}
		r.last.Store(code)
	}
	if block, ok := code.pool.Get().(*uint64); ok {
		return code, unsafe.Slice(block, code.words+spare), nil
	}
	return code, aligned(code.words), nil
}

// variant returns the code for a pattern of strides.
func (r *Region) variant(key uint64) (*Code, error) {
	if m := r.variants.Load(); m != nil && (*m)[key] != nil {
		return (*m)[key], nil
	}
	return r.compile(key)
}

// spare is how many words a block has more than the code asks for.
const spare = 4

// aligned is a block that begins at a cache line.
func aligned(n int) []uint64 {
	block := make([]uint64, n+16)
	if skip := int(contextAddress(block) & 63); skip != 0 {
		block = block[(64-skip)/8:]
	}
	return block[:n+spare]
}

// Give takes a Context back.
func (r *Region) Give(code *Code, words []uint64) { code.pool.Put(unsafe.SliceData(words)) }

// maxVariants bounds the code of one loop.
const maxVariants = 8

func (r *Region) compile(key uint64) (v *Code, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer func() {
		if e := recover(); e != nil {
			v, err = nil, asError(e)
		}
	}()
	known := map[uint64]*Code{}
	if m := r.variants.Load(); m != nil {
		for k, x := range *m {
			known[k] = x
		}
		if len(known) >= maxVariants { // the general one does for all
			key = 0
		}
	}
	if known[key] != nil {
		return known[key], nil
	}
	code, words := r.lower(key)
	p, err := pages(code)
	if err != nil {
		return nil, err
	}
	v = &Code{key: key, pages: p, words: words, deep: r.deep}
	keep(v)
	known[key] = v
	r.variants.Store(&known)
	return v, nil
}

// Asm returns the bytes of a variant, for tests and listings.
func (r *Region) Asm(key uint64) ([]byte, error) {
	v, _, err := r.Take(key)
	if err != nil {
		return nil, err
	}
	return slices.Clone(v.pages), nil
}
