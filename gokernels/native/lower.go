package native

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// lower turns a region's IR into instructions.
type lower struct {
	*builder
	r         *Region
	key       uint64
	vals      map[ir.Value]value
	vars      map[ir.Var]vreg
	frozen    map[ir.Var]vreg      // variables that no loop around sets, by a register that is not set again
	carried   map[*ir.Instr]*carry // by load or store
	stood     map[*ir.Instr]vreg   // by load, what was there before the loop
	laneDepth int                  // how many loops are around those over vectors
	lane      *laneLoop            // the loop whose iterations are in the lanes, if the builder is in one
	rest      []*ir.Instr          // what comes behind the present instruction in its region
	bailed    int                  // where lanes within scalar code end
	scopes    []scope
	ends      []ending
	checked   map[*ir.Instr]vreg // indices whose check stood first: what they are, 0 where that is what they were before
	proving   *ir.Instr          // the loop before which that was so, of scalar code
	group     int                // of lanes
	last      bool               // the vector at the end of a chunk, which has fewer iterations
	groups    int
	pos       vreg          // iterations done, of scalar code
	start     vreg          // the index of iteration 0
	index     vreg          // of lane 0 of group 0
	wide      bool          // eight iterations are in the lanes
	part      part          // of them, for which code is built
	many      int           // so many are in lanes of 8 or 16 bits, 0: of more
	upper     map[vreg]vreg // where lanes 4 to 7 of a variable are whose register holds the others: the same one where it has 512 bits
	near      bool          // where the lanes' indices end is known not to be far below 0
	lengths   map[vreg]vreg // by eight lanes of 32 bits, those of 64 that they were made of
	folds     [mostGroups]map[ir.Var]vreg
	snaps     map[ir.Var]vreg
	looseVars map[looseVar]bool
	free      map[ir.Var]bool // joint variables of the branch that the builder is in
	drawing
	blob *blob
}

// value is what an IR value became: u for all lanes, v by lane, or u + plus + 0, 1, 2, … if it follows the lanes. A
// comparison of uniform values is made where it is used, a negation of a bool too.
type value struct {
	u, v    vreg
	hi      vreg // lanes 4 to 7, where v holds lanes 0 to 3 as in a loop with four
	plus    int64
	follows bool
	compare *ir.Instr
}

// scope is a construct that lanes may leave one by one; its mask holds those that are in it. No mask: all are.
type scope struct {
	label  int64
	again  bool // Continue leads here, Break does not
	mask   vreg
	end    int // where to go when all lanes left together
	masked bool
	body   *ir.Region // which lanes leave, or do not come into
	turns  bool       // a loop
}

// lower compiles a variant: code and the words of its Context.
func (r *Region) lower(key uint64) ([]byte, int) { return r.lowered(key, nil) }

// lowered is lower with a listing, if lines is not nil.
func (r *Region) lowered(key uint64, lines *[]line) (code []byte, words int) {
	defer func() {
		if e := recover(); e != nil {
			if !(e == any(notDouble) && r.single()) && !(e == any(notLong) && r.shorten()) {
				panic(e)
			}
			code, words = r.lowered(key, lines)
		}
	}()
	if lines != nil {
		*lines = nil
	}
	l := newLower(r, newBuilder(), key)
	l.blob = newBlob(r, key)
	for _, v := range r.vars {
		l.declare(v)
	}
	switch {
	case r.lane != nil:
		l.chunk()
	case r.in.Op == ir.ParFor:
		l.serialChunk()
	default:
		l.takeTurns()
		l.instr(r.in)
		l.finish(Done)
	}
	if r.deep && len(l.routines) > 0 { // their registers would lie where the Contexts of calls begin
		refuse("calls beside routines")
	}
	code = l.emit(l.blob.functions(l.asm), lines)
	return code, l.builder.words + slackWords + l.blob.arena()
}

// slackWords lie behind a Context, as operands as long as a vector may begin at its last word.
const slackWords = vectorBytes / 8

func newLower(r *Region, b *builder, key uint64) *lower {
	b.words = r.words
	return &lower{builder: b, r: r, key: key, vals: map[ir.Value]value{}, vars: map[ir.Var]vreg{},
		upper: map[vreg]vreg{}, lengths: map[vreg]vreg{}, looseVars: map[looseVar]bool{}, free: map[ir.Var]bool{}, frozen: map[ir.Var]vreg{}, carried: map[*ir.Instr]*carry{}, stood: map[*ir.Instr]vreg{}, lane: r.lane}
}

func (l *lower) typeOf(v ir.Value) ir.Type { return l.r.f.Types[v] }

// declare gives a variable its register and loads what it holds.
func (l *lower) declare(v ir.Var) {
	t := l.r.f.Vars[v].Type
	x := l.wordAt(context(l.r.varHome[v]), t)
	if !l.r.written[v] {
		l.frozen[v] = x
		return
	}
	l.vars[v] = l.varRegister(v)
	if l.varying(v) {
		x = l.broadcast(x, t)
	}
	l.set(l.vars[v], x)
}

