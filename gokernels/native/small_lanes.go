package native

import "gokernels/gokernels/ir"

// Instructions on lanes of 8 and of 16 bits, by Intel's names.
var (
	subB, eqB, gtB    = vec3("vpsubb", 1, 1, 0, 1, 0xF8), both(vec3("vpcmpeqb", 1, 1, 0, 1, 0x74)), vec3("vpcmpgtb", 1, 1, 0, 1, 0x64)
	leastUB, mostUB   = both(vec3("vpminub", 1, 1, 0, 1, 0xDA)), both(vec3("vpmaxub", 1, 1, 0, 1, 0xDE))
	addW, subW, mulW  = both(vec3("vpaddw", 1, 1, 0, 1, 0xFD)), vec3("vpsubw", 1, 1, 0, 1, 0xF9), both(vec3("vpmullw", 1, 1, 0, 1, 0xD5))
	upperUW           = both(vec3("vpmulhuw", 1, 1, 0, 1, 0xE4))
	eqW, gtW          = both(vec3("vpcmpeqw", 1, 1, 0, 1, 0x75)), vec3("vpcmpgtw", 1, 1, 0, 1, 0x65)
	leastSW, mostSW   = both(vec3("vpminsw", 1, 1, 0, 1, 0xEA)), both(vec3("vpmaxsw", 1, 1, 0, 1, 0xEE))
	absW              = vec2("vpabsw", 1, 2, 0, 1, 0x1D)
	sllW, sraW, srlW  = shift("vpsllw", 0x71, 6, 1), shift("vpsraw", 0x71, 4, 1), shift("vpsrlw", 0x71, 2, 1)
	splatB, splatW    = vec2("vpbroadcastb", 1, 2, 0, 1, 0x78), vec2("vpbroadcastw", 1, 2, 0, 1, 0x79)
	widenBW, zeroBW   = vec2("vpmovsxbw", 1, 2, 0, 1, 0x20), vec2("vpmovzxbw", 1, 2, 0, 1, 0x30)
	packB             = vec3("vpackuswb", 1, 1, 0, 1, 0x67)
	blendB            = &opcode{name: "vpblendvb", form: fBlend, v: vex{1, 3, 0, 1, 0x4C}, pure: true}
	widenBWm, zeroBWm = changing(widenBW), changing(zeroBW)
)

// firstAndThird of four parts, by vpermq.
const firstAndThird = 0x08

// smallCode builds the body of a loop for one vector of lanes of 8 or 16 bits.
type smallCode struct {
	*lower
	loop *small
	vals map[ir.Value]vreg
	vars map[ir.Var]vreg
	mask vreg // of the lanes that run, 0 for all
}

// smallLaps are the turns in lanes of 8 or 16 bits, in front of those in longer ones.
func (l *lower) smallLaps(index, hi vreg) {
	s := l.lane.smallLanes()
	if s == nil || !l.unitsInLanes(s.laneLoop) {
		return
	}
	wide, past := l.wide, l.newLabel()
	l.setWide(false)
	l.many = s.width()
	l.do(inst{op: branch, a: l.g2(subG, hi, index), imm: int64(condB) | int64(l.many)<<8, label: past})
	l.enter()
	vector := func(g int) { l.smallVector(s, index, g) }
	t := &lap{lower: l, index: index, hi: hi, groups: s.groups(), vector: vector}
	t.run(t.strips)
	if t.groups > 1 {
		t.groups = 1
		t.run(func(last vreg) { t.loop(last, 0) })
	}
	if l.lane.repeatable() { // see again
		l.do(inst{op: branch, a: index, b: hi, imm: int64(condGE), label: past})
		l.set(index, l.gi(subI, hi, int64(l.many)))
		vector(0)
		l.set(index, hi)
	}
	l.leave()
	l.label(past)
	l.many = 0
	l.setWide(wide)
}

// smallTurn is how many instructions of the IR a turn should have.
const smallTurn = 24

// groups is how many vectors a turn takes.
func (s *small) groups() int {
	n := 0
	s.body.Walk(func(*ir.Instr) { n++ })
	for most := mostGroups; most > 1; most /= 2 {
		if n*most <= smallTurn {
			return most
		}
	}
	return 1
}

// unitsInLanes reports whether the elements of all accesses are next to each other, for the present strides.
func (l *lower) unitsInLanes(s *laneLoop) bool {
	for _, x := range s.accesses() {
		unit := l.unit(x.in.Args[0])
		for axis, i := range x.index {
			if s.varies[i] && axis != unit {
				return false
			}
		}
	}
	return true
}

