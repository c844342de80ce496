package native

// builder makes a program of instructions. It computes a pure instruction once, and before the outermost loop in which
// its operands hold still.
type builder struct {
	asm    *assembler
	at     *list
	class  []class // by vreg
	level  []int   // by vreg: the loops around its definition; mutable for one that is set again
	loops  []*loop
	scopes []map[key]vreg // of the regions that the builder is in
	labels int
	cold   bool
	eight  bool // instructions on lanes of 32 bits are those on eight of them
	words  int  // of the Context
	shared map[vreg]bool
	// By a mask that is another one's inverse, that other one.
	inverse map[vreg]vreg
	homes   map[vreg]bool  // values that have a place in memory
	ints    map[vreg]int64 // constants
	// A mutable register's version counts how often it was set so far in the text. A loop begins a new epoch, as it may
	// set again what stands before.
	version map[vreg]int
	epoch   int

	routines  []*routine
	routineAt map[string]int // by name

	isa   isa
	long  bool                // instructions on lanes of 64 bits are those on eight of them
	longs map[*opcode]*opcode // by the instruction on four, if there was any

	double  bool                // instructions on eight lanes of 32 bits are those on sixteen of them
	doubles map[*opcode]*opcode // by the instruction on eight

	entry int                   // label of a function
	spans map[*inst][]*interval // by call: what lives across it
	kept  map[*inst][]kept
}

// loop is one that the builder is in: what goes before it, and the values that stand there.
type loop struct {
	before *list
	known  map[key]vreg
	cold   bool // it is code that hardly ever runs, and so is what goes before it
	once   bool // it turns a few times at most, or is code with loops in it that share what goes before them
}

type key struct {
	op      *opcode
	a, b, c vreg
	imm     int64
	m       address

	va, vb, vc, epoch int // versions of mutable operands
}

const mutable = 1 << 30

func newBuilder() *builder {
	b := &builder{isa: machine(), spans: map[*inst][]*interval{}, shared: map[vreg]bool{}, inverse: map[vreg]vreg{}, homes: map[vreg]bool{}, ints: map[vreg]int64{}, doubles: map[*opcode]*opcode{}, version: map[vreg]int{}, asm: &assembler{known: map[string]int{}, labels: map[int]int{}}, at: &list{}}
	b.class, b.level = []class{0}, []int{0}
	b.scopes = []map[key]vreg{{}}
	return b
}

func (b *builder) reg(c class) vreg {
	b.class = append(b.class, c)
	b.level = append(b.level, len(b.loops))
	return vreg(len(b.class) - 1)
}

// variable makes a register that may be set more than once.
func (b *builder) variable(c class) vreg {
	v := b.reg(c)
	b.level[v] = mutable
	return v
}

func (b *builder) newLabel() int { b.labels++; return b.labels }

// do appends an instruction.
func (b *builder) do(in inst) *inst {
	in.op = b.wide(in.op)
	in.depth, in.cold = b.depthAt(len(b.loops)), b.cold
	b.at.insts = append(b.at.insts, &in)
	if in.d != 0 && b.level[in.d] == mutable {
		b.version[in.d]++
	}
	return &in
}

// make appends an instruction that makes a new value.
func (b *builder) make(c class, in inst) vreg {
	if in.op.pure {
		v := b.pure(c, in)
		if in.op == home {
			b.homes[v] = true
		}
		return v
	}
	in.d = b.reg(c)
	b.do(in)
	return in.d
}

func (b *builder) pure(c class, in inst) vreg {
	in.op = b.wide(in.op)
	if in.op.swaps && in.m == nil && b.weak(in.a) && !b.weak(in.b) {
		in.a, in.b = in.b, in.a // what lies in memory goes second
	}
	k, level := b.keyOf(&in)
	if level == mutable && in.m != nil {
		in.d = b.reg(c)
		b.do(in)
		return in.d
	}
	if level < len(b.loops) {
		return b.hoist(c, in, k, level)
	}
	if v := b.inScope(k); v != 0 {
		return v
	}
	in.d = b.reg(c)
	b.do(in)
	b.scopes[len(b.scopes)-1][k] = in.d
	return in.d
}

