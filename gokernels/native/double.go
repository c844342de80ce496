package native

import "gokernels/gokernels/ir"

// A loop all of whose values have 32 bits has, where there is AVX-512, turns with sixteen iterations in vectors of 512 bits, in front of
// those with eight: the same code on vectors twice as long. Reductions have eight lanes on all machines, so these loops have none.

// sixteenLanes is how many they are.
const sixteenLanes = 16

// notDouble is what lowering panics with where sixteen lanes need an instruction that has eight only.
const notDouble = refused("no form with sixteen lanes")

// single takes these turns from all loops, and reports whether some had them.
func (r *Region) single() (some bool) {
	for _, l := range r.laneLoops() {
		some = some || l.doubles()
		l.single = true
	}
	return some
}

// doubles reports whether a loop has such turns.
func (l *laneLoop) doubles() bool {
	if !l.wide || !l.long || l.single || l.bails || l.random || l.keeps {
		return false
	}
	return len(l.folds)+len(l.recur)+len(l.lasts)+len(l.meetings) == 0 && len(l.accesses()) > 0 && l.doublesRegion(l.body)
}

func (l *laneLoop) doublesRegion(r *ir.Region) bool {
	for _, in := range r.Code {
		if !l.doublesInstr(in) {
			return false
		}
	}
	return true
}

// doublesInstr reports whether an instruction has code on sixteen lanes.
func (l *laneLoop) doublesInstr(in *ir.Instr) bool {
	switch in.Op {
	case ir.NoOp, ir.Const, ir.Writable, ir.Bounds, ir.Dim:
		return true
	case ir.If:
		return l.varies[in.Args[0]] && l.doublesRegion(in.Regions[0]) && l.doublesRegion(in.Regions[1])
	case ir.Get:
		return !l.vary[in.Var] || l.shortVar(in.Var)
	case ir.Set:
		return l.vary[in.Var] && l.shortVar(in.Var) && !l.indexes(in.Args[0])
	case ir.Load:
		return !l.touchesLanes(in) || l.r.f.Types[in.Results[0]].Size() <= 4 && l.sideBySide(in.Args[1:])
	case ir.Store:
		last := len(in.Args) - 1
		x := in.Args[last]
		return l.r.f.Types[x].Size() == 4 && l.sideBySide(in.Args[1:last]) && !l.indexes(x)
	}
	switch {
	case len(in.Regions) > 0 || len(in.Results) != 1:
		return false
	case !l.touchesLanes(in):
		return ir.Ops[in.Op].Pure
	case l.indexes(in.Results[0]):
		return true
	}
	for _, x := range in.Args {
		if l.indexes(x) {
			return false
		}
	}
	return l.hasEight(in) && (plainOps[in.Op] || ir.Ops[in.Op].Class == ir.Compare)
}

// plainOps are the operations that have code on sixteen lanes.
var plainOps = map[ir.Op]bool{ir.Add: true, ir.Sub: true, ir.Mul: true, ir.Div: true, ir.Neg: true, ir.Abs: true, ir.Min: true, ir.Max: true,
	ir.FMin: true, ir.FMax: true, ir.Sqrt: true, ir.Fma: true, ir.And: true, ir.Or: true, ir.Xor: true, ir.Not: true, ir.Select: true, ir.Cast: true,
	ir.Shl: true, ir.Shr: true, ir.Floor: true, ir.Ceil: true}

// indexes reports whether a value is an index that goes with the lanes.
func (l *laneLoop) indexes(x ir.Value) bool {
	k, ok := l.steps(x)
	return l.varies[x] && ok && k != 0
}

// doubleLap are the turns with sixteen iterations; false if the loop has none, for the present strides.
func (l *lower) doubleLap(lane *laneLoop, index, hi vreg, vector func(g int)) bool {
	if !lane.doubles() || !l.unitsInLanes(lane) {
		return false
	}
	l.setDouble(true)
	t := &lap{lower: l, index: index, hi: hi, groups: lane.groupsOf(1), vector: vector}
	t.run(t.strips)
	if t.groups > 2 {
		t.groups, t.few = 1, true
		t.run(func(last vreg) { t.loop(last, 0) })
	}
	l.setDouble(false)
	return true
}

