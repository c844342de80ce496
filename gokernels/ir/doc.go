// Package ir is the compiler's intermediate representation: typed values, structured control flow, and a table of
// operations from which the front end, the interpreter, native code, printer, parser and Verify all read.
//
// A Func has a body Region: a list of Instr. An Instr takes values (Args), makes values (Results), may hold regions of
// its own, and carries the source position that errors name. A value is made once (SSA) and may be used in the rest of its
// region and in the regions within. What changes lives in variables (Get, Set): typed, local to the function. Values do
// not leave a region; variables do. So there are no phis, a join costs nothing to build, a masked assignment is
// one blend, and a pass that wants pure SSA need look only at the sets inside a region. (RATIONALE.md says more.)
//
// Control flow is structured. Labels number the constructs that Break and Continue name:
//
//	if c { } { }           the second region may be empty
//	block L { }            Break L leaves it
//	loop L { }             for ever; Continue L starts the next turn, Break L leaves
//	for L start stop step { i: }   Python's range; i is the region's parameter; the trip count is fixed at entry
//	parfor (start stop step)* chunk threads { init } { i, j: body } { combine }
//	try { } { handler }    the handler may ask Caught "ValueError", then fall through, or Rethrow
//
// Parfor is the only parallel construct; a loop over prange, an array expression and a reduction all become one. Its
// Locals are variables of which every chunk of iterations has its own copy. For each chunk: the variables hold what they
// held at entry, then init runs, then body for the chunk's iterations in order. Afterwards, chunk after chunk in
// order, the chunk's Locals are put in place and combine runs once in the function's own frame: it is the only place
// that may set a variable that is not a Local. After the loop the Locals hold what the last combine left, which nobody
// may read. So a sum is: init { set p, 0 }, body { … set p, add(get p, x) }, combine { set s, add(get s, get p) }; the last
// value written to a name, an arg-max and a histogram are spelt out in the same way, and the result depends on the
// chunks only. Chunks depend on the lengths and on Par's MaxChunks and chunk size, never on the number of workers.
//
// Memory is reached through array values alone: a descriptor of element type and number of dimensions, with shape and
// byte strides that only run time knows. Load and Store take one index a dimension, each within bounds: Bounds wraps a
// negative index and raises IndexError, and it is an operation of its own so that a pass can hoist or drop it.
//
// The package imports the standard library only and knows neither Python nor NumPy. It must not import anything of
// this module.
package ir
