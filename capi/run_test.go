package capi

import (
	"bytes"
	"math"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// number finds a kernel as the C side knows it.
func number(t *testing.T, name string) int32 {
	t.Helper()
	for i, row := range kernels.Table() {
		if row.Name == name {
			return int32(i)
		}
	}
	require.Fail(t, "no kernel "+name)
	return -1
}

func put[T any](f *Frame, i int, dtype kernels.DType, x []T, step int) {
	var zero T
	f.Arrays[i].DType, f.Arrays[i].NDim = int32(dtype), 1
	f.Arrays[i].Shape[0], f.Arrays[i].Strides[0] = int64(len(x)), int64(step*int(unsafe.Sizeof(zero)))
	if len(x) > 0 {
		f.Arrays[i].Data = uint64(uintptr(unsafe.Pointer(unsafe.SliceData(x))))
	}
}

func frame(t *testing.T, name string) *Frame {
	return &Frame{Kernel: number(t, name), Axis: NoAxis, Compute: int32(kernels.Float64)}
}

func text(f *Frame) string { return string(f.Text[:bytes.IndexByte(f.Text[:], 0)]) }

func TestRunWritesTheOutput(t *testing.T) {
	f := frame(t, "square")
	in, out := []float64{1, 2, 3}, make([]float64, 3)
	put(f, 0, kernels.Float64, in, 1)
	put(f, 1, kernels.Float64, out, 1)
	f.NIn, f.NOut = 1, 1
	Run(f, nil)
	require.Zero(t, f.Error, text(f))
	assert.Equal(t, []float64{1, 4, 9}, out)
	assert.Zero(t, f.ResultDType)
}

func TestRunReadsBackwards(t *testing.T) {
	f := frame(t, "square")
	in, out := []float64{1, 2, 3}, make([]float64, 3)
	put(f, 0, kernels.Float64, in, -1)
	f.Arrays[0].Data += 16
	put(f, 1, kernels.Float64, out, 1)
	f.NIn, f.NOut = 1, 1
	Run(f, nil)
	require.Zero(t, f.Error, text(f))
	assert.Equal(t, []float64{9, 4, 1}, out)
}

func TestRunReturnsAScalar(t *testing.T) {
	f := frame(t, "sum")
	put(f, 0, kernels.Float64, []float64{1, 2, 3.5}, 1)
	f.NIn = 1
	Run(f, nil)
	require.Zero(t, f.Error, text(f))
	assert.Equal(t, int32(kernels.Float64), f.ResultDType)
	assert.Equal(t, 6.5, math.Float64frombits(f.Result))
}

func TestRunRefusesAFrameThatMakesNoSense(t *testing.T) {
	for _, id := range []int32{-1, int32(len(kernels.Table()))} {
		f := &Frame{Kernel: id}
		Run(f, nil)
		assert.Equal(t, int32(indexError), f.Error)
		assert.Contains(t, text(f), "no kernel number")
	}
	f := frame(t, "square")
	f.NIn = MaxArrays + 1
	Run(f, nil)
	assert.Equal(t, int32(typeError), f.Error)
}

func TestAPanicBecomesAKernelError(t *testing.T) {
	f := frame(t, "_panic")
	Run(f, nil)
	assert.Equal(t, int32(kernelError), f.Error)
	assert.Contains(t, text(f), "panic in a kernel")
}

func TestABadAddressBecomesAKernelError(t *testing.T) {
	f := frame(t, "square")
	put(f, 0, kernels.Float64, make([]float64, 4), 1)
	put(f, 1, kernels.Float64, make([]float64, 4), 1)
	f.Arrays[1].Data = 1 << 20
	f.NIn, f.NOut = 1, 1
	Run(f, nil)
	assert.Equal(t, int32(kernelError), f.Error)
	assert.Contains(t, text(f), "bad address")
}

func TestTimeout(t *testing.T) {
	f := frame(t, "_spin")
	f.Params[0], f.TimeoutNS = math.Float64bits(20), int64(50*time.Millisecond)
	start := time.Now()
	Run(f, nil)
	assert.Equal(t, int32(timeoutError), f.Error)
	assert.Less(t, time.Since(start), 10*time.Second)
}

func TestWatchStopsTheKernel(t *testing.T) {
	f := frame(t, "_spin")
	f.Params[0], f.Watched, f.Watch = math.Float64bits(20), 1, 77
	calls := 0
	Run(f, func(watcher uint64, done, total int) bool {
		assert.Equal(t, uint64(77), watcher)
		assert.LessOrEqual(t, done, total)
		calls++
		return calls < 3
	})
	assert.Equal(t, 3, calls)
	assert.Equal(t, int32(pending), f.Error)
}

func TestTokenStopsTheKernelAndFreedTokensAreUnknown(t *testing.T) {
	handle, err := NewToken()
	require.NoError(t, err)
	require.NotZero(t, handle)
	f := frame(t, "_spin")
	f.Params[0], f.Token = math.Float64bits(20), handle
	time.AfterFunc(20*time.Millisecond, func() { _, _ = CancelToken(handle) })
	Run(f, nil)
	assert.Equal(t, int32(cancelled), f.Error)
	_, err = FreeToken(handle)
	require.NoError(t, err)
	_, err = CancelToken(handle)
	assert.ErrorContains(t, err, "ValueError: cancel: no such token")
	f.Error = 0
	Run(f, nil)
	assert.Equal(t, int32(valueError), f.Error)
}

func TestCancelAllStopsEveryCallAndTheNextOnesRun(t *testing.T) {
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			f := frame(t, "_spin")
			f.Params[0] = math.Float64bits(20)
			Run(f, nil)
			assert.Equal(t, int32(cancelled), f.Error)
		})
	}
	ended := make(chan bool)
	go func() { group.Wait(); close(ended) }()
	for running := true; running; { // a call may begin after a CancelAll: on a busy machine they start late
		select {
		case <-ended:
			running = false
		case <-time.After(10 * time.Millisecond):
			_, err := CancelAll()
			require.NoError(t, err)
		}
	}
	TestRunWritesTheOutput(t)
}

