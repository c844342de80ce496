package native

import "slices"

// SetWidth gives the loops of a region so many iterations in the lanes, where they can have them.
func (r *Region) SetWidth(width int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.laneLoops() {
		l.wide = width == 8 && l.canBeWide()
	}
	r.variants.Store(nil)
	r.last.Store(nil)
}

// Made has what do compiles made of AVX-512, or of AVX2.
func Made(long bool, do func()) {
	was := machine
	defer func() { machine = was }()
	machine = func() isa { return choice(long, avx512, avx2) }
	do()
}

// MadeAbove15 has what do compiles made of AVX-512, with no vector in a register that AVX2 has.
func MadeAbove15(do func()) {
	was := vectorFile512
	defer func() { vectorFile512 = was }()
	vectorFile512 = was[slices.Index(was, 16):]
	Made(true, do)
}

// RunsAVX512 reports whether such code can run here, and is not declined.
func RunsAVX512() bool { return machine() == avx512 }
