package native

import "sort"

// Code is written with all jumps long and loops where they happen to begin. Then it is laid out: jumps become short where
// that is far enough, and a loop is moved up if it would touch more lines than it has to.

// codeLine is what processors keep decoded instructions by: a turn of a loop takes the longer the more lines it touches (AMD,
// Software Optimization Guide for Family 19h, 2.9.1; Intel, Optimization Reference Manual, 3.4.2.5).
const codeLine = 64

// fetched is how many bytes processors read at once where instructions are not decoded yet: loops begin with them.
const fetched = 32

// mostRoom is what a loop may be moved up: instructions that do nothing take their time whenever a loop begins.
const mostRoom = 48

// edit is a place of the code that is laid out: a jump, or room before a loop.
type edit struct {
	at    int // where it is in what was written
	size  int // its bytes there, 0 for room
	final int // its bytes in the end
	op    byte
	label int
	align int // of room: to a multiple of that, 0 where it is a loop's
	fixed bool
}

func (e *edit) isJump() bool { return e.size > 0 }

// shortJump is how long a jump is whose way fits a byte.
const shortJump = 2

// layout is where things are in the end.
type layout struct {
	*assembler
	moved []int // by edit: how far what follows is moved
}

// laidOut decides all edits.
func (a *assembler) laidOut() *layout {
	l := &layout{a, make([]int, len(a.edits))}
	l.place()
	for l.shorten() {
		l.place()
	}
	l.place() // by what loops are now
	for l.lengthen() {
		l.place()
	}
	return l
}

// to is where a place of what was written is in the end: behind the room that begins there, before a jump.
func (l *layout) to(at int) int {
	n := sort.Search(len(l.edits), func(i int) bool {
		e := l.edits[i]
		return e.at > at || e.isJump() && e.at == at
	})
	if n == 0 {
		return at
	}
	return at + l.moved[n-1]
}

// place finds where everything is, with the jumps that there are.
func (l *layout) place() {
	ends := map[*edit]int{} // by loop: how long it is, as things were
	for i, e := range l.edits {
		if !e.isJump() && e.align == 0 {
			ends[e] = l.length(i, e)
		}
	}
	moved := 0
	for i, e := range l.edits {
		if !e.isJump() {
			e.final = room(e.at+moved, e.align, ends[e])
		}
		moved += e.final - e.size
		l.moved[i] = moved
	}
}

// length is that of a loop: from its label to the end of the last jump there.
func (l *layout) length(i int, head *edit) int {
	end := head.at
	for _, e := range l.edits[i:] {
		if e.isJump() && e.label == head.label {
			end = e.at + e.size
		}
	}
	return l.to(end) - l.to(head.at)
}

// room is how far something at a place is moved: to a multiple of align, or a loop so that it touches as few lines as it can.
func room(at, align, length int) int {
	if align > 0 {
		return (align - at%align) % align
	}
	n := room(at, fetched, 0)
	lines := func(n int) int { return (n + codeLine - 1) / codeLine }
	if lines((at+n)%codeLine+length) > lines(length) && n+fetched <= mostRoom {
		n += fetched
	}
	return n
}

// way is what a jump of a final length jumps over, negative for backwards.
func (l *layout) way(i int, e *edit, length int) int {
	from := e.at
	if i > 0 {
		from += l.moved[i-1]
	}
	return l.to(l.target(e.label)) - (from + length)
}

// shorten makes the jumps short that are sure to reach; false if there are none.
func (l *layout) shorten() bool {
	some := false
	for i, e := range l.edits {
		if !e.isJump() || e.final == shortJump {
			continue
		}
		if n := l.way(i, e, e.size); -96 <= n && n <= 96 {
			e.final, some = shortJump, true
		}
	}
	return some
}

// lengthen makes the short jumps long again that do not reach, as room was moved between; false if there are none.
func (l *layout) lengthen() bool {
	some := false
	for i, e := range l.edits {
		if !e.isJump() || e.final != shortJump {
			continue
		}
		if n := l.way(i, e, shortJump); n != int(int8(n)) {
			e.final, some = e.size, true
		}
	}
	return some
}

// written is the code in the end.
func (l *layout) written() (code []byte) {
	from := 0
	for i, e := range l.edits {
		code = append(code, l.code[from:e.at]...)
		from = e.at + e.size
		switch {
		case !e.isJump():
			code = fill(code, e.final)
		case e.final == shortJump:
			op := byte(0xEB)
			if e.op != 0xE9 {
				op = e.op - 0x10
			}
			code = append(code, op, byte(l.way(i, e, shortJump)))
		default:
			n := uint32(l.way(i, e, e.size))
			code = append(code, l.code[e.at:from-4]...)
			code = append(code, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
		}
	}
	return append(code, l.code[from:]...)
}

// fill adds n bytes of instructions that do nothing.
func fill(code []byte, n int) []byte {
	for n > 0 {
		some := nops[min(n, len(nops)-1)]
		code = append(code, some...)
		n -= len(some)
	}
	return code
}
