package native

// alignQ and alignD take a vector from the middle of two that lie side by side: imm lanes behind the beginning of the lower, b.
var (
	alignQ = with(vec3("valignq", 1, 3, 1, 2, 0x03))
	alignD = with(vec3("valignd", 1, 3, 0, 2, 0x03))
)

// vectorStep is how many bytes a vector of 512 bits has.
const vectorStep = 64

// overlapped takes vectors of 512 bits from the middle of two others, where these lie side by side and are loaded anyway, and does not
// load them: stencils read each element several times, and a vector that is not in one line of the cache, as most of these cannot
// be, is loaded in two steps.
func (b *builder) overlapped(code []*inst) []*inst {
	var seen []*inst // since memory, or what addresses are made of, last changed
	places := map[vreg]address{}
	for _, in := range code {
		switch {
		case in.op.whole512() && in.m != nil && b.level[in.d] != mutable:
			m := *in.m
			if low, high := around(seen, places, m); low != nil {
				b.middle(in, low, high, m.disp-places[low.d].disp)
			}
			places[in.d] = m
			seen = append(seen, in)
		case !in.reading() || in.d != 0 && b.level[in.d] == mutable:
			seen = nil
		}
	}
	return code
}

// whole512 reports whether an instruction moves a vector of 512 bits as it is.
func (o *opcode) whole512() bool {
	return o.form == fVec2 && o.v.l == 2 && o.v.m == 1 && o.v.code == 0x10
}

// reading reports whether an instruction leaves memory as it is, and goes on to the next one.
func (in *inst) reading() bool {
	switch in.op.form {
	case fLoad, fMaskLoad, fGather:
		return true
	}
	return in.op.pure || in.op.form == fVec2
}

// around finds two vectors side by side between whose beginnings m lies; nil if there are none.
func around(seen []*inst, places map[vreg]address, m address) (low, high *inst) {
	for _, x := range seen {
		at := places[x.d]
		from := m.disp - at.disp
		if at.disp = m.disp; at != m || from <= 0 || from >= vectorStep || from%4 != 0 {
			continue
		}
		for _, y := range seen {
			next := places[y.d]
			if next.disp -= vectorStep - from; next == m {
				return x, y
			}
		}
	}
	return nil, nil
}

// middle makes a load the vector that begins so many bytes behind low.
func (b *builder) middle(in, low, high *inst, bytes int) {
	op, size := alignQ, 8
	if bytes%size != 0 {
		op, size = alignD, 4
	}
	*in = inst{op: op, d: in.d, a: high.d, b: low.d, imm: int64(bytes / size), depth: in.depth, cold: in.cold}
}