// varRegister is a register for what a variable holds here.
func (l *lower) varRegister(v ir.Var) vreg {
	switch {
	case l.varying(v):
		return l.laneVariable(l.lane.shortVar(v))
	case l.r.f.Vars[v].Type.IsFloat():
		return l.variable(vector)
	}
	return l.variable(general)
}

// varying reports whether a variable has a value for each lane.
func (l *lower) varying(v ir.Var) bool { return l.lane != nil && l.lane.vary[v] }

// wild reports whether lanes leave a construct one by one.
func (l *lower) wild(label int64) bool { return l.lane != nil && l.lane.wild[label] }

// wordAt is a word of the Context that holds still, as a uniform value.
func (l *lower) wordAt(m *address, t ir.Type) vreg {
	if t.IsFloat() {
		return l.make(vector, inst{op: home, m: m, imm: 8})
	}
	return l.make(general, inst{op: home, m: m})
}

// storeWord stores a uniform value as a word.
func (l *lower) storeWord(m *address, x vreg, t ir.Type) {
	switch t {
	case ir.F64:
		l.do(inst{op: storeSD, m: m, a: x})
	case ir.F32:
		zero := *m
		zero.disp += 4
		l.do(inst{op: storeSS, m: m, a: x})
		l.do(inst{op: store32, m: &zero, a: l.integer(0)})
	default:
		l.do(inst{op: store64, m: m, a: x})
	}
}

// finish writes the variables back and ends the run.
func (l *lower) finish(status int64) {
	if l.r.lane == nil {
		for _, v := range l.r.vars {
			if l.r.written[v] {
				l.storeWord(context(l.r.varHome[v]), l.vars[v], l.r.f.Vars[v].Type)
			}
		}
	}
	l.do(inst{op: exit, imm: status})
}

// serialChunk is the loop over a chunk, iteration by iteration.
func (l *lower) serialChunk() {
	l.pos = l.variable(general)
	to := l.wordAt(context(atTo), ir.I64)
	l.set(l.pos, l.wordAt(context(atFrom), ir.I64))
	index := l.variable(general)
	step := l.wordAt(context(atStep), ir.I64)
	l.set(index, l.g2(addG, l.wordAt(context(atStart), ir.I64), l.g2(mulG, l.pos, step)))
	head, end := l.newLabel(), l.newLabel()
	l.do(inst{op: branch, a: l.pos, b: to, imm: int64(condGE), label: end})
	l.open()
	l.label(head)
	l.ownLane()
	params := l.r.body().Params
	l.vals[params[len(params)-1]] = value{u: l.copied(index)}
	l.code(l.r.body())
	l.do(inst{op: addG, d: index, a: index, b: step})
	l.bump(l.pos, 1)
	l.do(inst{op: turn, imm: 1})
	l.do(inst{op: branch, a: l.pos, b: to, imm: int64(condL), label: head})
	l.close()
	l.label(end)
	l.finish(Done)
}

// copied is what a variable holds now.
func (l *lower) copied(v vreg) vreg {
	x := l.reg(l.class[v])
	l.set(x, v)
	return x
}

// code lowers the instructions of a region; false if its end is not reached.
func (l *lower) code(r *ir.Region) bool {
	l.enter()
	defer l.leave()
	return l.always(r)
}

// always lowers a region that is not jumped over: what it computes is known after it too.
func (l *lower) always(r *ir.Region) bool {
	end := l.newLabel()
	l.ends = append(l.ends, ending{label: end})
	falls := true
	for i := 0; i < len(r.Code) && falls; i++ {
		if l.picks(r, i) {
			l.pick(r.Code[i])
			continue
		}
		if d := l.decides(r, i); d != nil {
			falls = l.decide(r.Code[i], d)
			i = d.next - 1
			continue
		}
		l.rest = r.Code[i+1:]
		if l.both(r, i) {
			i++
			continue
		}
		falls = l.step(r, i, r.Code[i])
	}
	falls = falls || l.ends[len(l.ends)-1].used
	l.ends = l.ends[:len(l.ends)-1]
	l.label(end)
	return falls
}

// ending is the end of a region that the builder is in.
type ending struct {
	label int
	used  bool
}

// end is the label of the innermost region's end.
func (l *lower) end() int {
	e := &l.ends[len(l.ends)-1]
	e.used = true
	return e.label
}

func (l *lower) step(r *ir.Region, i int, in *ir.Instr) bool {
	switch in.Op {
	case ir.Get:
		l.get(r, i, in)
		return true
	case ir.Set:
		l.assign(in)
		return true
	}
	return l.instr(in)
}

