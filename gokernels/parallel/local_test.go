package parallel_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

func TestLocalIsOneForEachWorker(t *testing.T) {
	threads(t, 8)
	counts := parallel.Local[int]{New: func() int { return 100 }}
	require.NoError(t, parallel.For(5000, &parallel.Options{Chunk: 1}, func(c parallel.Chunk) error {
		*counts.At(c)++ // the race detector sees it if two workers share one
		return nil
	}))
	sum := 0
	for w, p := range counts.All() {
		assert.Less(t, w, 8)
		sum += *p - 100
	}
	assert.Equal(t, 5000, sum)
}

func TestLastIsTheSequentiallyLast(t *testing.T) {
	threads(t, 8)
	for _, s := range schedules {
		var last parallel.Last[string]
		_, ok := last.Value()
		require.False(t, ok)
		require.NoError(t, parallel.For(1000, &parallel.Options{Chunk: 1, Schedule: s}, func(c parallel.Chunk) error {
			if c.Index == 700 {
				time.Sleep(time.Millisecond) // the last one that sets it is not the last one to do so
			}
			if c.Lo <= 700 {
				last.Set(c, c.Lo, "early")
			}
			if c.Lo == 700 {
				last.Set(c, c.Lo, "right")
			}
			return nil
		}))
		v, ok := last.Value()
		assert.True(t, ok)
		assert.Equal(t, "right", v)
	}
}

func TestLastOfIterationZero(t *testing.T) {
	var last parallel.Last[int]
	require.NoError(t, parallel.For(1, nil, func(c parallel.Chunk) error {
		last.Set(c, 0, 5)
		return nil
	}))
	v, ok := last.Value()
	assert.True(t, ok)
	assert.Equal(t, 5, v)
}

func TestLastGoesByPositionNotByTime(t *testing.T) {
	var last parallel.Last[string]
	one, two := parallel.Chunk{Worker: 1}, parallel.Chunk{Worker: 2}
	last.Set(one, 5, "five")
	last.Set(one, 3, "three") // a worker may come to an earlier chunk later
	last.Set(two, 4, "four")
	v, ok := last.Value()
	assert.True(t, ok)
	assert.Equal(t, "five", v)
	last.Set(one, 5, "five again")
	v, _ = last.Value()
	assert.Equal(t, "five again", v)
}
