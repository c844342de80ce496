package native

// evex is what the EVEX form of an instruction has beside its VEX form (Intel SDM volume 2, 2.7). By it an instruction has
// vectors of 512 bits, 32 registers and masks.
type evex struct {
	w    byte
	unit unit
	only bool // there is no VEX form
	long bool // it may have vectors of 512 bits: what crosses lanes, or never ran so, may not
}

// unit is what a displacement of one byte counts: a number of bytes, or a share of the vector.
type unit int8

const (
	vectors unit = -iota
	halves
	quarters
	eighths
)

func (u unit) bytes(l byte) int32 {
	if u > 0 {
		return int32(u)
	}
	return 16 << l >> -u
}

// evexOf are the EVEX forms that have run (RATIONALE.md tells where), by the VEX form without a length. What is not here, such as a
// comparison whose result is a vector, takes registers below 16 only.
var evexOf = withFloats(map[vex]evex{
	// And, andn, or, xor.
	{1, 1, 0, 0, 0x54}: {w: 1, long: true}, {1, 1, 0, 0, 0x55}: {w: 1, long: true}, {1, 1, 0, 0, 0x56}: {w: 1, long: true},
	{1, 1, 0, 0, 0x57}: {w: 1, long: true},
	// Add and subtract ints.
	{1, 1, 0, 0, 0xD4}: {w: 1, long: true}, {1, 1, 0, 0, 0xFB}: {w: 1, long: true}, {1, 1, 0, 0, 0xFE}: {long: true},
	{1, 1, 0, 0, 0xFA}: {long: true},
	// Multiply ints.
	{1, 1, 0, 0, 0xF4}: {w: 1, long: true}, {1, 2, 0, 0, 0x28}: {w: 1}, {1, 2, 0, 0, 0x40}: {long: true},
	{1, 2, 1, 0, 0x40}: {w: 1, only: true, long: true},
	// Shifts by lane.
	{1, 2, 1, 0, 0x47}: {w: 1, long: true}, {1, 2, 1, 0, 0x45}: {w: 1, long: true}, {1, 2, 0, 0, 0x47}: {long: true},
	{1, 2, 0, 0, 0x45}: {long: true}, {1, 2, 0, 0, 0x46}: {long: true},
	{1, 2, 1, 0, 0x46}: {w: 1, only: true, long: true},
	// Shifts by an immediate.
	{1, 1, 0, 0, 0x73}: {w: 1, long: true}, {1, 1, 0, 0, 0x72}: {long: true},
	{1, 1, 1, 0, 0x72}: {w: 1, only: true, long: true},
	// Permutations.
	{1, 2, 0, 0, 0x36}: {}, {1, 3, 1, 0, 0x00}: {w: 1}, {1, 2, 0, 0, 0x00}: {}, {0, 1, 0, 0, 0xC6}: {},
	{1, 1, 0, 0, 0x14}: {w: 1}, {1, 1, 0, 0, 0x15}: {w: 1}, {1, 3, 1, 0, 0x03}: {w: 1, only: true, long: true},
	{1, 3, 0, 0, 0x03}: {only: true, long: true},
	// Least, most, abs.
	{1, 2, 0, 0, 0x39}: {long: true}, {1, 2, 0, 0, 0x3D}: {long: true}, {1, 2, 0, 0, 0x3B}: {long: true}, {1, 2, 0, 0, 0x3F}: {long: true},
	{1, 2, 0, 0, 0x1E}: {long: true},
	// Fma.
	{1, 2, 1, 0, 0xB8}: {w: 1, long: true}, {1, 2, 1, 0, 0xA8}: {w: 1, long: true},
	{1, 2, 1, 0, 0xBA}: {w: 1, long: true}, {1, 2, 1, 0, 0xAA}: {w: 1, long: true}, {1, 2, 1, 0, 0xBC}: {w: 1, long: true},
	{1, 2, 1, 0, 0xAC}: {w: 1, long: true},
	{1, 2, 0, 0, 0xB8}: {long: true}, {1, 2, 0, 0, 0xA8}: {long: true},
	// Broadcasts.
	{1, 2, 0, 0, 0x59}: {w: 1, unit: 8, long: true}, {1, 2, 0, 0, 0x18}: {unit: 4, long: true}, {1, 2, 0, 0, 0x58}: {unit: 4, long: true},
	// To 64 bits.
	{1, 2, 0, 0, 0x25}: {unit: halves, long: true}, {1, 2, 0, 0, 0x24}: {unit: quarters, long: true},
	{1, 2, 0, 0, 0x22}: {unit: eighths, long: true},
	{1, 2, 0, 0, 0x35}: {unit: halves, long: true}, {1, 2, 0, 0, 0x34}: {unit: quarters, long: true},
	{1, 2, 0, 0, 0x32}: {unit: eighths, long: true},
	// To 32.
	{1, 2, 0, 0, 0x23}: {unit: halves, long: true}, {1, 2, 0, 0, 0x21}: {unit: quarters, long: true},
	{1, 2, 0, 0, 0x33}: {unit: halves, long: true}, {1, 2, 0, 0, 0x31}: {unit: quarters, long: true},
	// From 64 to 32.
	{2, 2, 0, 0, 0x35}: {unit: halves, only: true, long: true},
	// Floats to floats.
	{0, 1, 0, 0, 0x5A}: {unit: halves, long: true}, {1, 1, 0, 0, 0x5A}: {w: 1, long: true}, {2, 1, 0, 0, 0x5A}: {unit: 4},
	{3, 1, 0, 0, 0x5A}: {w: 1, unit: 8},
	// Ints and floats.
	{0, 1, 0, 0, 0x5B}: {long: true}, {2, 1, 0, 0, 0x5B}: {long: true}, {2, 1, 1, 0, 0xE6}: {w: 1, only: true, long: true},
	{1, 1, 1, 0, 0x7A}: {w: 1, only: true, long: true},
	{3, 1, 1, 0, 0x2A}: {w: 1, unit: 8}, {3, 1, 1, 0, 0x2C}: {w: 1, unit: 8},
	// Moves.
	{1, 1, 0, 0, 0x10}: {w: 1, long: true}, {1, 1, 0, 0, 0x11}: {w: 1, long: true}, {1, 1, 0, 0, 0x28}: {w: 1, long: true},
	{3, 1, 0, 0, 0x10}: {w: 1, unit: 8}, {3, 1, 0, 0, 0x11}: {w: 1, unit: 8}, {2, 1, 0, 0, 0x10}: {unit: 4},
	{2, 1, 0, 0, 0x11}: {unit: 4},
	{1, 1, 1, 0, 0x6E}: {w: 1, unit: 8},
	{1, 1, 0, 0, 0x16}: {w: 1, unit: 8}, {1, 1, 0, 0, 0x17}: {w: 1, unit: 8},
	// Parts.
	{1, 3, 0, 0, 0x18}: {unit: 16}, {1, 3, 0, 0, 0x19}: {unit: 16, long: true},
	{1, 3, 1, 0, 0x1A}: {w: 1, unit: 32, only: true, long: true},
	{1, 3, 1, 0, 0x1B}: {w: 1, unit: 32, only: true, long: true},
	// One element.
	{1, 3, 0, 0, 0x20}: {unit: 1}, {1, 1, 0, 0, 0xC4}: {unit: 2}, {1, 3, 0, 0, 0x22}: {unit: 4},
	{1, 3, 0, 0, 0x14}: {unit: 1}, {1, 3, 0, 0, 0x15}: {unit: 2}, {1, 3, 0, 0, 0x16}: {unit: 4},
	// Rounding to an integer: vrndscale.
	{1, 3, 0, 0, 0x09}: {w: 1, long: true}, {1, 3, 0, 0, 0x08}: {long: true},
	// Comparisons that set flags.
	{1, 1, 0, 0, 0x2E}: {w: 1, unit: 8},
	// Scalars.
	{3, 1, 0, 0, 0x58}: {w: 1, unit: 8}, {3, 1, 0, 0, 0x5C}: {w: 1, unit: 8}, {3, 1, 0, 0, 0x59}: {w: 1, unit: 8},
	{3, 1, 0, 0, 0x5E}: {w: 1, unit: 8}, {3, 1, 0, 0, 0x5D}: {w: 1, unit: 8}, {2, 1, 0, 0, 0x58}: {unit: 4},
	{2, 1, 0, 0, 0x5D}: {unit: 4},
	// Least, most, abs of ints of 64 bits.
	{1, 2, 1, 0, 0x39}: {w: 1, only: true, long: true}, {1, 2, 1, 0, 0x3D}: {w: 1, only: true, long: true},
	{1, 2, 1, 0, 0x3B}: {w: 1, only: true, long: true}, {1, 2, 1, 0, 0x3F}: {w: 1, only: true, long: true},
	{1, 2, 1, 0, 0x1F}: {w: 1, only: true, long: true}, {1, 2, 1, 0, 0x55}: {w: 1, only: true, long: true},
	// Of masks: comparisons, a blend, and what makes masks of signs and signs of masks.
	{1, 1, 1, 0, 0xC2}: {w: 1, only: true, long: true}, {1, 2, 1, 0, 0x29}: {w: 1, only: true, long: true},
	{1, 2, 1, 0, 0x37}: {w: 1, only: true, long: true},
	{1, 3, 1, 0, 0x1F}: {w: 1, only: true, long: true}, {1, 3, 1, 0, 0x1E}: {w: 1, only: true, long: true},
	{1, 2, 1, 0, 0x65}: {w: 1, only: true, long: true}, {2, 2, 1, 0, 0x38}: {w: 1, only: true, long: true},
	{2, 2, 1, 0, 0x39}: {w: 1, only: true, long: true}, {2, 2, 0, 0, 0x39}: {only: true, long: true},
	// The same of lanes of 32 bits.
	{1, 2, 0, 0, 0x65}: {only: true, long: true}, {2, 2, 0, 0, 0x38}: {only: true, long: true}, {0, 1, 0, 0, 0x10}: {long: true}, {0, 1, 0, 0, 0x11}: {long: true},
	// Gathers.
	{1, 2, 1, 0, 0x93}: {w: 1, unit: 8, long: true}, {1, 2, 0, 0, 0x93}: {unit: 4},
})

