package native

// straighten makes jumps shorter: one to a jump goes where that goes, a branch around a jump takes the jump's place on the
// opposite condition, a loop that asks first whether it goes on asks at its end too, and what nothing comes to is dropped.
func (b *builder) straighten(code []*inst) []*inst {
	return simpler(b.rotated(simpler(code)))
}

// simpler does all of that but for loops.
func simpler(code []*inst) []*inst {
	thread(code)
	for range mostRounds {
		n := len(code)
		code = fallen(reached(inverted(named(code))))
		if len(code) == n {
			break
		}
	}
	loops(code)
	return code
}

// loops marks the labels to which code jumps back.
func loops(code []*inst) {
	labels := map[int]*inst{}
	for _, in := range code {
		switch {
		case in.cold:
		case in.op == label:
			in.imm, labels[in.label] = 0, in
		case labels[in.label] != nil:
			labels[in.label].imm = 1
		}
	}
}

// mostRounds bounds how often it is tried again, as each removal may make room for others; two or three are usual.
const mostRounds = 8

// named leaves out labels to which nothing goes, so that code can be seen to be out of reach. Suspended code comes back to
// labels of the emitter's.
func named(code []*inst) (out []*inst) {
	known := map[int]bool{}
	for _, in := range code {
		if in.op != label {
			known[in.label] = true
		}
	}
	for _, in := range code {
		if in.op != label || known[in.label] {
			out = append(out, in)
		}
	}
	return out
}

// mostHops bounds the jumps that are followed, as they may go round.
const mostHops = 8

// thread sends jumps to jumps on, but for those that say where code goes on around what stands out of line: in the order of
// the bytes there is no jump.
func thread(code []*inst) {
	after := map[int]*inst{} // by label: what runs there
	for i := len(code) - 1; i >= 0; i-- {
		if code[i].op != label {
			continue
		}
		for _, next := range code[i+1:] {
			if next.op != label {
				after[code[i].label] = next
				break
			}
		}
	}
	for i, in := range code {
		if in.op == label || in.label == 0 || in.op.form == fCallFunction || in.cold && i > 0 && !code[i-1].cold {
			continue
		}
		for range mostHops {
			next := after[in.label]
			if next == nil || next.op != jump {
				break
			}
			in.label = next.label
		}
	}
}

// inverted turns
//
//	if c goto A; goto B; A:
//
// into
//
//	if not c goto B; A:
func inverted(code []*inst) []*inst {
	for i := 0; i+2 < len(code); i++ {
		in, next := code[i], code[i+1]
		if next.op != jump || next.cold != in.cold || !branches(in) || !follows(code[i+2:], in.label, in.cold) {
			continue
		}
		back := opposite(in)
		back.label = next.label
		*in = *back
		next.op = nothing
	}
	return code
}

var nothing = plain("nothing", fNothing, false)

// branches reports whether an instruction goes to its label or on.
func branches(in *inst) bool {
	switch in.op.form {
	case fBranch, fBranchFloat, fBranchZero, fBranchNot, fBranchEmpty, fBranchAny:
		return true
	}
	return false
}

// follows reports whether code begins with a label, in the same part of the bytes.
func follows(code []*inst, n int, cold bool) bool {
	for _, in := range code {
		switch {
		case in.op != label || in.cold != cold:
			return false
		case in.label == n:
			return true
		}
	}
	return false
}

// mostCopied is how many instructions before the first branch of a loop are done again at its end.
const mostCopied = 6

// rotated puts what a loop does up to its first branch at its end, in place of the jump to its head.
func (b *builder) rotated(code []*inst) []*inst {
	heads := map[int]int{}
	var out []*inst
	for i, in := range code {
		if in.op == label {
			heads[in.label] = len(out)
		}
		test := 0
		if h, known := heads[in.label]; known && in.op == jump && !in.cold {
			test = testOf(out, h)
		}
		if test == 0 {
			out = append(out, in)
			continue
		}
		head := heads[in.label]
		body := &inst{op: label, label: b.newLabel(), depth: in.depth}
		exit := out[test].label
		out = append(out[:test+1], append([]*inst{body}, out[test+1:]...)...)
		for n, at := range heads {
			if at > test {
				heads[n]++
			}
		}
		for _, x := range out[head+1 : test] {
			again := *x
			out = append(out, &again)
		}
		again := opposite(out[test])
		again.label = body.label
		out = append(out, again)
		if !follows(code[i+1:], exit, false) {
			out = append(out, &inst{op: jump, label: exit, depth: in.depth})
		}
	}
	return out
}

// testOf is the place of the branch by which a loop begins, 0 if it does not.
func testOf(code []*inst, head int) int {
	for i := head + 1; i < len(code) && i <= head+1+mostCopied; i++ {
		in := code[i]
		switch {
		case in.cold:
			return 0
		case branches(in):
			return i
		case !in.op.pure && in.op.form != fLoad && in.op.form != fMove:
			return 0
		}
	}
	return 0
}

// reached leaves out what comes behind a jump, up to the next label.
func reached(code []*inst) (out []*inst) {
	dead := false
	for _, in := range code {
		if in.op == label {
			dead = false
		}
		if !dead && in.op != nothing {
			out = append(out, in)
		}
		dead = dead || in.op == jump || in.op == exit || in.op == giveBack
	}
	return out
}

// fallen leaves out jumps to what comes next.
func fallen(code []*inst) (out []*inst) {
	for i, in := range code {
		if in.op != jump || !follows(code[i+1:], in.label, in.cold) {
			out = append(out, in)
		}
	}
	return out
}
