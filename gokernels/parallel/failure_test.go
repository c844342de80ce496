package parallel_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// caught runs f and returns the panic that comes out.
func caught(f func()) (p *parallel.Panic) {
	defer func() { p, _ = recover().(*parallel.Panic) }()
	f()
	return nil
}

func TestLowestFailureWinsAndAllBeforeItRun(t *testing.T) {
	threads(t, 8)
	rng := rand.New(rand.NewPCG(7, 8))
	for round := range 200 {
		const n = 100
		bad := map[int]bool{rng.IntN(n): true, rng.IntN(n): true, rng.IntN(n): true}
		lowest := n
		for i := range bad {
			lowest = min(lowest, i)
		}
		var ran [n]atomic.Bool
		opt := &parallel.Options{Chunk: 1, Schedule: schedules[round%4], Threads: 1 + round%8}
		err := parallel.For(n, opt, func(c parallel.Chunk) error {
			ran[c.Index].Store(true)
			if bad[c.Index] {
				return fmt.Errorf("chunk %d", c.Index)
			}
			return nil
		})
		require.EqualError(t, err, fmt.Sprint("chunk ", lowest))
		for i := range lowest {
			require.True(t, ran[i].Load(), "chunk %d of %d must run", i, lowest)
		}
	}
}

func TestNothingBeginsAfterTheChunkThatFailed(t *testing.T) {
	threads(t, 4)
	for _, s := range schedules {
		var begun atomic.Int64
		err := parallel.For(1<<20, &parallel.Options{Chunk: 1, Schedule: s}, func(c parallel.Chunk) error {
			begun.Add(1)
			if c.Index == 3 {
				return errors.New("stop")
			}
			if c.Index > 3 {
				time.Sleep(10 * time.Microsecond)
			}
			return nil
		})
		assert.EqualError(t, err, "stop")
		assert.Less(t, begun.Load(), int64(100_000), "%v ran on", s)
	}
}

func TestPanicReachesTheCaller(t *testing.T) {
	threads(t, 4)
	for worker := range 4 {
		p := caught(func() {
			together(t, 4, func(c parallel.Chunk) error {
				if c.Worker == worker {
					panic(fmt.Sprint("worker ", worker))
				}
				return nil
			})
		})
		require.NotNil(t, p)
		assert.Equal(t, fmt.Sprint("worker ", worker), p.Value)
		assert.Contains(t, string(p.Stack), "TestPanicReachesTheCaller")
		assert.Contains(t, p.Error(), p.Value)
		assert.NoError(t, p.Unwrap())
	}
	require.NoError(t, together(t, 4, nothing), "the pool still works")
}

func TestLowestFailureMayBeAPanicOrAnError(t *testing.T) {
	threads(t, 4)
	both := func(panics, fails int) func() error {
		return func() error {
			return together(t, 4, func(c parallel.Chunk) error {
				switch c.Index {
				case panics:
					panic("p")
				case fails:
					return errors.New("e")
				}
				return nil
			})
		}
	}
	p := caught(func() { both(1, 2)() })
	require.NotNil(t, p)
	assert.Equal(t, 1, p.Chunk)
	assert.EqualError(t, both(2, 1)(), "e")
}

func TestChunksBeforeAPanicRun(t *testing.T) {
	threads(t, 4)
	for _, s := range schedules {
		var ran atomic.Int64
		p := caught(func() {
			parallel.For(64, &parallel.Options{Chunk: 1, Schedule: s}, func(c parallel.Chunk) error {
				if c.Index >= 40 {
					panic(c.Index)
				}
				ran.Add(1)
				return nil
			})
		})
		require.NotNil(t, p)
		assert.Equal(t, 40, p.Chunk)
		assert.Equal(t, 40, p.Value)
		assert.EqualValues(t, 40, ran.Load())
	}
}

func TestInlinePanic(t *testing.T) {
	p := caught(func() { parallel.For(1, nil, func(parallel.Chunk) error { panic(errors.ErrUnsupported) }) })
	require.NotNil(t, p)
	assert.ErrorIs(t, p, errors.ErrUnsupported)
	assert.Contains(t, string(p.Stack), "TestInlinePanic")
}

func TestNestedPanicKeepsItsOrigin(t *testing.T) {
	threads(t, 4)
	p := caught(func() {
		parallel.For(8, &parallel.Options{Chunk: 1}, func(outer parallel.Chunk) error {
			return parallel.For(8, &parallel.Options{Chunk: 1}, func(inner parallel.Chunk) error {
				if outer.Index == 5 && inner.Index == 2 {
					deepest()
				}
				return nil
			})
		})
	})
	require.NotNil(t, p)
	assert.Equal(t, "deep", p.Value)
	assert.Equal(t, 5, p.Chunk)
	assert.Contains(t, string(p.Stack), "deepest")
}

//go:noinline
func deepest() { panic("deep") }

func TestPanicOfNilIsNotLost(t *testing.T) {
	p := caught(func() { parallel.For(8, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error { panic(nil) }) })
	require.NotNil(t, p)
}

func TestBadAddressBecomesAPanic(t *testing.T) {
	threads(t, 4)
	page, err := syscall.Mmap(-1, 0, 4096, syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	require.NoError(t, err)
	defer syscall.Munmap(page)
	for worker := range 4 {
		p := caught(func() {
			together(t, 4, func(c parallel.Chunk) error {
				if c.Worker == worker {
					page[5] = 1
				}
				return nil
			})
		})
		require.NotNil(t, p)
		var fault runtime.Error
		assert.ErrorAs(t, p, &fault)
	}
	assert.NotNil(t, caught(func() { parallel.For(1, nil, func(parallel.Chunk) error { page[5] = 1; return nil }) }))
}

func TestFaultSettingOfTheCallerIsRestored(t *testing.T) {
	for _, setting := range []bool{true, false} {
		was := debug.SetPanicOnFault(setting)
		parallel.For(8, &parallel.Options{Chunk: 1}, nothing)
		parallel.For(1, nil, nothing)
		assert.Equal(t, setting, debug.SetPanicOnFault(was))
	}
}

func TestGoexitOfAHelperIsAnError(t *testing.T) {
	threads(t, 4)
	for range 10 { // more often than there are helpers
		err := together(t, 4, func(c parallel.Chunk) error {
			if c.Worker == 2 {
				runtime.Goexit()
			}
			return nil
		})
		require.Equal(t, parallel.ErrGoexit, err)
	}
	require.NoError(t, together(t, 4, nothing), "dead helpers are replaced")
}

func TestGoexitOfTheCallerEndsIt(t *testing.T) {
	threads(t, 4)
	for _, n := range []int{1, 4} {
		ended, returned := make(chan bool), false
		go func() {
			defer close(ended)
			together(t, n, func(c parallel.Chunk) error {
				if c.Worker == 0 {
					runtime.Goexit()
				}
				return nil
			})
			returned = true
		}()
		<-ended
		assert.False(t, returned)
	}
	require.NoError(t, together(t, 4, nothing), "its permit came back")
}

func TestGoexitOfTheCallerStopsTheLoop(t *testing.T) {
	threads(t, 2)
	var ran atomic.Int64
	ended := make(chan bool)
	m := &meeting{want: 2}
	go func() {
		defer close(ended)
		parallel.For(1<<40, &parallel.Options{Chunk: 1, Schedule: parallel.Dynamic}, func(c parallel.Chunk) error {
			if c.Index < 2 {
				m.wait()
			}
			if c.Worker == 0 {
				runtime.Goexit()
			}
			ran.Add(1)
			return nil
		})
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		t.Fatal("the helper runs on after ", ran.Load(), " chunks")
	}
}
