//go:build !gopy

package capi

import (
	"unsafe"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/kernels"
)

// This file is the only place where an address becomes memory. The addresses come
// from the buffer protocol: the caller holds the arrays' buffers until Run returns,
// so they are valid for exactly that long.

// FrameAt returns the frame that the C call path laid out at an address.
func FrameAt(addr uint64) *Frame {
	return (*Frame)(pointer(addr))
}

// ProgramFrameAt returns the frame of a program's call at an address.
func ProgramFrameAt(addr uint64) *ProgramFrame {
	return (*ProgramFrame)(pointer(addr))
}

// wordsAt returns n words at an address.
func wordsAt(addr uint64, n int) []uint64 {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*uint64)(pointer(addr)), n)
}

// resultsAt returns the room for a frame's results.
func resultsAt(f *ProgramFrame) []uint64 { return wordsAt(f.Results, int(f.NResults)) }

// textAt returns text that lies in the caller's memory.
func textAt(addr, length uint64) string {
	if length == 0 {
		return ""
	}
	return unsafe.String((*byte)(pointer(addr)), int(length))
}

// streamAt returns a thread's random stream.
func streamAt(addr uint64) *threadStream { return (*threadStream)(pointer(addr)) }

// memoryOf returns the bytes from the lowest to the highest element of an array whose element 0 lies at an address,
// and where in them that is.
func memoryOf(addr uint64, shape, strides []int, size int) (data []byte, offset int) {
	low, high, empty := extent(shape, strides)
	if empty {
		return nil, 0
	}
	return unsafe.Slice((*byte)(pointer(addr+uint64(low))), high-low+size), -low
}

// addressOf returns the address of an array's element 0, 0 if it has none.
func addressOf(a *interp.Array) uint64 {
	if len(a.Data) == 0 {
		return 0
	}
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(a.Data)))) + uint64(a.Offset)
}

func pointer(addr uint64) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(nil), uintptr(addr))
}

// view describes the array a for the kernels, in dst: a byte slice from its lowest to its
// highest byte, and where in it element 0 lies.
func view(dst *kernels.Array, a *FrameArray) {
	n := int(a.NDim)
	dst.DType, dst.Shape, dst.Strides = kernels.DType(a.DType), ints(&a.Shape)[:n:n], ints(&a.Strides)[:n:n]
	low, high, empty := extent(dst.Shape, dst.Strides)
	if empty {
		dst.Data, dst.Offset = nil, 0
		return
	}
	dst.Data = unsafe.Slice((*byte)(pointer(a.Data+uint64(low))), high-low+dst.DType.Size())
	dst.Offset = -low
}

// extent returns the byte offsets, from element 0, of the lowest and the highest element.
func extent(shape, strides []int) (low, high int, empty bool) {
	for i, n := range shape {
		if n == 0 {
			return 0, 0, true
		}
		span := (n - 1) * strides[i]
		low, high = low+min(span, 0), high+max(span, 0)
	}
	return low, high, false
}

// ints reads int64s as Go's int, which has 64 bits on every platform we build for.
func ints(a *[MaxDim]int64) []int {
	return (*[MaxDim]int)(unsafe.Pointer(a))[:]
}
