// Package native turns the hot loops of IR into machine code, made of AVX2 or of AVX-512: serial loops as scalar code, the chunks
// of parallel loops with four or eight iterations in the lanes of a vector where that is possible.
//
// Compile takes one For, Loop or ParFor. If all that it contains is scalar work on scalars, variables and arrays, the
// Region that it returns can run it; the interpreter does whatever is refused. Values are uniform (one for all lanes: in
// general registers, or as a scalar float) or varying (in vectors; 64-bit lanes, f32 in 32-bit lanes, bools as masks).
// An if whose condition varies runs both branches under masks, a loop runs until its mask is empty.
//
// Eight iterations are in the lanes of a loop whose work is mostly on values of 32 bits, by cost (width.go): floats and ints by
// their type, ints of 64 bits by what is known of their range (ranges.go). All lanes of such a value are in one vector
// (eight.go); of any other, as of an operation that has no code on eight lanes, there are two halves, each made by the code
// for four (halves.go). What eight lanes leave at a chunk's end is done by four.
//
// A loop over bytes, or ints of 16 bits, has turns with 32 or 16 iterations before those: in lanes of 8 or 16 bits, which hold
// the lowest bits of every value (small.go, small_lanes.go).
//
// With AVX-512 (isa.go) eight lanes of 64 bits are one vector as well: made by the code for four, of which each instruction is
// replaced by its form with 512 bits (long.go, zmm.go). Masks remain vectors; a mask register lives within the code of one
// instruction. Instructions that have an EVEX form (evex.go) may use 32 registers, the others, as blends of 256 bits, have their operands
// moved below 16. Everything else is as with AVX2: which loops run in lanes, what a reduction's lanes are, and so every bit of
// every result.
//
// Checks of indices that the loop's index alone decides stand before the lanes' loop: they give the range in which all hold,
// and what is outside of it is given back (reach.go). A turn takes several vectors if their work is small, and turns are
// counted by the strip. Of what overlaps in the vectors of a turn AVX-512 loads only enough to take the rest from between
// (neighbours.go). Small loops in scalar code stand in copies, without tests between them where indices are consecutive
// (flow.go).
//
// NewMap makes such a loop of one function of elements, for the ready-made kernels.
//
// A For within scalar code has a second form, in lanes, where no iteration reads or writes what another one writes (lane.go)
// and that is cheaper (cost.go): the scalar form does what the lanes leave, so neither exits nor tails exist twice
// (inner.go). What an iteration leaves in a variable for the next one only to read is moved on by a lane (recurrence.go). An
// iteration that writes what all of them read is left to the scalar form, between two runs of lanes (meet.go);
// what lanes leave at the end they do by a whole vector if iterations may be done twice (again.go). Other innermost loops
// have a form without the checks of indices that can be made before them (proven.go). A ParFor whose inner loops are the
// better ones for lanes runs as scalar code around them. In a For whose turns depend on each other, an element that was
// stored in the turn before stays in a register (carry.go). Both hold only while no array that is written shares memory with another one, which is looked at
// when the code runs.
//
// An array expression or a reduction within a loop (nested.go) is part of its code if it is one chunk: in lanes, with the
// tail under masks, if that is what it would be by itself; so a sum has its eight lanes wherever it stands. Views, and arrays
// that an iteration makes, are none of this package's business: the passes leave none in the loops that they can help.
//
// Machine code runs on a Context: a block of words that holds what the loop reads and writes, the spilled registers and,
// while it is suspended, all registers. It has no stack frame, so it can stop anywhere and go on later. It stops
//   - when it has run long enough, so that Ctrl-C is seen;
//   - at an operation that only Go knows (Callout), whose operands and result lie in the Context;
//   - at an instruction or a region that the interpreter must run in its stead (Exit): a raise, a failed bounds check,
//     a return. The variables are as they are at that place;
//   - in vector code, before iterations of which one fails some check (Bail): the interpreter runs these one by one and
//     finds out which one it is.
//
// A Library lets code call functions: of scalars and arrays, with nothing in them that only the interpreter can do
// (function.go). A loop's code holds all that it calls, and a recursive function has code for calls from outside. What is
// called has a Context for each activation, and a stack of nothing but return addresses (frames.go), so that it too can
// stop anywhere. An Exit from within a call always raises and ends all activations at once: a function with a handler is
// interpreted, calls in its loops too.
//
// A reduction has eight lanes, two vectors, whatever the machine: iteration i of a chunk belongs to lane i mod 8. So the
// result depends on the chunk only. Random numbers likewise: lane i mod 8 of the chunk's stream. Other loops draw from one
// lane after the other. All draws (draw*.go) step the generators as package random does; refused words and undecided points of
// a ziggurat are out of line, the latter in a routine with registers of its own (routine.go).
//
// Mathematical functions (math*.go) are the algorithms of vecmath, operation by operation, so that they have its bits; lanes
// with an argument off its straight path, such as the sine of 1e300, are called out, under a mask of just these. Called out
// altogether are erfc, gamma, lgamma, nextafter and ldexp.
//
// From IR (lower*.go) come instructions on virtual registers (code.go), which get registers by linear scan (alloc.go)
// and become bytes (emit.go, encode.go). On the way pure instructions are hoisted out of loops and computed once
// (build.go), ifs that only choose integers become moves on a condition (pick.go), loads become operands of what reads them
// (memop.go), addresses compute what they can (addresses.go), and ways are made straight (straighten.go). In the end jumps get their lengths and loops their places (layout.go).
//
// The package imports ir, vecmath (for its coefficients), random (for the tables of its ziggurats) and internal/cpu. It
// must not import interp, which knows the Region as an interface of its own, nor parallel. It uses cgo for one thing: the
// call of the emitted code, which a bad address ends with a panic as in Go's own code (guarded.c).
package native
