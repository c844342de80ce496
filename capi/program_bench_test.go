package capi

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// BenchmarkRunProgram is Go's part of a call that computes nothing.
func BenchmarkRunProgram(b *testing.B) {
	f := &ProgramFrame{Program: programFor(b, "none\nfunc f() {\n  return\n}\n"), Watched: 1, Threads: 2}
	stream := threadStream{}
	f.Stream = uint64(uintptr(unsafe.Pointer(&stream)))
	watch := func(uint64, int, int) bool { return true }
	for b.Loop() {
		RunProgram(f, watch, nil)
	}
	require.Zero(b, f.Error)
}
