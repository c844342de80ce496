package capi

import (
	"encoding/json"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestThreads(t *testing.T) {
	before, err := NumThreads()
	require.NoError(t, err)
	set, err := SetNumThreads(3)
	require.NoError(t, err)
	now, _ := NumThreads()
	assert.Equal(t, []int64{3, 3}, []int64{set, now})
	most, _ := MaxThreads()
	for _, n := range []int64{0, -1, most + 1} {
		_, err := SetNumThreads(n)
		assert.ErrorContains(t, err, "ValueError: n: ")
	}
	_, err = SetNumThreads(before)
	require.NoError(t, err)
}

func TestAvailableIsAtMostTheMachines(t *testing.T) {
	n, err := Available()
	require.NoError(t, err)
	assert.GreaterOrEqual(t, n, int64(1))
	assert.LessOrEqual(t, n, int64(runtime.NumCPU()))
}

func TestSeedsDiffer(t *testing.T) {
	a, err := Seed()
	require.NoError(t, err)
	b, _ := Seed()
	assert.NotEqual(t, a, b)
}

func TestInfoIsJSON(t *testing.T) {
	text, err := Info()
	require.NoError(t, err)
	var facts map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &facts))
	for _, name := range []string{"go", "arch", "threads", "available", "simd_compiled", "simd_used", "machine_code"} {
		assert.Contains(t, facts, name)
	}
}

func TestCollectCounts(t *testing.T) {
	n, err := Collect()
	require.NoError(t, err)
	assert.Positive(t, n)
}

func TestGuardKeepsAnOrdinaryError(t *testing.T) {
	f := func() (err error) {
		defer guard(&err)
		return errorf(memoryError, "no room")
	}
	assert.EqualError(t, f(), "MemoryError: no room")
}

func TestGuardTurnsAPanicIntoAnError(t *testing.T) {
	f := func() (err error) {
		defer guard(&err)
		var m map[string]int
		m["x"] = 1
		return nil
	}
	assert.ErrorContains(t, f(), "KernelError: panic in a kernel: assignment to entry in nil map")
}
