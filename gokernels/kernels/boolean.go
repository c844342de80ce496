package kernels

import "unsafe"

// truthTable is the loop of every kernel of two bools: dst[i] = t[2*(a[i] != 0) + (b[i] != 0)].
// It takes eight bools at a time as the bytes of a word.
func truthTable(t [4]truth) loop {
	// Every function of two bits is c0 ^ c1&b ^ c2&a ^ c3&a&b (its algebraic normal form).
	terms := [4]truth{t[0], t[0] ^ t[1], t[0] ^ t[2], t[0] ^ t[1] ^ t[2] ^ t[3]}
	var c [4]uint64 // in the low bit of every byte
	for i := range terms {
		c[i] = uint64(terms[i]) * lowBits
	}
	return func(n int, dst, a, b, _ unsafe.Pointer) {
		whole := n / 8
		truthWords(wordsAt(dst, whole), wordsAt(a, whole), wordsAt(b, whole), c)
		d, x, y := unsafe.Slice((*truth)(dst), n), unsafe.Slice((*truth)(a), n), unsafe.Slice((*truth)(b), n)
		for i := 8 * whole; i < n; i++ {
			d[i] = t[2*truthOf(x[i] != 0)+truthOf(y[i] != 0)]
		}
	}
}

// wordsAt is n words of memory. A pointer to less than one word must not even be made.
func wordsAt(p unsafe.Pointer, n int) []uint64 {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*uint64)(p), n)
}

// truthWords is truthTable for whole words, c being the terms.
func truthWords(dst, a, b []uint64, c [4]uint64) {
	a, b = a[:len(dst)], b[:len(dst)]
	c0, c1, c2, c3 := c[0], c[1], c[2], c[3]
	for i := range dst {
		p, q := isTrue(a[i]), isTrue(b[i])
		dst[i] = c0 ^ c1&q ^ c2&p ^ c3&p&q
	}
}

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
