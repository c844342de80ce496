package check

import "fmt"

// guardElements on each side outlast the widest vector (64 bytes of any element type).
const guardElements = 64

// Guarded is a slice between guard elements. A kernel that writes outside its slice, or
// changes an input, is found by Err.
type Guarded[T comparable] struct {
	Data  []T // length and capacity are exact
	all   []T
	guard T
	start int
	saved []T
}

// Guard copies data between guard elements, offset elements further from the start of an
// allocation, so that a test can sweep alignments. guard should not occur in data, and
// must equal itself (not a NaN).
func Guard[T comparable](data []T, offset int, guard T) *Guarded[T] {
	g := &Guarded[T]{guard: guard, start: guardElements + offset}
	g.all = make([]T, g.start+len(data)+guardElements)
	for i := range g.all {
		g.all[i] = guard
	}
	end := g.start + len(data)
	g.Data = g.all[g.start:end:end]
	copy(g.Data, data)
	g.saved = append([]T(nil), data...)
	return g
}

// Err reports the first guard element that was overwritten.
func (g *Guarded[T]) Err() error {
	for i, v := range g.all {
		if (i < g.start || i >= g.start+len(g.Data)) && v != g.guard {
			return fmt.Errorf("element %d of %d was written: %v", i-g.start, len(g.Data), v)
		}
	}
	return nil
}

// Unchanged reports the first element of Data that no longer has the value it was given.
func (g *Guarded[T]) Unchanged() error {
	for i, v := range g.Data {
		if v != g.saved[i] && (v == v || g.saved[i] == g.saved[i]) {
			return fmt.Errorf("input element %d changed from %v to %v", i, g.saved[i], v)
		}
	}
	return nil
}