func (l *lower) get(r *ir.Region, i int, in *ir.Instr) {
	x := in.Results[0]
	if l.typeOf(x).IsArray() {
		return
	}
	if l.lane != nil && l.lane.recurs(in.Var) {
		l.vals[x] = value{v: l.before(in.Var)}
		return
	}
	from, frozen := l.frozen[in.Var]
	if !frozen {
		from = l.vars[in.Var]
	}
	if acc, ok := l.folds[l.group][in.Var]; ok {
		from = acc
	}
	hi := l.upper[from]
	if !frozen && !l.r.still(r.Code, i, in.Var, x) {
		now := l.copied(from)
		switch hi {
		case 0:
		case from:
			hi = now
		default:
			hi = l.copied(hi)
		}
		from = now
	}
	if l.varying(in.Var) {
		l.vals[x] = value{v: from, hi: hi}
		return
	}
	l.vals[x] = value{u: from}
}

func (l *lower) blendOp(t ir.Type) *opcode {
	if t == ir.F32 {
		return blendF
	}
	return blendV
}

// maskFor is a mask as lanes of a type.
func (l *lower) maskFor(mask vreg, t ir.Type) vreg {
	if t == ir.F32 && !l.eight() {
		return l.narrow(mask)
	}
	return mask
}

// narrow packs the low halves of the lanes.
func (l *lower) narrow(x vreg) vreg {
	if l.part == long8 {
		return l.v2(shorten, x)
	}
	return l.v3(permD, l.constant(0x2_00000000, 0x6_00000004, 0x2_00000000, 0x6_00000004), x)
}

// put sets a variable; if the last instruction made the value for nothing else, that writes the variable itself.
func (l *lower) put(to, x vreg, v ir.Value) {
	if l.r.uses[v] != 1 || l.level[x] == mutable || l.shared[x] || !l.isArithmetic(v) {
		l.set(to, x)
		return
	}
	made := l.madeLast(x, to)
	if made == nil {
		l.set(to, x)
		return
	}
	made.d = to
	l.version[to]++
	for _, s := range l.builder.scopes {
		maps.DeleteFunc(s, func(_ key, y vreg) bool { return y == x })
	}
}

// madeLast is the instruction that made x if it is the last one, or of halves the last but one and the last has nothing
// to do with what it is to write.
func (l *lower) madeLast(x, to vreg) *inst {
	n := len(l.at.insts)
	if n > 0 && l.at.insts[n-1].d == x {
		return l.at.insts[n-1]
	}
	if n < 2 || l.part != lower4 || l.at.insts[n-2].d != x {
		return nil
	}
	if last := l.at.insts[n-1]; !last.op.pure || last.d == to || slices.Contains(last.reads(), to) || slices.Contains(last.reads(), x) {
		return nil
	}
	return l.at.insts[n-2]
}

// isArithmetic is a value that has a register of its own.
func (l *lower) isArithmetic(v ir.Value) bool {
	if l.r.inner[v] == nil {
		return false
	}
	switch l.r.inner[v].Op {
	case ir.Add, ir.Sub, ir.Mul, ir.Div:
		return l.lane == nil || l.typeOf(v) == ir.I64 || l.typeOf(v).IsFloat()
	case ir.FloorDiv, ir.Mod, ir.And, ir.Or, ir.Xor, ir.Shl, ir.Shr, ir.Min, ir.Max, ir.Select, ir.Load, ir.Sqrt:
		return l.lane == nil
	}
	return false
}

// instr lowers an instruction; false if what follows is not reached.
func (l *lower) instr(in *ir.Instr) bool {
	switch in.Op {
	case ir.NoOp, ir.Const, ir.ConstStr, ir.Writable:
		return true
	case ir.If:
		return l.branches(in)
	case ir.Block:
		l.block(in)
	case ir.Loop:
		l.forever(in)
	case ir.For:
		l.counted(in)
	case ir.ParFor:
		l.nested(in)
	case ir.Break, ir.Continue:
		l.away(in)
		return false
	case ir.Call:
		l.call(in)
	case ir.Raise, ir.Return:
		if in.Op == ir.Return && l.r.whole {
			l.giveBack(in)
			return false
		}
		l.stop(leaving{in: in}, in.Args)
		return false
	case ir.Dim:
		l.vals[in.Results[0]] = value{u: l.dim(in.Args[0], int(in.Int))}
	case ir.Load:
		l.load(in)
	case ir.Store:
		l.store(in)
	case ir.Bounds:
		l.bounds(in)
	case ir.RT:
		l.draw(in)
	default:
		l.scalar(in)
	}
	return true
}

// stop leaves for the interpreter: at an instruction in scalar code, before the whole vector in vector code.
func (l *lower) stop(x leaving, save []ir.Value) {
	if l.lane != nil {
		l.bail()
		return
	}
	if l.r.whole {
		l.abandon(x, save)
		return
	}
	k := 0
	for _, v := range save {
		if !word(l.typeOf(v)) || l.r.inner[v] == nil || l.r.consts[v] != nil {
			continue
		}
		if k >= l.r.mostSaved() {
			refuse("too many operands")
		}
		l.storeWord(context(l.r.saveAt+8*k), l.uni(v), l.typeOf(v))
		x.save = append(x.save, v)
		k++
	}
	l.finish(l.r.leave(x))
}
