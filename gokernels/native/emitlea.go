package native

import "math/bits"

// addressed are the multiples of a register that an address adds up, by the power of two that is its scale.
var addressed = map[int64]uint8{3: 1, 5: 2, 9: 3}

// lea encodes what an address computes: a sum with a constant in another register, in one instruction instead of two, and
// small multiples, which wait for less than a product (Fog, Instruction tables: 1 or 2 cycles, IMUL 3). False if it is
// neither.
func (e *emitter) lea(in *inst) bool {
	a, d := e.operand(in.a), e.target(in.d, rax)
	if a.kind != inReg {
		return false
	}
	n := int32(in.imm)
	switch in.op {
	case subI, addI:
		if in.op == subI {
			n = -n
		}
		if a.reg == d || in.op == subI && n == int32(in.imm) { // 0 and the least int are what they are negated
			return false
		}
		e.leaOf(d, operand{kind: inMem, base: a.reg, index: none, disp: n})
	case mulI:
		twos := bits.TrailingZeros32(uint32(n))
		scale := addressed[int64(n>>twos)]
		if scale == 0 {
			return false
		}
		e.leaOf(d, operand{kind: inMem, base: a.reg, index: a.reg, scale: scale})
		if twos > 0 {
			e.general(true, 4, regOp(d), 1, 0xC1) // shl
			e.byte(byte(twos))
		}
	default:
		return false
	}
	e.done(in.d, d)
	return true
}

func (e *emitter) leaOf(d reg, x operand) { e.general(true, d, x, 0, 0x8D) }
