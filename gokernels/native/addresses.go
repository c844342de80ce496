package native

import (
	"maps"
	"math/bits"
)

// addresses lets what an address computes anyway be computed by it.
func (m *merger) addresses() {
	m.scale()
	m.displace()
}

// scale makes a sum with twice, four or eight times a small multiple, as 10*n + digit, that of an address: a chain that goes through
// it waits for two of these, not for three instructions.
func (m *merger) scale() {
	products, shifted := map[vreg]*inst{}, map[vreg]*inst{}
	for _, in := range m.code {
		switch {
		case in.op == mulI && m.once(in.d):
			products[in.d] = in
		case in.op.form == fVecShift && in.op.v.code == sllQ.v.code && in.op.ext == sllQ.ext && in.imm <= 3 && m.once(in.d):
			shifted[in.d] = in
		case in.op.form == fGather && shifted[in.a] != nil:
			m.scaledGather(in, shifted[in.a])
		case in.op == addG && in.m == nil:
			if !m.scaledSum(in, in.a, in.b, products[in.b]) {
				m.scaledSum(in, in.b, in.a, products[in.a])
			}
		}
	}
}

func (m *merger) scaledSum(in *inst, other, twice vreg, product *inst) bool {
	if product == nil || other == twice {
		return false
	}
	twos := min(bits.TrailingZeros64(uint64(product.imm)), 3)
	if twos == 0 || addressed[product.imm>>twos] == 0 {
		return false
	}
	product.imm >>= twos
	in.op, in.a, in.b, in.m = lea, 0, 0, &address{base: other, index: twice, scale: uint8(twos)}
	return true
}

// scaledGather lets a gather multiply its indices.
func (m *merger) scaledGather(in, shift *inst) {
	if m.level[shift.b] == mutable || in.m.scale != 0 {
		return
	}
	at := *in.m
	at.scale = uint8(shift.imm)
	in.a, in.m, shift.op = shift.b, &at, nothing
}

// displace lets addresses begin at an index itself, not at one next to it that is computed for them, as in a[i - 1].
func (m *merger) displace() {
	next := map[vreg]*inst{} // to an index that still is what it was
	for _, in := range m.code {
		if in.m != nil && !in.m.context && in.m.pool == 0 {
			m.beginAt(in, next[in.m.index])
		}
		switch {
		case in.op == label:
			clear(next)
		case in.d == 0:
		case (in.op == addI || in.op == subI) && m.level[in.a] == mutable && m.sets[in.d] == 1 && isNear(in.imm):
			next[in.d] = in
		}
		if in.d != 0 && m.level[in.d] == mutable {
			maps.DeleteFunc(next, func(_ vreg, x *inst) bool { return x.a == in.d })
		}
	}
	for _, in := range m.code {
		if in.op == addI || in.op == subI {
			m.drop(in)
		}
	}
}

// drop takes out a pure instruction whose result nobody reads any more.
func (m *merger) drop(in *inst) {
	if m.reads[in.d] == 0 && m.sets[in.d] == 1 && m.level[in.d] != mutable {
		m.reads[in.a]--
		in.op = nothing
	}
}

func (m *merger) beginAt(in, next *inst) {
	if next == nil {
		return
	}
	at, by := *in.m, int(next.imm)
	if next.op == subI {
		by = -by
	}
	m.reads[at.index]--
	m.reads[next.a]++
	at.index, at.disp = next.a, at.disp+by<<at.scale
	in.m = &at
}
