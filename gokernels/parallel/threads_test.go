package parallel

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNumThreadsIsTheCPUsUntilSet(t *testing.T) {
	was := settings.asked.Swap(0)
	defer func() { settings.asked.Store(was); resize() }()
	assert.Equal(t, min(Available(), MaxThreads), NumThreads())
	cpus := settings.cpus.Swap(1000)
	assert.Equal(t, MaxThreads, NumThreads())
	settings.cpus.Store(cpus)
}

func TestPermitsAreNeverFewerThanCPUs(t *testing.T) {
	was := current()
	defer SetNumThreads(was)
	cpus := settings.cpus.Load()
	for _, n := range []int{1, int(cpus) + 5} {
		assert.NoError(t, SetNumThreads(n))
		assert.Equal(t, max(int64(n), cpus), permitted.total.Load())
	}
}

func TestNobodySpinsOnOneCPU(t *testing.T) {
	freshen()
	was := settings.usable.Swap(1)
	defer settings.usable.Store(was)
	assert.False(t, spin(func() bool { t.Error("looked"); return true }))
	helpers.count(searching) // as a helper that asks is
	defer helpers.count(foundWork)
	assert.False(t, helpers.maySpin())
}

func TestSpinEndsInTimeOrWhenDone(t *testing.T) {
	freshen()
	was := settings.usable.Swap(2)
	defer settings.usable.Store(was)
	looks, start := 0, now()
	assert.False(t, spin(func() bool { looks++; return false }))
	assert.GreaterOrEqual(t, now()-start, spinTime)
	assert.Greater(t, looks, 10)
	looks = 0
	assert.True(t, spin(func() bool { looks++; return looks == 3 }))
}
