package native

import "slices"

// weave puts the code of several vectors together, instruction by instruction, as if they were one wider vector: so many
// vectors wait for each other's results less than one does for its own. Code out of line, and what leads to it, stays in one
// piece. Vectors that share a register which one of them sets, or that need more registers than there are, stay apart.
func (b *builder) weave(lists [][]*inst) (out []*inst) {
	for len(lists) > 0 {
		n := len(lists)
		for n > 1 && !b.fit(lists[:n]) {
			n = (n + 1) / 2
		}
		from := 0
		for _, to := range piecesOf(lists[0]) {
			for _, x := range lists[:n] {
				out = append(out, x[from:to]...)
			}
			from = to
		}
		lists = lists[n:]
	}
	return out
}

// piecesOf returns the ends of the pieces of code that must stay together: single instructions, and all from a jump to its
// target. Code that jumps out, or that has words of the Context for scratch, is one piece.
func piecesOf(code []*inst) (ends []int) {
	at := map[int]int{}
	for i, in := range code {
		if in.op == label {
			at[in.label] = i
		}
	}
	first := make([]int, len(code)) // of the piece, as far as jumps tell that end here
	for i := range code {
		first[i] = i
	}
	for i, in := range code {
		if to, ok := at[in.label]; ok && in.op != label {
			first[max(i, to)] = min(first[max(i, to)], i, to)
		} else if in.label != 0 && !ok {
			return []int{len(code)}
		}
	}
	from := len(code)
	for i := len(code) - 1; i >= 0; i-- {
		if i < from {
			ends = append(ends, i+1)
		}
		if from = min(from, first[i]); from == i && code[i].keepsScratch() {
			return []int{len(code)}
		}
	}
	slices.Reverse(ends)
	return ends
}

// keepsScratch reports whether an instruction that is a piece by itself is none to be woven.
func (in *inst) keepsScratch() bool {
	switch in.op.form {
	case fStore, fVecStore, fMaskStore:
		return in.m.context
	case fNest, fExit, fTurn, fSuspend, fCall, fCallFunction:
		return true
	}
	return false
}

// fit reports whether vectors can be woven: all have the same instructions, and none sets what another one uses.
func (b *builder) fit(lists [][]*inst) bool {
	owner := map[vreg]int{}
	for g, x := range lists {
		if len(x) != len(lists[0]) || len(piecesOf(x)) < 2 {
			return false
		}
		for i, in := range x {
			if h, ok := owner[in.d]; in.op != lists[0][i].op || ok && h != g {
				return false
			}
			if in.d != 0 {
				owner[in.d] = g
			}
		}
	}
	for g, x := range lists {
		for _, in := range x {
			for _, v := range in.reads() {
				if h, ok := owner[v]; ok && h != g {
					return false
				}
			}
		}
	}
	return b.roomy(lists[0], len(lists))
}

// roomy reports whether there are registers for n times the code of a vector. What has a home needs none.
func (b *builder) roomy(code []*inst, n int) bool {
	own, last, outside := map[vreg]bool{}, map[vreg]int{}, map[vreg]bool{}
	for _, in := range code {
		own[in.d] = true
	}
	for i, in := range code {
		for _, v := range in.reads() {
			last[v] = i
			if v != 0 && !own[v] && !b.homes[v] {
				outside[v] = true
			}
		}
	}
	var held, each [2]int
	for v := range outside {
		held[b.class[v]]++
	}
	for c, most := range b.mostLive(code, last) {
		each[c] = held[c] + n*most
	}
	return each[general] <= len(generalFile) && each[vector] <= len(b.isa.vectorRegisters())
}

// mostLive is how many registers of each class code sets and uses at a time; last tells where it does so last.
func (b *builder) mostLive(code []*inst, last map[vreg]int) (most [2]int) {
	var live, whole [2]int
	seen := map[vreg]bool{}
	ends := map[int][]vreg{}
	for i, in := range code {
		for _, v := range ends[i] {
			live[b.class[v]]--
		}
		v := in.d
		end, read := last[v]
		if v == 0 || seen[v] || !read {
			continue
		}
		seen[v] = true
		c := b.class[v]
		if b.level[v] == mutable {
			whole[c]++
			continue
		}
		live[c]++
		most[c] = max(most[c], live[c])
		ends[end] = append(ends[end], v)
	}
	return [2]int{most[0] + whole[0], most[1] + whole[1]}
}
