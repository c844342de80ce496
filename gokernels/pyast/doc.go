// Package pyast is the compiler's front end: the wire form of a Python function, its types for given argument types,
// and the IR that does what Python would do.
//
//	wire.go       Decode: the JSON that Python sends -> Unit (ast.go)
//	type*.go      Type: what a name can hold, its text form, NumPy 2's promotion
//	lower.go      Lower: the entry; one ir.Func for each function and tuple of argument types
//	env.go        names, their types along each path, joins
//	stmt.go, loop.go, iterate.go, try.go       statements
//	generators.go, rename.go   a generator takes the place of the loop that goes over it
//	optional.go   None beside another type
//	expr.go, scalar.go, array.go, index.go, …  expressions
//	prange.go, classify.go, guard.go, depend.go, uses*.go  what makes a loop safe to run in parallel, or refuses it
//	library.go    functions written in the kernel language itself (library/*.py)
//
// Typing and lowering are one walk: a name has a type at each point; where paths meet the types are joined and
// conversions are added at the end of each path; a loop whose body changes a type is lowered again with the wider one.
// What cannot be typed is refused with an Error that shows the source line.
//
// The package imports ir. It must not import interp, native, compile or anything that runs code.
package pyast