func (l *lower) setDouble(double bool) {
	l.double, l.many = double, 0
	if double {
		l.many = sixteenLanes
		l.moves512()
	}
	l.setPart(whole)
}

// doubled is the instruction on sixteen lanes of one on eight.
func (b *builder) doubled(o *opcode) *opcode {
	if o.eight != nil {
		o = o.eight
	}
	if x, ok := b.doubles[o]; ok {
		return x
	}
	x := *o
	switch {
	case o.v.l != 1:
		return o
	case !sixteens[o.v]:
		panic(notDouble)
	}
	x.v.l, x.eight, x.sixteen = 2, nil, true
	if comparesSixteen[o.v] {
		x.form = fMaskCompare
	}
	b.doubles[o], b.doubles[&x] = &x, &x
	return &x
}

// sixteens are the instructions on eight lanes of 32 bits, or on all bits of a vector, that also have a form with 512 bits.
var sixteens = func() map[vex]bool {
	all := map[vex]bool{}
	for _, v := range []vex{
		{1, 1, 0, 1, 0x54}, {1, 1, 0, 1, 0x55}, {1, 1, 0, 1, 0x56}, {1, 1, 0, 1, 0x57}, // and, andn, or, xor
		{1, 1, 0, 1, 0x10}, {1, 1, 0, 1, 0x11}, {1, 1, 0, 1, 0x28}, // moves
		{1, 1, 0, 1, 0xFE}, {1, 1, 0, 1, 0xFA}, {1, 2, 0, 1, 0x40}, // add, subtract, multiply
		{1, 2, 0, 1, 0x39}, {1, 2, 0, 1, 0x3D}, {1, 2, 0, 1, 0x3B}, {1, 2, 0, 1, 0x3F}, {1, 2, 0, 1, 0x1E}, // least, most, abs
		{1, 2, 0, 1, 0x47}, {1, 2, 0, 1, 0x45}, {1, 2, 0, 1, 0x46}, {1, 1, 0, 1, 0x72}, // shifts
		{1, 2, 0, 1, 0x18}, {1, 2, 0, 1, 0x58}, // broadcasts
		{1, 2, 0, 1, 0x21}, {1, 2, 0, 1, 0x23}, {1, 2, 0, 1, 0x31}, {1, 2, 0, 1, 0x33}, // to 32 bits
		{0, 1, 0, 1, 0x5B}, {2, 1, 0, 1, 0x5B}, {1, 3, 0, 1, 0x08}, // ints and floats, rounding
		{1, 2, 0, 1, 0xB8},                                                                                 // fma
		{1, 3, 0, 1, 0x4A}, {1, 3, 0, 1, 0x4B}, {1, 2, 0, 1, 0x2C}, {1, 2, 0, 1, 0x2E}, {1, 2, 0, 1, 0x0E}, // with masks
	} {
		all[v] = true
	}
	for _, code := range floatCode {
		all[vex{0, 1, 0, 1, code}] = true
	}
	for v := range comparesSixteen {
		all[v] = true
	}
	return all
}()

// comparesSixteen make a mask register in AVX-512's form.
var comparesSixteen = map[vex]bool{{1, 1, 0, 1, 0x76}: true, {1, 1, 0, 1, 0x66}: true, {0, 1, 0, 1, 0xC2}: true}

// maskForms are the forms of instructions with masks, of eight lanes of 64 bits or sixteen of 32.
type maskForms struct{ signs, lanes, blend, load, store, test vex }

var (
	ofEight   = maskForms{signsQ, lanesOfMask, blendOfMask, moveFrom, moveTo, vex{1, 1, 0, 0, 0x98}}
	ofSixteen = maskForms{vex{2, 2, 0, 2, 0x39}, vex{2, 2, 0, 2, 0x38}, vex{1, 2, 0, 2, 0x65}, vex{0, 1, 0, 2, 0x10}, vex{0, 1, 0, 2, 0x11}, vex{0, 1, 0, 0, 0x98}}
)

// forms are those of an instruction that takes or makes a mask register.
func (o *opcode) forms() *maskForms {
	if o.sixteen {
		return &ofSixteen
	}
	return &ofEight
}
