package parallel

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// grow makes the stack move.
func grow(depth int) uintptr {
	var pad [1024]byte
	if depth == 0 {
		return Goroutine() + uintptr(pad[0])
	}
	return grow(depth-1) + uintptr(pad[depth])
}

func TestGoroutineIsItsName(t *testing.T) {
	seen := map[uintptr]bool{}
	var mu sync.Mutex
	var in, wg sync.WaitGroup
	in.Add(100)
	for range 100 {
		wg.Go(func() {
			name := Goroutine()
			in.Done()
			in.Wait() // all live at once
			assert.Equal(t, name, grow(100))
			mu.Lock()
			defer mu.Unlock()
			assert.False(t, seen[name])
			seen[name] = true
		})
	}
	wg.Wait()
	assert.Len(t, seen, 100)
}

func TestRegisterFindsTheGoroutine(t *testing.T) {
	var r register
	var outer, inner, other worker
	require.Same(t, &outer, r.enter(&outer))
	require.Same(t, &outer, r.enter(&inner))
	var wg sync.WaitGroup
	wg.Go(func() {
		assert.Same(t, &other, r.enter(&other))
		r.leave(&other)
	})
	wg.Wait()
	r.leave(&outer)
	assert.Same(t, &inner, r.enter(&inner))
}

// TestRegisterBucketsAreLists puts every worker into one bucket.
func TestRegisterBucketsAreLists(t *testing.T) {
	var r register
	b := &r[r.bucket(Goroutine())].first
	x, y := &worker{name: 1}, &worker{name: 2}
	x.next, *b = y, x
	var self worker
	r.enter(&self)
	for _, w := range []*worker{&self, x, y} {
		w.name = Goroutine() // so that leave looks in this bucket
	}
	r.leave(x)
	r.leave(y)
	assert.Same(t, &self, *b)
	r.leave(&self)
	assert.Nil(t, *b)
}