func (l *lower) smallVector(s *small, index vreg, g int) {
	l.group = g
	l.builder.enter()
	l.vals[s.index] = value{u: index, plus: int64(l.width() * g), follows: true}
	c := &smallCode{lower: l, loop: s, vals: map[ir.Value]vreg{}, vars: map[ir.Var]vreg{}}
	c.region(s.body)
	l.builder.leave()
}

func (c *smallCode) region(r *ir.Region) {
	for i, in := range r.Code {
		switch in.Op {
		case ir.If:
			c.branches(in)
		case ir.Get:
			c.get(r, i, in)
		case ir.Set:
			c.assign(in)
		case ir.Load:
			c.load(in)
		case ir.Store:
			c.store(in)
		default:
			c.operation(in)
		}
	}
}

// operation lowers what is computed: an index, or what is the same for all lanes, as ever.
func (c *smallCode) operation(in *ir.Instr) {
	s := c.loop
	if len(in.Results) == 0 || in.Op == ir.Bounds || !s.touchesLanes(in) {
		c.lower.instr(in)
		return
	}
	switch {
	case s.isIndex(in.Results[0]):
		c.lower.instr(in)
	case !s.isSum(in): // of which the Set adds
		c.vals[in.Results[0]] = c.wrapped(in, c.compute(in))
	}
}

// branches lowers an if under masks, or one that keeps the least or the largest.
func (c *smallCode) branches(in *ir.Instr) {
	if c.keepsExtreme(in) {
		return
	}
	outer, cond := c.mask, c.vec(in.Args[0])
	for k, r := range in.Regions {
		if len(r.Code) == 0 {
			continue
		}
		m := cond
		if k == 1 {
			m = c.not(cond)
		}
		if outer != 0 {
			m = c.v3(andV, m, outer)
		}
		c.mask = m
		c.region(r)
	}
	c.mask = outer
}

// keepsExtreme lowers an if that only sets a variable to what is less, or more, than it is.
func (c *smallCode) keepsExtreme(in *ir.Instr) bool {
	set, test := onlySet(in), c.r.inner[in.Args[0]]
	if set == nil || test == nil || ir.Ops[test.Op].Class != ir.Compare || c.vars[set.Var] == 0 {
		return false
	}
	x, was := set.Args[0], test.Args[0]
	if was == x {
		was = test.Args[1]
	}
	get := c.r.inner[was]
	if get == nil || get.Op != ir.Get || get.Var != set.Var || !c.stillIs(get, in) {
		return false
	}
	o := c.extreme(test, x)
	if o == nil {
		return false
	}
	c.put(set.Var, c.v3(o, c.vec(x), c.vec(was)))
	return true
}

// extreme is the instruction that chooses x of what a comparison compares where that holds; nil if none does.
func (c *smallCode) extreme(test *ir.Instr, x ir.Value) *opcode {
	a, b := test.Args[0], test.Args[1]
	least := test.Op == ir.Lt || test.Op == ir.Le
	if !least && test.Op != ir.Gt && test.Op != ir.Ge || x != a && x != b || a == b || !c.loop.exact(a) || !c.loop.exact(b) {
		return nil
	}
	if x == b {
		least = !least
	}
	return c.by(map[bool]*opcode{true: leastUB, false: mostUB}[least], map[bool]*opcode{true: leastSW, false: mostSW}[least])
}

// by is the instruction for the lanes that there are.
func (c *smallCode) by(bytes, words *opcode) *opcode {
	if c.loop.bits == 8 {
		return bytes
	}
	return words
}

func (c *smallCode) get(r *ir.Region, i int, in *ir.Instr) {
	switch {
	case c.loop.isFold(in.Var):
	case !c.loop.written[in.Var]:
		c.lower.get(r, i, in)
	default:
		c.vals[in.Results[0]] = c.copied(c.vars[in.Var])
	}
}

func (c *smallCode) assign(in *ir.Instr) {
	if !c.loop.isFold(in.Var) {
		c.put(in.Var, c.vec(in.Args[0]))
		return
	}
	x := c.vec(c.loop.addend(in))
	if c.mask != 0 {
		x = c.v3(andV, x, c.mask)
	}
	to := c.folds[c.group][in.Var]
	c.do(inst{op: addQ, d: to, a: to, b: c.v3(sumB, x, c.splat(0))})
}

