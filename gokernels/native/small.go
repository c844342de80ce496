package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// Loops over bytes have a form with 32 or 16 iterations in lanes of 8 or 16 bits, in front of that with eight. A lane has the lowest
// bits of a value. That is all that sums and stores of bytes ask for; what asks for the value itself, as a comparison, has it
// where the value is known to fit the lane: from 0 to 255 in one of 8 bits, that of an int16 in one of 16.

// small is a loop in lanes of so many bits.
type small struct {
	*laneLoop
	bits int
}

// smallLanes returns the form with the shortest lanes that a loop has, nil if it has none.
func (l *laneLoop) smallLanes() *small {
	if !l.triedSmall {
		l.triedSmall = true
		for _, bits := range []int{8, 16} {
			if s := (&small{l, bits}); s.ok() {
				l.inSmall = s
				break
			}
		}
	}
	return l.inSmall
}

// width is how many iterations are in the lanes.
func (s *small) width() int { return 256 / s.bits }

// ok reports whether all that the loop does can be done.
func (s *small) ok() bool {
	if s.bails || s.random || s.keeps || len(s.recur)+len(s.lasts)+len(s.meetings) > 0 {
		return false
	}
	return s.accessesSmall() && s.region(s.body) && s.onlySums()
}

// onlySums reports whether all that is done to the reductions is to add to them.
func (s *small) onlySums() bool {
	gets, sets := 0, 0
	s.body.Walk(func(in *ir.Instr) {
		switch {
		case in.Op == ir.Get && s.isFold(in.Var):
			gets++
		case in.Op == ir.Set && s.isFold(in.Var):
			sets++
		}
	})
	return gets == sets
}

// accessesSmall: there is one, or the lanes are not worth it, and elements that a lane does not write may be written with what is
// in them.
func (s *small) accessesSmall() bool {
	all := s.accesses()
	for _, x := range all {
		if x.in.Op == ir.Store && !s.onlyStore(x, all) {
			return false
		}
	}
	return len(all) > 0
}

// onlyStore reports whether nothing but the iteration that has an element stores to it.
func (s *small) onlyStore(x access, all []access) bool {
	here, everywhere := 0, 0
	for _, y := range all {
		if y.in.Op == ir.Store && y.array == x.array {
			here++
			if s.distance(x, y) != 0 && !slices.Equal(x.index, y.index) {
				return false
			}
		}
	}
	s.r.body().Walk(func(in *ir.Instr) {
		if in.Op == ir.Call || in.Op == ir.Store && s.r.knownArray(in.Args[0]) == x.array {
			everywhere++
		}
	})
	return here == everywhere
}

func (s *small) region(r *ir.Region) bool {
	for _, in := range r.Code {
		if !s.instr(in) {
			return false
		}
	}
	return true
}

// instr reports whether an instruction has code.
func (s *small) instr(in *ir.Instr) bool {
	switch in.Op {
	case ir.NoOp, ir.Const, ir.Writable, ir.Bounds, ir.Dim:
		return true
	case ir.If:
		return s.varies[in.Args[0]] && s.region(in.Regions[0]) && s.region(in.Regions[1])
	case ir.Get, ir.Set:
		return s.variable(in)
	case ir.Load:
		return !s.touchesLanes(in) || s.element(s.typeOf(in.Results[0])) && s.apartBySame(in.Args[1:])
	case ir.Store:
		last := len(in.Args) - 1
		return s.element(s.typeOf(in.Args[last])) && s.apartBySame(in.Args[1:last]) && s.operand(in.Args[last])
	}
	if len(in.Regions) > 0 || len(in.Results) != 1 || !s.touchesLanes(in) {
		return len(in.Regions) == 0 && len(in.Results) == 1 && ir.Ops[in.Op].Pure
	}
	return s.isIndex(in.Results[0]) || s.computes(in)
}

// isIndex reports whether a value is the lanes' index plus what is the same for all.
func (s *small) isIndex(x ir.Value) bool {
	k, ok := s.steps(x)
	return ok && k == 1
}

func (s *small) typeOf(x ir.Value) ir.Type { return s.r.f.Types[x] }

// element reports whether elements of a type are loaded and stored.
func (s *small) element(t ir.Type) bool {
	return t == ir.Bool || t.IsInt() && 8*t.Size() <= s.bits
}

// variable: one that every iteration has for itself, or a sum of ints.
func (s *small) variable(in *ir.Instr) bool {
	t := s.r.f.Vars[in.Var].Type
	switch {
	case s.isFold(in.Var):
		return in.Op == ir.Get && s.r.uses[in.Results[0]] == 1 || in.Op == ir.Set && s.addend(in) >= 0
	case !s.written[in.Var]:
		return t.IsInt() || t == ir.Bool
	case in.Op == ir.Set && !s.operand(in.Args[0]):
		return false
	}
	return s.vary[in.Var] && (t.IsInt() || t == ir.Bool)
}

