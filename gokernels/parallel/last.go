package parallel

// Last is a variable of the loop that keeps its value afterwards (lastprivate): the one set by the
// sequentially last iteration that set it, whoever ran it and when. The zero value is ready to use.
type Last[T any] struct {
	found Local[finding[T]]
}

// finding is the latest value of one worker; next is one past the position that set it, so that 0 means none.
type finding[T any] struct {
	next  int
	value T
}

// Set says that position i of chunk c sets the variable to v.
func (l *Last[T]) Set(c Chunk, i int, v T) {
	if f := l.found.At(c); i >= f.next-1 {
		f.next, f.value = i+1, v
	}
}

// Value is the variable after the region; false means that no iteration set it.
func (l *Last[T]) Value() (T, bool) {
	var best finding[T]
	for _, f := range l.found.All() {
		if f.next > best.next {
			best = *f
		}
	}
	return best.value, best.next > 0
}
