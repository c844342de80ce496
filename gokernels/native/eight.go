package native

import "gokernels/gokernels/ir"

// Instructions on eight lanes of 32 bits, by Intel's names.
var (
	mulD, eqD, gtD       = both(vec3("vpmulld", 1, 2, 0, 1, 0x40)), both(vec3("vpcmpeqd", 1, 1, 0, 1, 0x76)), vec3("vpcmpgtd", 1, 1, 0, 1, 0x66)
	leastS, mostS        = both(vec3("vpminsd", 1, 2, 0, 1, 0x39)), both(vec3("vpmaxsd", 1, 2, 0, 1, 0x3D))
	leastU, mostU        = both(vec3("vpminud", 1, 2, 0, 1, 0x3B)), both(vec3("vpmaxud", 1, 2, 0, 1, 0x3F))
	sllvD, srlvD, sravD  = vec3("vpsllvd", 1, 2, 0, 1, 0x47), vec3("vpsrlvd", 1, 2, 0, 1, 0x45), vec3("vpsravd", 1, 2, 0, 1, 0x46)
	absD                 = vec2("vpabsd", 1, 2, 0, 1, 0x1E)
	splatD               = vec2("vpbroadcastd", 1, 2, 0, 1, 0x58)
	widenBD, widenWD     = vec2("vpmovsxbd", 1, 2, 0, 1, 0x21), vec2("vpmovsxwd", 1, 2, 0, 1, 0x23)
	zeroBD, zeroWD       = vec2("vpmovzxbd", 1, 2, 0, 1, 0x31), vec2("vpmovzxwd", 1, 2, 0, 1, 0x33)
	shuffleB             = vec3("vpshufb", 1, 2, 0, 1, 0x00)
	evenF                = with(vec3("vshufps", 0, 1, 0, 1, 0xC6))
	permQ                = with(vec2("vpermq", 1, 3, 1, 1, 0x00))
	insertUpper          = with(vec3("vinsertf128", 1, 3, 0, 1, 0x18))
	upper                = &opcode{name: "vextractf128", form: fUpper, v: vex{1, 3, 0, 1, 0x19}, imm: true, pure: true}
	intToF32V, f32ToIntV = vec2("vcvtdq2ps", 0, 1, 0, 1, 0x5B), vec2("vcvttps2dq", 2, 1, 0, 1, 0x5B)
	maskLoadEight        = &opcode{name: "vmaskmovps", form: fMaskLoad, v: vex{1, 2, 0, 1, 0x2C}}
	maskStoreEight       = &opcode{name: "vmaskmovps", form: fMaskStore, v: vex{1, 2, 0, 1, 0x2E}}
)

// castEight converts eight lanes from or to f32.
func (l *lower) castEight(a vreg, from, to ir.Type) vreg {
	switch {
	case to == ir.Bool:
		return l.predicate(notEqual, from, a, l.splat(0))
	case from == ir.Bool:
		return l.v3(andV, a, l.all(0x3f800000))
	case to.IsFloat():
		return l.v2(intToF32V, a)
	}
	// What does not fit 32 bits becomes the least int of them; what does not fit to becomes that of to.
	x := l.v2(f32ToIntV, a)
	if to == ir.I32 {
		return x
	}
	fits := l.v3(eqD, l.wrapLanes(x, to), x)
	if to.IsUnsigned() {
		return l.v3(andV, x, fits)
	}
	return l.blend(l.all(uint64(typeRange(to).lo)), x, fits)
}

// hasEight reports whether an operation has code on eight lanes of 32 bits; what has none is done by halves.
func (l *laneLoop) hasEight(in *ir.Instr) bool {
	for _, v := range in.Results {
		if !l.short(v) {
			return false
		}
	}
	for _, v := range in.Args {
		if !l.short(v) {
			return false
		}
	}
	t := l.r.f.Types[in.Args[0]]
	class := ir.Ops[in.Op].Class
	switch {
	case in.Op == ir.Cast:
		return l.castsEight(in, t)
	case in.Op == ir.Select || t == ir.Bool || class == ir.Compare || class == ir.Test:
		return true
	case t == ir.F32:
		return floatCode[in.Op] != 0 || signOps[in.Op] || unarySingle[in.Op] != nil || in.Op == ir.Fma
	}
	return intOps[in.Op] || l.byConstant(in)
}

// intOps are the operations on ints that have code on eight lanes whatever the operands.
var intOps = map[ir.Op]bool{ir.Add: true, ir.Sub: true, ir.Mul: true, ir.And: true, ir.Or: true, ir.Xor: true, ir.Not: true, ir.Neg: true, ir.Abs: true,
	ir.Min: true, ir.Max: true, ir.FMin: true, ir.FMax: true, ir.Shl: true, ir.Shr: true}

// castsEight: u32 is no int of a conversion from or to floats.
func (l *laneLoop) castsEight(in *ir.Instr, from ir.Type) bool {
	switch {
	case from.IsFloat():
		return in.Type == from || in.Type == ir.Bool || in.Type.IsInt() && in.Type.Size() <= 4 && in.Type != ir.U32
	case in.Type.IsFloat():
		return from == ir.Bool || l.r.ranges.of(in.Args[0]).short()
	}
	return true
}

// byConstant reports whether a division of ints needs none, as the divisor is a constant: see powerOfTwo and quotient.
func (l *laneLoop) byConstant(in *ir.Instr) bool {
	if in.Op != ir.FloorDiv && in.Op != ir.Mod {
		return false
	}
	c := l.r.consts[in.Args[1]]
	return c != nil && c.Int > 0 && (c.Int&(c.Int-1) == 0 || c.Int < 1<<31 && l.r.ranges.of(in.Args[0]).short())
}
