//go:build !gopy

package capi

import "math"

// Limits of one call; the C twin of these numbers is binding/frame.h.
const (
	MaxDim    = 64  // dimensions of an array: NumPy's own limit
	MaxArrays = 6   // arrays of one call, read and written
	MaxParams = 6   // scalar parameters of one call
	MaxText   = 512 // bytes of an error message, the final NUL included
)

// NoAxis in Frame.Axis means the whole array.
const NoAxis = math.MinInt64

// FrameArray describes one array of a Frame: Data is the address of element 0,
// strides are in bytes and may be negative or zero.
type FrameArray struct {
	Data    uint64
	DType   int32
	NDim    int32
	Shape   [MaxDim]int64
	Strides [MaxDim]int64
}

// Frame is one kernel call as the C call path lays it out in memory. It belongs to
// the C caller's stack: nothing of it may be kept after Run has returned.
type Frame struct {
	Kernel      int32
	Threads     int32
	Schedule    int32
	Compute     int32
	NIn         int32
	NOut        int32
	Watched     int32
	Error       int32
	Axis        int64
	Chunk       int64
	TimeoutNS   int64
	Token       int64
	Watch       uint64
	ResultDType int32
	Reserved    int32
	Result      uint64
	Params      [MaxParams]uint64
	Arrays      [MaxArrays]FrameArray
	Text        [MaxText]byte
}

// setError writes the error's class and message; a long message is cut, never overrun.
func (f *Frame) setError(err error) {
	class, text := classify(err)
	f.Error = int32(class)
	n := copy(f.Text[:MaxText-1], text)
	f.Text[n] = 0
}
