//go:build cgo && linux && amd64 && !noasm

package native

/*
#include <stdint.h>
static int64_t run(uintptr_t code, uintptr_t context) { return ((int64_t (*)(uintptr_t))code)(context); }
*/
import "C"

import (
	"os"
	"syscall"
	"unsafe"

	"gokernels/gokernels/internal/cpu"
)

// Available reports whether machine code can run here and is wanted: GOKERNELS_NATIVE=0 turns it off.
func Available() bool { return cpu.HasAVX2FMA() && os.Getenv("GOKERNELS_NATIVE") != "0" }

// call runs code on a Context. Go does not move what is on its heap, and the caller keeps it alive.
func call(code, context uintptr) int64 {
	return int64(C.run(C.uintptr_t(code), C.uintptr_t(context)))
}

// pages puts code into pages of its own: written first, then made executable, never both.
func pages(code []byte) ([]byte, error) {
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

func addressOf(p []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(p))) }

func contextAddress(words []uint64) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(words))) }