// addend is what a Set adds to a sum of ints of 64 bits, -1 if it does something else or more than a byte can be.
func (s *small) addend(set *ir.Instr) ir.Value {
	t := s.r.f.Vars[set.Var].Type
	x, does := s.r.stepOf(set, func(*ir.Instr) bool { return true })
	if does != ir.Add || !t.IsInt() || t.Size() != 8 || machine() == avx512 || s.r.uses[set.Args[0]] != 1 {
		return -1
	}
	if !s.operand(x) || !s.r.ranges.of(x).within(span{0, 255}) {
		return -1
	}
	return x
}

// isSum reports whether an instruction is the Add of a sum, which its Set does.
func (s *small) isSum(in *ir.Instr) bool {
	if in.Op != ir.Add {
		return false
	}
	for _, x := range in.Args {
		if get := s.r.inner[x]; get != nil && get.Op == ir.Get && s.isFold(get.Var) {
			return true
		}
	}
	return false
}

// operand reports whether a value has lanes: ints and bools, but no index.
func (s *small) operand(x ir.Value) bool {
	t := s.typeOf(x)
	return (t.IsInt() || t == ir.Bool) && !s.indexes(x)
}

// exact reports whether the lanes of a value are the value.
func (s *small) exact(x ir.Value) bool {
	return s.operand(x) && s.typeOf(x) != ir.Bool && s.r.ranges.of(x).within(s.span())
}

// span is what a lane may be.
func (s *small) span() span {
	if s.bits == 8 {
		return span{0, 255}
	}
	return typeRange(ir.I16)
}

// limited reports whether lanes are compared with what is the same for all and may be anything: that is brought near to what the
// lanes can be.
func (s *small) limited(u, lanes ir.Value) bool {
	x := s.r.ranges.of(lanes)
	return !s.varies[u] && s.typeOf(u) != ir.U64 && s.exact(lanes) && span{x.lo - 1, x.hi + 1}.within(s.span())
}

// computes reports whether an operation has code.
func (s *small) computes(in *ir.Instr) bool {
	for _, x := range in.Args {
		if !s.operand(x) {
			return false
		}
	}
	t, class := s.typeOf(in.Args[0]), ir.Ops[in.Op].Class
	exact := !slices.ContainsFunc(in.Args, func(x ir.Value) bool { return !s.exact(x) })
	switch {
	case s.isSum(in):
		return s.r.uses[in.Results[0]] == 1
	case in.Op == ir.Select:
		return true
	case class == ir.Compare && t == ir.Bool:
		return in.Op == ir.Eq || in.Op == ir.Ne
	case class == ir.Compare:
		return exact || s.limited(in.Args[0], in.Args[1]) || s.limited(in.Args[1], in.Args[0])
	case in.Op == ir.Cast:
		return t == ir.Bool || in.Type != ir.Bool || exact
	}
	switch in.Op {
	case ir.And, ir.Or, ir.Xor, ir.Not:
		return true
	case ir.Add, ir.Sub, ir.Neg:
		return t != ir.Bool
	case ir.Mul:
		return t != ir.Bool && s.bits == 16
	case ir.Min, ir.Max, ir.Abs:
		return exact
	case ir.Shl:
		return s.shiftOf(in) >= 0
	case ir.Shr:
		return s.shiftOf(in) >= 0 && s.exact(in.Args[0])
	case ir.FloorDiv:
		return s.bits == 16 && s.quotientOf(in) != nil
	}
	return false
}

// shiftOf is a constant by which lanes are shifted, -1 if it is none.
func (s *small) shiftOf(in *ir.Instr) int64 {
	c := s.r.consts[in.Args[1]]
	if c == nil || c.Int < 0 || c.Int >= int64(s.bits) || in.Op == ir.Shl && c.Int >= int64(8*in.Type.Size()) {
		return -1
	}
	return c.Int
}

// quotientOf finds how lanes from 0 on are divided by a constant: by the upper half of a product.
func (s *small) quotientOf(in *ir.Instr) *byProduct {
	c, x := s.r.consts[in.Args[1]], s.r.ranges.of(in.Args[0])
	if c == nil || c.Int < 2 || c.Int > 1<<15 || !s.exact(in.Args[0]) || x.lo < 0 {
		return nil
	}
	return productFor(c.Int, x.hi)
}

// byProduct is a division: (x*times >> 16) >> shift.
type byProduct struct{ times, shift int64 }

// productFor tries the shifts; the factor is that of Granlund and Montgomery, "Division by Invariant Integers using Multiplication"
// (1994). Where quotients change is where it could be wrong, and there all numbers up to most are tried.
func productFor(divisor, most int64) *byProduct {
	for shift := range int64(16) {
		p := &byProduct{(1<<(16+shift) + divisor - 1) / divisor, shift}
		if p.times < 1<<16 && p.divides(divisor, most) {
			return p
		}
	}
	return nil
}

func (p *byProduct) divides(divisor, most int64) bool {
	of := func(x int64) int64 { return x * p.times >> 16 >> p.shift }
	for x := divisor; x <= most; x += divisor {
		if of(x-1) != x/divisor-1 || of(x) != x/divisor {
			return false
		}
	}
	return of(most) == most/divisor
}
