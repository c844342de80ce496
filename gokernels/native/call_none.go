//go:build !(cgo && linux && amd64) || noasm

package native

import "errors"

// Available reports whether machine code can run here and is wanted. This build has none.
func Available() bool { return false }

func call(uintptr, uintptr) int64 { panic("native: no machine code in this build") }

func pages([]byte) ([]byte, error) { return nil, errors.New("native: no machine code in this build") }

func unmap([]byte) {}

func addressOf([]byte) uintptr { return 0 }

func contextAddress([]uint64) uintptr { return 0 }
