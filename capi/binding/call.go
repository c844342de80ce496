// Package main is the extension module gokernels._capi: gopy's generated binding
// (zcapi.go, zcapi.c), mended by generate.py, and the hand-written hot path.
//
// It imports capi only, and nothing imports it.
package main

// #cgo CFLAGS: -std=gnu11
// #include "frame.h"
// int gk_watch(uint64_t watcher, int64_t done, int64_t total);
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

// gk_run runs the call that the frame at addr describes. The GIL is released.
//
//export gk_run
func gk_run(addr uint64) {
	capi.Run(capi.FrameAt(addr), watch)
}

// watch runs Python's signal handlers or a progress callback; false stops the kernel.
func watch(watcher uint64, done, total int) bool {
	return C.gk_watch(C.uint64_t(watcher), C.int64_t(done), C.int64_t(total)) == 0
}
