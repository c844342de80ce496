//go:build cgo && linux && amd64 && !noasm

package native

// #include "guarded.h"
import "C"

import (
	"errors"
	"os"
	"sync"
	"syscall"
	"unsafe"

	"gokernels/gokernels/internal/cpu"
)

// Available reports whether machine code can run here and is wanted: GOKERNELS_NATIVE=0 turns it off (see also machine).
func Available() bool { return cpu.HasAVX2FMA() && os.Getenv("GOKERNELS_NATIVE") != "0" }

// call runs code on a Context. Go does not move what is on its heap, and the caller keeps it alive.
func call(code []byte, context uintptr) int64 {
	return int64(C.gk_guarded(C.uintptr_t(uintptr(unsafe.Pointer(unsafe.SliceData(code)))), C.uintptr_t(len(code)), C.uintptr_t(context)))
}

const (
	statusFault = C.GK_FAULT
	faultWord   = C.GK_FAULT_WORD
)

// guarded prepares the process for faults in machine code.
var guarded = sync.OnceValue(func() error {
	if C.gk_guard() != 0 {
		return errors.New("native: faults cannot be handled")
	}
	return nil
})

// pages puts code into pages of its own: written first, then made executable, never both.
func pages(code []byte) ([]byte, error) {
	if err := guarded(); err != nil {
		return nil, err
	}
	size := (len(code) + 4095) &^ 4095
	p, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	copy(p, code)
	if err := syscall.Mprotect(p, syscall.PROT_READ|syscall.PROT_EXEC); err != nil {
		_ = syscall.Munmap(p)
		return nil, err
	}
	return p, nil
}

func unmap(p []byte) { _ = syscall.Munmap(p) }

func contextAddress(words []uint64) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(words))) }
