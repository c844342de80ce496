// Package capi is the flat boundary between Python and the Go packages: integers,
// floats, short strings, and addresses with lengths, results as (T, error).
//
// gopy wraps its exported functions of that shape; the C call path reaches Run through
// a Frame. view.go is the only place where an address becomes a slice, guard.go the only
// place where a panic becomes an error.
//
// Files tagged !gopy are the call path, which gopy must not see: it would wrap every
// exported type and function in them.
//
// What is refused here rather than in Python: nothing but what would break the
// process. Arrays arrive checked (dtype, shape, overlap, writability); a kernel that
// gets a bad address all the same ends in an exception by guard.go, as far as the
// hardware tells.
//
// Compiled programs have a frame of their own, ProgramFrame: any number of values as rows of
// words, laid out by their types (words.go). Memory of Go's that Python's objects point to is kept under handles until
// Python drops them; memory of Python's that a program returns views of is named by the argument it came with.
//
// Limitations: a kernel's frame carries at most MaxArrays arrays of MaxDim dimensions and
// MaxParams scalars; text crosses gopy's functions as UTF-8 without NUL; complex numbers, slices, maps and
// functions without a result do not cross those, because gopy 0.5.0 mishandles them.
//
// It imports compile and what values it speaks of (interp, ir), kernels, parallel, random and vecmath's description of
// itself; it never imports binding or anything of Python's.
package capi
