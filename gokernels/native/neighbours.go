package native

// alignQ and alignD take a vector from the middle of two that lie side by side: imm lanes behind the beginning of the lower, b.
var (
	alignQ = with(vec3("valignq", 1, 3, 1, 2, 0x03))
	alignD = with(vec3("valignd", 1, 3, 0, 2, 0x03))
)

// loaded is a vector of 512 bits and where it is in memory, whether it was loaded from there or not.
type loaded struct {
	v  vreg
	at address
}

// overlapped takes vectors of 512 bits from the middle of two others, where these lie side by side and are loaded anyway, and does not
// load them: stencils read each element several times, and a vector that is not in one line of the cache, as most of these cannot
// be, is loaded in two steps.
func (b *builder) overlapped(code []*inst) []*inst {
	var seen []loaded // since memory, or what addresses are made of, last changed
	for _, in := range code {
		switch {
		case in.op.whole512() && in.m != nil && b.level[in.d] != mutable:
			at := *in.m
			if low, high := around(seen, at); low.v != 0 {
				b.middle(in, low.v, high.v, at.disp-low.at.disp)
			}
			seen = append(seen, loaded{in.d, at})
		case !in.reading() || in.d != 0 && b.level[in.d] == mutable:
			seen = nil
		}
	}
	return code
}

// whole512 reports whether an instruction moves a vector of 512 bits as it is.
func (o *opcode) whole512() bool { return o.form == fVec2 && o.v == moveFrom }

// reading reports whether an instruction leaves memory as it is, and goes on to the next one.
func (in *inst) reading() bool {
	switch in.op.form {
	case fLoad, fMaskLoad, fGather:
		return true
	}
	return in.op.pure || in.op.form == fVec2
}

// around finds two vectors side by side between whose beginnings m lies, if there are such.
func around(seen []loaded, m address) (low, high loaded) {
	for _, x := range seen {
		from := m.disp - x.at.disp
		if from <= 0 || from >= vectorBytes || from%4 != 0 || !x.at.before(m, from) {
			continue
		}
		for _, y := range seen {
			if m.before(y.at, vectorBytes-from) {
				return x, y
			}
		}
	}
	return loaded{}, loaded{}
}

// before reports whether an address is so many bytes before another one.
func (m address) before(other address, bytes int) bool {
	m.disp += bytes
	return m == other
}

// middle makes a load the vector that begins so many bytes behind low.
func (b *builder) middle(in *inst, low, high vreg, bytes int) {
	op, size := alignQ, 8
	if bytes%size != 0 {
		op, size = alignD, 4
	}
	*in = inst{op: op, d: in.d, a: high, b: low, imm: int64(bytes / size), depth: in.depth, cold: in.cold}
}
