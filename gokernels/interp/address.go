package interp

import "unsafe"

// address is where an array's first element lies. Go slices of one object may start at different bytes of it, so only
// addresses tell whether two arrays share memory; they are compared, never followed.
func address(a *Array) uintptr {
	return uintptr(unsafe.Pointer(unsafe.SliceData(a.Data))) + uintptr(a.Offset)
}