func TestALongMessageIsCut(t *testing.T) {
	f := &Frame{}
	f.setError(errorf(valueError, "%s", bytes.Repeat([]byte("x"), 3*MaxText)))
	assert.Len(t, text(f), MaxText-1)
}

func TestExtent(t *testing.T) {
	for _, c := range []struct {
		shape, strides []int
		low, high      int
		empty          bool
	}{
		{nil, nil, 0, 0, false},
		{[]int{3}, []int{8}, 0, 16, false},
		{[]int{3}, []int{-8}, -16, 0, false},
		{[]int{2, 3}, []int{-24, 8}, -24, 16, false},
		{[]int{5, 2}, []int{0, 8}, 0, 8, false},
		{[]int{5, 0}, []int{8, 8}, 0, 0, true},
	} {
		low, high, empty := extent(c.shape, c.strides)
		assert.Equal(t, c, struct {
			shape, strides []int
			low, high      int
			empty          bool
		}{c.shape, c.strides, low, high, empty})
	}
}

func TestRunKeepsNoAddress(t *testing.T) {
	TestRunWritesTheOutput(t)
	calls.Lock()
	defer calls.Unlock()
	for _, c := range calls.free {
		for _, a := range c.arrays {
			assert.Nil(t, a.Data)
		}
	}
}

func TestASmallCallAllocatesNothing(t *testing.T) {
	f := frame(t, "square")
	in, out := make([]float64, 8), make([]float64, 8)
	put(f, 0, kernels.Float64, in, 1)
	put(f, 1, kernels.Float64, out, 1)
	f.NIn, f.NOut = 1, 1
	assert.Zero(t, testing.AllocsPerRun(100, func() { Run(f, nil) }))
}

func BenchmarkRunSquare8(b *testing.B) {
	f := &Frame{Axis: NoAxis, Compute: int32(kernels.Float64), NIn: 1, NOut: 1}
	for i, row := range kernels.Table() {
		if row.Name == "square" {
			f.Kernel = int32(i)
		}
	}
	put(f, 0, kernels.Float64, make([]float64, 8), 1)
	put(f, 1, kernels.Float64, make([]float64, 8), 1)
	for b.Loop() {
		Run(f, nil)
	}
}

func BenchmarkRunSum8(b *testing.B) {
	f := &Frame{Axis: NoAxis, Compute: int32(kernels.Float64), NIn: 1}
	for i, row := range kernels.Table() {
		if row.Name == "sum" {
			f.Kernel = int32(i)
		}
	}
	put(f, 0, kernels.Float64, make([]float64, 8), 1)
	for b.Loop() {
		Run(f, nil)
	}
}
