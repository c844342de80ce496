// Package main is the extension module gokernels._capi: gopy's generated binding
// (zcapi.go, zcapi.c), mended by generate.py, and the hand-written hot path.
//
// It imports capi only, and nothing imports it.
package main

// #cgo CFLAGS: -std=gnu11
// #include "frame.h"
// int gk_watch(uint64_t watcher, int64_t done, int64_t total);
// int gk_print(uint64_t watcher, uint64_t text, int64_t length);
import "C"

import (
	"unsafe"

	"gokernels/capi"
)

// The C frame and its Go twin have one size and one layout, or this does not compile.
const (
	_ = -(unsafe.Sizeof(capi.Frame{}) ^ C.sizeof_gk_frame)
	_ = -(unsafe.Offsetof(capi.Frame{}.Axis) ^ unsafe.Offsetof(C.gk_frame{}.axis))
	_ = -(unsafe.Offsetof(capi.Frame{}.Result) ^ unsafe.Offsetof(C.gk_frame{}.result))
	_ = -(unsafe.Offsetof(capi.Frame{}.Arrays) ^ unsafe.Offsetof(C.gk_frame{}.arrays))
	_ = -(unsafe.Offsetof(capi.Frame{}.Text) ^ unsafe.Offsetof(C.gk_frame{}.text))
)

// The same for the frame of programs.
const (
	_ = -(unsafe.Sizeof(capi.ProgramFrame{}) ^ C.sizeof_gk_program_frame)
	_ = -(unsafe.Offsetof(capi.ProgramFrame{}.Threads) ^ unsafe.Offsetof(C.gk_program_frame{}.threads))
	_ = -(unsafe.Offsetof(capi.ProgramFrame{}.Stream) ^ unsafe.Offsetof(C.gk_program_frame{}.stream))
	_ = -(unsafe.Offsetof(capi.ProgramFrame{}.Raised) ^ unsafe.Offsetof(C.gk_program_frame{}.raised))
	_ = -(unsafe.Offsetof(capi.ProgramFrame{}.Text) ^ unsafe.Offsetof(C.gk_program_frame{}.text))
)

// gk_run runs the call that the frame at addr describes. The GIL is released.
//
//export gk_run
func gk_run(addr uint64) {
	capi.Run(capi.FrameAt(addr), watch)
}

// gk_run_program runs the program call that the frame at addr describes. The GIL is released.
//
//export gk_run_program
func gk_run_program(addr uint64) {
	capi.RunProgram(capi.ProgramFrameAt(addr), watch, print)
}

// gk_release forgets what a handle keeps.
//
//export gk_release
func gk_release(handle int64) {
	capi.ReleaseHandle(handle)
}

// print writes text to Python's sys.stdout.
func print(watcher uint64, text string) bool {
	address := uint64(uintptr(unsafe.Pointer(unsafe.StringData(text))))
	return C.gk_print(C.uint64_t(watcher), C.uint64_t(address), C.int64_t(len(text))) == 0
}

// watch runs Python's signal handlers or a progress callback; false stops the kernel.
func watch(watcher uint64, done, total int) bool {
	return C.gk_watch(C.uint64_t(watcher), C.int64_t(done), C.int64_t(total)) == 0
}