// keyOf tells a pure instruction from others, and how many loops are around its operands.
func (b *builder) keyOf(in *inst) (k key, level int) {
	k = key{op: in.op, a: in.a, b: in.b, c: in.c, imm: in.imm}
	level = max(b.level[in.a], b.level[in.b], b.level[in.c])
	if in.m != nil {
		k.m = *in.m
		level = max(level, b.level[in.m.base], b.level[in.m.index])
	}
	if level == mutable {
		k.va, k.vb, k.vc, k.epoch = b.version[in.a], b.version[in.b], b.version[in.c], b.epoch
	}
	return k, level
}

func (b *builder) inScope(k key) vreg {
	for _, s := range b.scopes {
		if v, ok := s[k]; ok {
			b.shared[v] = true
			return v
		}
	}
	return 0
}

// made is what a pure instruction has made here or before, 0 if there is none.
func (b *builder) made(in inst) vreg {
	k, level := b.keyOf(&in)
	if level < len(b.loops) {
		return b.loops[level].known[k]
	}
	return b.inScope(k)
}

// wide is the instruction on eight lanes where there are as many.
func (b *builder) wide(o *opcode) *opcode {
	switch {
	case b.long:
		return b.longer(o)
	case b.double && b.eight:
		return b.doubled(o)
	case b.eight && o.eight != nil:
		return o.eight
	}
	return o
}

// weak is what is likely to stay in memory.
func (b *builder) weak(v vreg) bool { return b.level[v] < len(b.loops) }

func (b *builder) hoist(c class, in inst, k key, level int) vreg {
	l := b.loops[level]
	if v, ok := l.known[k]; ok {
		return v
	}
	in.d = b.reg(c)
	b.level[in.d] = level
	in.depth, in.cold = b.depthAt(level), l.cold
	l.before.insts = append(l.before.insts, &in)
	l.known[k] = in.d
	return in.d
}

// depthAt is how many of the outermost level loops turn.
func (b *builder) depthAt(level int) int {
	for _, l := range b.loops[:level] {
		if l.once {
			level--
		}
	}
	return level
}

// open starts a loop; its header label comes after.
func (b *builder) open() { b.begin(false) }

// together builds code with several loops in it. What they compute of the same operands is computed once, before the first.
func (b *builder) together(build func()) {
	b.begin(true)
	build()
	b.close()
}

// begin starts a loop, or code that runs about once and has things computed before it as a loop has.
func (b *builder) begin(once bool) {
	b.epoch++
	l := &loop{&list{}, map[key]vreg{}, b.cold, once}
	b.do(inst{op: nest, list: l.before})
	b.loops = append(b.loops, l)
	b.enter()
}

func (b *builder) close() {
	b.leave()
	b.epoch++
	b.loops = b.loops[:len(b.loops)-1]
}

// enter and leave bracket a region: what is computed within is not known outside.
func (b *builder) enter() { b.scopes = append(b.scopes, map[key]vreg{}) }
func (b *builder) leave() { b.scopes = b.scopes[:len(b.scopes)-1] }

// chilled builds code that hardly ever runs.
func (b *builder) chilled(build func()) {
	saved := b.cold
	b.cold = true
	b.enter()
	build()
	b.leave()
	b.cold = saved
}

// aside builds code out of line, to which test jumps. It gets the label of what comes next, to which it may come back.
func (b *builder) aside(test func(away int), build func(over int)) {
	away, over := b.newLabel(), b.newLabel()
	test(away)
	b.chilled(func() {
		b.do(inst{op: jump, label: over}) // in the order of the list; in that of the bytes nothing runs into it
		b.label(away)
		build(over)
	})
	b.label(over)
}

// unlikely is aside for code that comes back.
func (b *builder) unlikely(test func(away int), rare func()) {
	b.aside(test, func(over int) {
		rare()
		b.jumpTo(over)
	})
}

// ifAny is unlikely for a mask of which any lane is set.
func (b *builder) ifAny(mask vreg, rare func()) {
	b.unlikely(func(away int) { b.do(inst{op: branchAny, a: mask, label: away}) }, rare)
}