// withFloats adds the plain operations on vectors of floats.
func withFloats(all map[vex]evex) map[vex]evex {
	for _, code := range floatCode {
		all[vex{pp: 1, m: 1, code: code}] = evex{w: 1, long: true}
		all[vex{pp: 0, m: 1, code: code}] = evex{long: true}
	}
	return all
}

// evexOfLong are those that only instructions on 512 bits have here: on shorter vectors the same code makes a vector, and has no EVEX form.
var evexOfLong = map[vex]evex{
	{1, 1, 0, 0, 0x76}: {only: true, long: true}, {1, 1, 0, 0, 0x66}: {only: true, long: true}, {0, 1, 0, 0, 0xC2}: {only: true, long: true},
}

// form is the EVEX form of an instruction, if it has one.
func (v vex) form() (evex, bool) {
	long := v.l == 2
	v.l = 0
	if x, ok := evexOfLong[v]; ok && long {
		return x, true
	}
	x, ok := evexOf[v]
	return x, ok && (x.long || !long)
}

// masked encodes an instruction with an EVEX prefix under a mask register, 0 for none; lanes that are not in it become 0,
// or stay as they are.
func (a *assembler) masked(v vex, mask byte, zero bool, field, second reg, x operand, tail int) {
	form, ok := v.form()
	if !ok {
		panic("native: an instruction that has no EVEX form")
	}
	if second == none {
		second = 0
	}
	index, base, v5 := x.evexPrefix()
	z := byte(0)
	if zero {
		z = 0x80
	}
	a.byte(0x62,
		(high(field)^1)<<7|(index^1)<<6|(base^1)<<5|(highest(field)^1)<<4|v.m,
		form.w<<7|(byte(second)&15^15)<<3|4|v.pp,
		z|v.l<<5|((highest(second)|v5)^1)<<3|mask,
		v.code)
	a.modrmBy(form.unit.bytes(v.l), field, x, tail)
}

// highest is the fifth bit of a register's number.
func highest(r reg) byte {
	if r == none {
		return 0
	}
	return byte(r) >> 4 & 1
}

// evexPrefix are the upper bits of an operand: of its index, or the fifth one of a register; of its base, or of a register;
// and the fifth one of an index by lane.
func (x operand) evexPrefix() (index, base, v5 byte) {
	switch x.kind {
	case inReg:
		return highest(x.reg), high(x.reg), 0
	case inPool:
		return 0, 0, 0
	}
	return high(x.index), high(x.base), highest(x.index)
}

// needsEVEX reports whether an instruction can only be encoded so.
func needsEVEX(v vex, field, second reg, x operand) bool {
	if v.l == 2 || highest(field)|highest(second) != 0 || x.kind == inReg && highest(x.reg) != 0 {
		return true
	}
	form, _ := v.form()
	return form.only
}
