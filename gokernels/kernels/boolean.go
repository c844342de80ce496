package kernels

import "unsafe"

// truthTable is the loop of every kernel of two bools: dst[i] = t[2*(a[i] != 0) + (b[i] != 0)].
// It takes eight bools at a time as the bytes of a word.
func truthTable(t [4]truth) loop {
	var when [4]uint64 // the low bit of every byte set where t is
	for i := range t {
		when[i] = uint64(t[i]) * lowBits
	}
	return func(n int, dst, a, b, _ unsafe.Pointer) {
		d, x, y := unsafe.Slice((*byte)(dst), n), unsafe.Slice((*byte)(a), n), unsafe.Slice((*byte)(b), n)
		for ; len(d) >= 8 && len(x) >= 8 && len(y) >= 8; d, x, y = d[8:], x[8:], y[8:] {
			p, q := isTrue(*word(x)), isTrue(*word(y))
			*word(d) = ^p&^q&when[0] | ^p&q&when[1] | p&^q&when[2] | p&q&when[3]
		}
		for i := range d {
			d[i] = byte(t[2*truthOf(x[i] != 0)+truthOf(y[i] != 0)])
		}
	}
}

// word is the first eight bytes of b, in whatever order the machine has them.
func word(b []byte) *uint64 { return (*uint64)(unsafe.Pointer(&b[0])) }

// truthNot is dst[i] = a[i] == 0.
func truthNot() loop {
	table := truthTable([4]truth{1, 0, 0, 0})
	return func(n int, dst, a, _, _ unsafe.Pointer) { table(n, dst, a, a, nil) }
}

const (
	lowBits   = 0x0101010101010101
	lowSevens = 0x7f7f7f7f7f7f7f7f
)

// isTrue has 1 in every byte where x has not 0: adding 127 to its low seven bits carries into the
// eighth if one of them is set.
func isTrue(x uint64) uint64 { return ((x&lowSevens + lowSevens) | x) >> 7 & lowBits }

// The truth tables, for 00, 01, 10 and 11.
var (
	truthAnd = [4]truth{0, 0, 0, 1}
	truthOr  = [4]truth{0, 1, 1, 1}
	truthXor = [4]truth{0, 1, 1, 0}
)
