package interp

import "sync/atomic"

// lendFrom is the size from which on an array asks the host for used memory: fresh memory costs a page fault for every
// 4 KiB when it is first written, which for a large array is more than computing it.
const lendFrom = 64 << 10

// Block is memory of one large array. Refs counts what keeps it beyond a run; it belongs to the host.
type Block struct {
	Data []byte
	Refs atomic.Int64
}

// Lender is what a Host may be as well: it lends memory for a large array, whatever is in it; nil if it has none.
type Lender interface {
	Lend(size int) *Block
}

// memoryFor gives an array its bytes, zeroed if it asks for that.
func (t *task) memoryFor(a *Array, size int, zeroed bool) {
	if size >= lendFrom {
		if lender, ok := t.h.(Lender); ok {
			if b := lender.Lend(size); b != nil {
				a.Data, a.Handle = b.Data[:size:size], b
				if zeroed {
					clear(a.Data)
				}
				return
			}
		}
	}
	a.Data = make([]byte, size)
}