func (b *builder) label(n int)  { b.do(inst{op: label, label: n}) }
func (b *builder) jumpTo(n int) { b.do(inst{op: jump, label: n}) }

func (b *builder) v3(o *opcode, x, y vreg) vreg {
	if o == andV {
		if m, ok := b.inverse[x]; ok {
			o, x = andnV, m
		} else if m, ok := b.inverse[y]; ok {
			o, x, y = andnV, m, x
		}
	}
	return b.make(vector, inst{op: o, a: x, b: y})
}

func (b *builder) v2(o *opcode, x vreg) vreg { return b.make(vector, inst{op: o, b: x}) }
func (b *builder) v3i(o *opcode, x, y vreg, imm int64) vreg {
	return b.make(vector, inst{op: o, a: x, b: y, imm: imm})
}
func (b *builder) vi(o *opcode, x vreg, imm int64) vreg {
	return b.make(vector, inst{op: o, b: x, imm: imm})
}
func (b *builder) blend(no, yes, mask vreg) vreg {
	return b.make(vector, inst{op: blendV, a: no, b: yes, c: mask})
}
func (b *builder) fma(x, y, z vreg) vreg { return b.make(vector, inst{op: fmaV, a: x, b: y, c: z}) }

func (b *builder) g2(o *opcode, x, y vreg) vreg { return b.make(general, inst{op: o, a: x, b: y}) }
func (b *builder) g1(o *opcode, x vreg) vreg    { return b.make(general, inst{op: o, a: x}) }
func (b *builder) gi(o *opcode, x vreg, imm int64) vreg {
	return b.make(general, inst{op: o, a: x, imm: imm})
}
func (b *builder) integer(n int64) vreg {
	v := b.make(general, inst{op: immG, imm: n})
	b.ints[v] = n
	return v
}

// isInteger reports whether a register is known to hold n.
func (b *builder) isInteger(v vreg, n int64) bool {
	x, ok := b.ints[v]
	return ok && x == n
}

// negated and greater are computed at once where their operands are known.
func (b *builder) negated(x vreg) vreg {
	if n, ok := b.ints[x]; ok {
		return b.integer(-n)
	}
	return b.g1(negG, x)
}

func (b *builder) greater(x, y vreg) vreg {
	m, ok := b.ints[x]
	n, also := b.ints[y]
	if ok && also {
		return b.integer(max(m, n))
	}
	return b.make(general, inst{op: extremeG, a: x, b: y, imm: int64(condG)})
}

// splat is a constant in all lanes.
func (b *builder) splat(w uint64) vreg {
	if b.long || b.double && b.eight {
		return b.constant(w, w, w, w, w, w, w, w)
	}
	return b.constant(w, w, w, w)
}

func (b *builder) constant(words ...uint64) vreg {
	switch {
	case len(words) >= 8:
	case b.long:
		panic(notLong)
	case b.double && b.eight:
		panic(notDouble)
	}
	at := b.asm.constant(words...)
	return b.make(vector, inst{op: home, m: &address{pool: at + 1}})
}

// vectorWords is how many words a vector register takes.
func (b *builder) vectorWords() int {
	if b.longs != nil {
		return vectorBytes / 8
	}
	return 4
}

// room reserves words of the Context and returns their byte offset.
func (b *builder) room(words int) int {
	at := b.words
	b.words += words
	return at * 8
}

func context(offset int) *address { return &address{context: true, disp: offset} }

// set writes a mutable register.
func (b *builder) set(v, x vreg) {
	if v == x {
		return
	}
	o := moveG
	if b.class[v] == vector {
		o = moveV
	}
	b.do(inst{op: o, d: v, a: x})
}

// bump adds to a mutable register.
func (b *builder) bump(v vreg, n int64) { b.do(inst{op: addI, d: v, a: v, imm: n}) }

// program is the list of instructions to encode.
func (b *builder) program() []*inst { return b.straighten(b.onMemory(b.used(b.at.flat(nil)))) }

// flat is the program as one list.
func (l *list) flat(out []*inst) []*inst {
	for _, in := range l.insts {
		if in.op == nest {
			out = in.list.flat(out)
		} else {
			out = append(out, in)
		}
	}
	return out
}
