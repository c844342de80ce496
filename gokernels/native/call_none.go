//go:build !(cgo && linux && amd64) || noasm

package native

import "errors"

// Available reports whether machine code can run here and is wanted. This build has none.
func Available() bool { return false }

const (
	statusFault = -3
	faultWord   = 8
)

func call([]byte, uintptr) int64 { panic("native: no machine code in this build") }

func pages([]byte) ([]byte, error) { return nil, errors.New("native: no machine code in this build") }

func unmap([]byte) {}

func contextAddress([]uint64) uintptr { return 0 }
