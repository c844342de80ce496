// Package interp runs IR: it is the oracle that native code is compared with, and what programs run on where there is no
// native code.
//
// New links a module once: every value and variable gets a place in its function's frame (scalars in a []uint64,
// arrays in a []*Array, text and containers in a []any), and every instruction becomes a closure over the indices of
// its operands. Constants lie in the frame from the start, a Get needs no code while its variable holds still, and an
// instruction whose result is set to a variable at once writes it there. A closure returns a signal: go on, or the
// label of a Break or Continue, a return, a raised exception, a stop. So structured control flow is Go's own, and an
// exception costs nothing where none is raised.
//
// A task is what one goroutine needs: its host, its spare frames, its random stream, its poll counter. Parallel loops
// cut their iterations by Loop.Size, which knows the problem and nothing of threads; the Host runs the chunks, each in
// a copy of the parent's frame as it was at entry; finished chunks are combined in the parent's frame in their order.
// A loop of few iterations of unknown cost has more chunks than others, which workers share unless they took no time when
// it last ran (gauge.go).
// Iteration i of a chunk draws random numbers from lane i of the chunk's stream, as vector code would.
//
// Frames of calls come from the task's free list, and the depth of calls is limited, so recursion raises
// RecursionError long before Go's stack ends.
//
// The package imports ir, vecmath and random. It must not import parallel, pyast or capi: hosts bring goroutines and
// Python to it.
package interp
