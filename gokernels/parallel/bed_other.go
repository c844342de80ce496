//go:build !linux

package parallel

import "sync/atomic"

// bed is where a helper sleeps; see bed_linux.go.
type bed struct {
	asleep atomic.Bool
	parker parker
}

func newBed() *bed { return &bed{parker: newParker()} }

func (b *bed) lie()   { b.asleep.Store(true) }
func (b *bed) rouse() { b.asleep.Store(false) }

func (b *bed) sleep() {
	for b.asleep.Load() {
		b.parker.park()
	}
}

func (b *bed) wake() {
	b.rouse()
	b.parker.poke()
}
