package interp

import (
	"cmp"
	"slices"
	"unsafe"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// Native makes machine code of a For, Loop or ParFor, nil where it cannot; for no instruction, of a recursive function.
type Native func(f *ir.Func, in *ir.Instr) Kernel

// Kernel is a loop in machine code. It runs on a block of words, in which each thing that it takes from a frame or leaves
// has its place; the first words are laid out as the constants below say.
type Kernel interface {
	Values() []ir.Value
	ValueAt(i int) int
	Vars() []ir.Var
	VarAt(i int) int
	Written(v ir.Var) bool
	Arrays() int
	Array(i int) (value ir.Value, variable ir.Var, read, written, writable bool)
	ArrayAt(i int) int // address, lengths, strides
	Key(i, axis int) uint64
	Exits() int
	Exit(k int) (in *ir.Instr, region *ir.Region, save []ir.Value)
	ExitIn(k int) (f *ir.Func, vars []ir.Var) // not nil: in a function that the code called
	SaveAt(i int) int
	Calls() []*ir.Instr
	CallIn(in *ir.Instr) *ir.Func
	Lanes() bool // iterations run in lanes, and may be given back
	Random() bool
	Folds() int
	Fold(i int) (ir.Var, ir.Op)
	FoldAt(i int) int // 8 lanes
	Lasts() []ir.Var
	LastAt(i int) int // 4 lanes
	Plain() Kernel    // for arrays that overlap; nil: the same
	Within() bool     // keyApart makes a difference
	Take(key uint64) (code Code, words []uint64, err error)
	Give(code Code, words []uint64)
}

// Code is machine code. Run returns one of the statuses, an exit above 0, or a call at or below nativeCall.
type Code interface{ Run(words []uint64) int64 }

// keyApart is the bit of a key that says that no array which is written shares memory with another.
const keyApart = 1 << 63

const (
	nativeDone = 0
	nativePoll = -1
	nativeBail = -2 // at the iteration in wordFrom
	nativeCall = -16
)

// The first words of a kernel's block.
const (
	wordResume = 0
	wordFrom   = 1
	wordTo     = 2
	wordStart  = 3 // the index of iteration 0
	wordStep   = 4
	wordTurn   = 6 // the iteration that runs, where that matters
	wordStream = 7
	wordArgs   = 8 // 4 lanes each
	wordResult = 20
	wordMask   = 24
	wordLane   = 25 // of the random stream: the lane of iteration 0, or the one whose turn it is
	wordPass   = 26 // 1 where every draw passes the turn on
	wordActive = 28 // how many bytes behind this block that of the innermost call is
	wordDepth  = 30 // how many more calls there may be in each other
	wordSaved  = 48 // in that innermost block: what an exit saves
)

// foldLanes is how many lanes a reduction has, and a random stream.
const foldLanes = 8

// kernel is a linked Kernel.
type kernel struct {
	Kernel
	values []homed
	vars   []homed
	arrays []nativeArray
	exits  []nativeExit
	calls  []op
	folds  []nativeFold
	lasts  []place
	plain  *kernel
	outer  int // calls that the code makes before the depth of calls grows
}

// homed is a value or a variable: where it is in the frame, and where in the block of words.
type homed struct {
	at, word int
	written  bool
}

type nativeArray struct {
	at, word                int
	read, written, writable bool
}

type nativeExit struct {
	save  []int
	run   func(f *frame) signal
	inner *function // what an activation of the function begins with, if that is not the loop's own
}

type nativeFold struct {
	at       int
	op       ir.Op
	t        ir.Type
	combine  op // word 0 = word 0 op word 1
	identity func(now uint64) uint64
}

// try asks for machine code of a loop, unless one around it has some.
func (l *linker) try(in *ir.Instr) Kernel {
	if l.p.native == nil || l.within {
		return nil
	}
	return l.p.native(l.fn, in)
}

// inside marks what is linked from now on as part of a loop that has machine code; its result ends that.
func (l *linker) inside(k Kernel) func() {
	saved := l.within
	l.within = saved || k != nil
	return func() { l.within = saved }
}

// kernel links machine code; the loop itself must be linked already.
func (l *linker) kernel(k Kernel) *kernel {
	if k == nil {
		return nil
	}
	n := &kernel{Kernel: k, plain: l.kernel(k.Plain())}
	for i, at := range l.ats(k.Values()) {
		n.values = append(n.values, homed{at: at, word: k.ValueAt(i)})
	}
	for i, v := range k.Vars() {
		n.vars = append(n.vars, homed{l.vars[v].at, k.VarAt(i), k.Written(v)})
	}
	for i := range k.Arrays() {
		a := nativeArray{word: k.ArrayAt(i)}
		var v ir.Value
		var variable ir.Var
		v, variable, a.read, a.written, a.writable = k.Array(i)
		if v >= 0 {
			a.at = l.at(v)
		} else {
			a.at = l.vars[variable].at
		}
		n.arrays = append(n.arrays, a)
	}
	abroad := abroad{}
	for i := range k.Exits() {
		in, region, save := k.Exit(i)
		if fn, vars := k.ExitIn(i); fn != nil {
			n.exits = append(n.exits, abroad.of(l, fn).exit(in, region, save, vars))
			continue
		}
		e := nativeExit{save: l.ats(save)}
		if region != nil {
			e.run = l.codes[region].run
		} else {
			e.run = l.instr(in)
		}
		n.exits = append(n.exits, e)
	}
	for _, in := range k.Calls() {
		home := l
		if fn := k.CallIn(in); fn != nil {
			home = abroad.of(l, fn)
		}
		n.calls = append(n.calls, home.apart(in))
	}
	n.linkFolds(l)
	return n
}

func (n *kernel) linkFolds(l *linker) {
	for i := range n.Folds() {
		v, op := n.Fold(i)
		t := l.fn.Vars[v].Type
		n.folds = append(n.folds, nativeFold{l.vars[v].at, op, t, makers[t][op](0, 0, 1), identityOf(op, t)})
	}
	for _, v := range n.Lasts() {
		n.lasts = append(n.lasts, l.vars[v])
	}
}

// identityOf is what the lanes of a reduction start with: what changes nothing, or what the variable holds where taking
// that more than once changes nothing.
func identityOf(o ir.Op, t ir.Type) func(now uint64) uint64 {
	word := uint64(0)
	switch {
	case o == ir.Add && t == ir.F64:
		word = 1 << 63 // -0
	case o == ir.Add && t == ir.F32:
		word = 1 << 31
	case o == ir.Mul && t == ir.F64:
		word = bits(1)
	case o == ir.Mul && t == ir.F32:
		word = bits32(1)
	case o == ir.Mul:
		word = 1
	case o != ir.Add && o != ir.Xor:
		return func(now uint64) uint64 { return now }
	}
	return func(uint64) uint64 { return word }
}

// apart links an instruction to a frame of its own: operands in words 0 to 2, the result in word 3. Draws are machine code
// themselves, but for the rest of a normal one.
func (l *linker) apart(in *ir.Instr) op {
	if in.Op == ir.RT && in.Sym == "random.normal" {
		return restOfNormal
	}
	own := &linker{p: l.p, fn: l.fn, out: &function{r: make([]uint64, 4)}, consts: map[uint64]int{}, texts: map[string]int{}, plan: l.plan}
	own.values = make([]place, len(l.values))
	for i := range own.values {
		own.values[i].at = -1
	}
	for i, v := range in.Args {
		own.values[v] = place{l.typeOf(v), inWords, i}
	}
	own.values[in.Results[0]] = place{l.typeOf(in.Results[0]), inWords, 3}
	return own.instr(in)
}

// fill writes what the kernel takes from a frame; false if the loop must be interpreted.
func (n *kernel) fill(f *frame) (code Code, words []uint64, ok bool) {
	key := uint64(0)
	for i, a := range n.arrays {
		m := f.a[a.at]
		if m == nil || a.writable && m.ReadOnly {
			return nil, nil, false
		}
		for d := len(m.Strides) - 1; d >= 0; d-- {
			if m.Strides[d] == m.Elem.Size() {
				key |= n.Key(i, d)
				break
			}
		}
	}
	if n.Within() && n.apart(f) {
		key |= keyApart
	}
	code, words, err := n.Take(key)
	if err != nil {
		return nil, nil, false
	}
	for _, a := range n.arrays {
		m, at := f.a[a.at], a.word
		words[at] = uint64(address(m))
		for d := range m.Shape {
			words[at+1+d], words[at+1+len(m.Shape)+d] = uint64(m.Shape[d]), uint64(m.Strides[d])
		}
	}
	n.begin(f, words)
	return code, words, true
}

// begin writes what differs from run to run in one frame.
func (n *kernel) begin(f *frame, words []uint64) {
	words[wordResume], words[wordDepth] = 0, uint64(maxDepth-f.t.depth+n.outer)
	n.scalars(f, words)
	if n.Random() {
		stream(f.t, words)
	}
}

// stream tells code where its random numbers are. Within an iteration of a parallel loop all come from one lane.
func stream(t *task, words []uint64) {
	words[wordStream] = uint64(uintptr(unsafe.Pointer(t.stream.Words())))
	words[wordLane], words[wordPass] = uint64(t.stream.Turn()), 1
	if t.lane >= 0 {
		words[wordLane], words[wordPass] = uint64(t.lane%random.Lanes), 0
	}
}

func (n *kernel) scalars(f *frame, words []uint64) {
	for _, v := range n.values {
		words[v.word] = f.r[v.at]
	}
	for _, v := range n.vars {
		words[v.word] = f.r[v.at]
	}
}

// overlaps reports whether an array that is written shares memory with another that is read.
func (n *kernel) overlaps(f *frame) bool {
	for i, a := range n.arrays {
		for j, b := range n.arrays {
			if i != j && a.written && b.read && share(f.a[a.at], f.a[b.at]) {
				return true
			}
		}
	}
	return false
}

// apart reports whether no array that is written shares memory with another, or an element with another of its own.
func (n *kernel) apart(f *frame) bool {
	for i, a := range n.arrays {
		if !a.written {
			continue
		}
		if repeats(f.a[a.at]) {
			return false
		}
		for j, b := range n.arrays {
			if i != j && share(f.a[a.at], f.a[b.at]) {
				return false
			}
		}
	}
	return true
}

// repeats reports whether elements of an array may lie on one another, as a broadcast array's do.
func repeats(a *Array) bool {
	at := make([]int, 0, 8)
	for d, n := range a.Shape {
		if n > 1 {
			at = append(at, d)
		}
	}
	slices.SortFunc(at, func(x, y int) int { return cmp.Compare(abs(a.Strides[x]), abs(a.Strides[y])) })
	size := a.Elem.Size()
	for _, d := range at {
		if abs(a.Strides[d]) < size {
			return true
		}
		size += abs(a.Strides[d]) * (a.Shape[d] - 1)
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// store puts the variables that the code wrote back into the frame.
func (n *kernel) store(f *frame, words []uint64) {
	for _, v := range n.vars {
		if v.written {
			f.r[v.at] = words[v.word]
		}
	}
}

// serial runs a loop, or slow if it must be interpreted.
func (n *kernel) serial(slow op) op {
	if n == nil {
		return slow
	}
	return func(f *frame) signal {
		code, words, ok := n.fill(f)
		if !ok {
			return slow(f)
		}
		status := n.run(f, code, words)
		if n.Random() && f.t.lane < 0 {
			f.t.stream.SetTurn(int(words[wordLane]))
		}
		s := n.finish(f, words, status)
		n.Give(code, words)
		return s
	}
}

// run runs code until it is done, leaves or bails.
func (n *kernel) run(f *frame, code Code, words []uint64) int64 {
	for {
		s := code.Run(words)
		switch {
		case s == nativePoll:
			if f.t.poll() != next {
				words[wordResume] = 0
				return nativePoll
			}
		case s <= nativeCall:
			n.call(f, active(words), n.calls[nativeCall-s])
		default:
			return s
		}
	}
}

// call does an instruction for the code, lane by lane.
func (n *kernel) call(f *frame, words []uint64, do op) {
	g := f.t.scratch()
	g.t = f.t
	for lane := range 4 {
		if words[wordMask]>>lane&1 == 0 {
			continue
		}
		for i := range 3 {
			g.r[i] = words[wordArgs+4*i+lane]
		}
		do(g)
		words[wordResult+lane] = g.r[3]
	}
	g.t = nil
}

// scratch is a frame of four words for what is done between calls of code.
func (t *task) scratch() *frame {
	if t.apart.r == nil {
		t.apart.r = make([]uint64, 4)
	}
	return &t.apart
}

// finish brings the frame up to date after scalar code and does what it left to do.
func (n *kernel) finish(f *frame, words []uint64, s int64) signal {
	if s == nativePoll {
		return stopped
	}
	n.store(f, words)
	if s == nativeDone {
		return next
	}
	e := n.exits[s-1]
	if e.inner != nil {
		return e.raise(f, words)
	}
	for i, at := range e.save {
		f.r[at] = words[n.SaveAt(i)]
	}
	return e.run(f)
}