// put sets a variable in the lanes that run; what it had before it was set first nobody reads.
func (c *smallCode) put(v ir.Var, x vreg) {
	switch to := c.vars[v]; {
	case to == 0:
		c.vars[v] = c.variable(vector)
		c.set(c.vars[v], x)
	case c.mask == 0:
		c.set(to, x)
	default:
		c.do(inst{op: blendB, d: to, a: to, b: x, c: c.mask})
	}
}

func (c *smallCode) load(in *ir.Instr) {
	if !c.loop.touchesLanes(in) {
		c.lower.load(in)
		return
	}
	c.vals[in.Results[0]] = c.elements(in.Args[0], in.Args[1:], c.typeOf(in.Results[0]))
}

// elements loads neighbours.
func (c *smallCode) elements(a ir.Value, index []ir.Value, t ir.Type) vreg {
	to := c.find(a, index)
	o := loadVm
	if 8*t.Size() < c.loop.bits {
		o = zeroBWm
		if t == ir.I8 {
			o = widenBWm
		}
	}
	x := c.make(vector, inst{op: o, m: &to.m})
	if t == ir.Bool {
		return c.v3(c.by(gtB, gtW), x, c.splat(0))
	}
	return x
}

// store stores neighbours; in lanes that do not run, what is there.
func (c *smallCode) store(in *ir.Instr) {
	last := len(in.Args) - 1
	a, index, t := in.Args[0], in.Args[1:last], c.typeOf(in.Args[last])
	x := c.vec(in.Args[last])
	if c.mask != 0 {
		x = c.blendBytes(c.elements(a, index, t), x, c.mask)
	}
	if t == ir.Bool {
		x = c.v3(andV, x, c.all(1))
	}
	to := c.find(a, index)
	if 8*t.Size() == c.loop.bits {
		c.do(inst{op: storeV, m: &to.m, a: x})
		return
	}
	if !c.r.ranges.of(in.Args[last]).within(span{0, 255}) {
		x = c.v3(andV, x, c.all(0xFF))
	}
	c.do(inst{op: storeX, m: &to.m, a: c.vi(permQ, c.v3(packB, x, x), firstAndThird)})
}

func (c *smallCode) blendBytes(no, yes, mask vreg) vreg {
	return c.make(vector, inst{op: blendB, a: no, b: yes, c: mask})
}

// all is a constant in all lanes.
func (c *smallCode) all(n int64) vreg {
	if c.loop.bits == 8 {
		return c.splat(uint64(uint8(n)) * 0x01010101_01010101)
	}
	return c.splat(uint64(uint16(n)) * 0x00010001_00010001)
}

func (c *smallCode) not(x vreg) vreg { return c.v3(xorV, x, c.splat(^uint64(0))) }

// vec is a value by lane; a bool is a mask.
func (c *smallCode) vec(x ir.Value) vreg {
	if v, ok := c.vals[x]; ok {
		return v
	}
	t := c.typeOf(x)
	if k := c.r.consts[x]; k != nil {
		n := k.Int
		if t == ir.Bool {
			n = -(n & 1)
		}
		return c.all(n)
	}
	u := c.uni(x)
	if t == ir.Bool {
		u = c.g1(negG, u)
	}
	return c.v2(c.by(splatB, splatW), c.v2(fromGen, u))
}

// wrapped makes of lanes of 16 bits what the operation's type of 8 bits has.
func (c *smallCode) wrapped(in *ir.Instr, x vreg) vreg {
	t := c.typeOf(in.Results[0])
	if c.loop.bits == 8 || t == ir.Bool || t.Size() > 1 || c.r.ranges.computed(in).within(typeRange(t)) {
		return x
	}
	if t == ir.U8 {
		return c.v3(andV, x, c.all(0xFF))
	}
	return c.vi(sraW, c.vi(sllW, x, 8), 8)
}

// compute lowers an operation.
func (c *smallCode) compute(in *ir.Instr) vreg {
	switch {
	case in.Op == ir.Select:
		return c.choose(in)
	case ir.Ops[in.Op].Class == ir.Compare:
		return c.compares(in)
	case in.Op == ir.Cast:
		return c.cast(in)
	}
	a := c.vec(in.Args[0])
	if len(in.Args) == 1 {
		return c.unary(in, a)
	}
	if in.Op == ir.Shl || in.Op == ir.Shr || in.Op == ir.FloorDiv {
		return c.byConstant(in, a)
	}
	return c.v3(c.binary(in.Op), a, c.vec(in.Args[1]))
}

func (c *smallCode) binary(op ir.Op) *opcode {
	switch op {
	case ir.And:
		return andV
	case ir.Or:
		return orV
	case ir.Xor:
		return xorV
	case ir.Add:
		return c.by(addB, addW)
	case ir.Sub:
		return c.by(subB, subW)
	case ir.Min:
		return c.by(leastUB, leastSW)
	case ir.Max:
		return c.by(mostUB, mostSW)
	}
	return mulW
}

func (c *smallCode) unary(in *ir.Instr, a vreg) vreg {
	switch {
	case in.Op == ir.Not:
		return c.not(a)
	case in.Op == ir.Neg:
		return c.v3(c.by(subB, subW), c.splat(0), a)
	case c.loop.bits == 8: // what is exact has no sign
		return a
	}
	return c.v2(absW, a)
}

// byConstant shifts and divides.
func (c *smallCode) byConstant(in *ir.Instr, a vreg) vreg {
	n := c.loop.shiftOf(in)
	switch {
	case in.Op == ir.FloorDiv:
		p := c.loop.quotientOf(in)
		return c.vi(srlW, c.v3(upperUW, a, c.all(p.times)), p.shift)
	case in.Op == ir.Shl && c.loop.bits == 16:
		return c.vi(sllW, a, n)
	case in.Op == ir.Shl:
		return c.v3(andV, c.vi(sllW, a, n), c.all(0xFF<<n))
	case c.loop.bits == 16:
		return c.vi(sraW, a, n)
	}
	return c.v3(andV, c.vi(srlW, a, n), c.all(0xFF>>n))
}

// choose lowers a Select.
func (c *smallCode) choose(in *ir.Instr) vreg {
	yes, no := in.Args[1], in.Args[2]
	test := c.r.inner[in.Args[0]]
	if test != nil && ir.Ops[test.Op].Class == ir.Compare &&
		(test.Args[0] == yes && test.Args[1] == no || test.Args[0] == no && test.Args[1] == yes) {
		if o := c.extreme(test, yes); o != nil {
			return c.v3(o, c.vec(yes), c.vec(no))
		}
	}
	mask := c.vec(in.Args[0])
	switch {
	case c.r.isConst(no, 0):
		return c.v3(andV, mask, c.vec(yes))
	case c.r.isConst(yes, 0):
		return c.v3(andnV, mask, c.vec(no))
	}
	return c.blendBytes(c.vec(no), c.vec(yes), mask)
}

// compares makes the mask of a comparison.
func (c *smallCode) compares(in *ir.Instr) vreg {
	a, b := c.near(in.Args[0], in.Args[1]), c.near(in.Args[1], in.Args[0])
	equal := c.by(eqB, eqW)
	if c.typeOf(in.Args[0]) == ir.Bool {
		if in.Op == ir.Ne {
			return c.v3(xorV, a, b)
		}
		return c.not(c.v3(xorV, a, b))
	}
	switch in.Op {
	case ir.Eq:
		return c.v3(equal, a, b)
	case ir.Ne:
		return c.not(c.v3(equal, a, b))
	case ir.Lt:
		return c.above(b, a)
	case ir.Gt:
		return c.above(a, b)
	case ir.Le:
		return c.v3(equal, c.v3(c.by(leastUB, leastSW), a, b), a)
	}
	return c.v3(equal, c.v3(c.by(mostUB, mostSW), a, b), a)
}

// near is an operand of a comparison with lanes.
func (c *smallCode) near(u, lanes ir.Value) vreg {
	if c.loop.varies[u] || c.typeOf(u) == ir.Bool || c.loop.exact(u) {
		return c.vec(u)
	}
	x := c.r.ranges.of(lanes)
	n := c.make(general, inst{op: extremeG, a: c.uni(u), b: c.integer(x.lo - 1), imm: int64(condG)})
	n = c.make(general, inst{op: extremeG, a: n, b: c.integer(x.hi + 1), imm: int64(condL)})
	return c.v2(splatW, c.v2(fromGen, n))
}

// above is a > b.
func (c *smallCode) above(a, b vreg) vreg {
	if c.loop.bits == 16 {
		return c.v3(gtW, a, b)
	}
	signs := c.all(0x80) // there are comparisons of signed bytes only
	return c.v3(gtB, c.v3(xorV, a, signs), c.v3(xorV, b, signs))
}

func (c *smallCode) cast(in *ir.Instr) vreg {
	a, from := c.vec(in.Args[0]), c.typeOf(in.Args[0])
	switch {
	case from == ir.Bool && in.Type != ir.Bool:
		return c.v3(andV, a, c.all(1))
	case from != ir.Bool && in.Type == ir.Bool:
		return c.not(c.v3(c.by(eqB, eqW), a, c.splat(0)))
	}
	return a
}
