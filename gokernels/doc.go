// Package gokernels is the map of the Go side: kernels, a parallel-for runtime and the
// numerical packages below them. It is pure Go: no Python, no caller's raw addresses, no cgo but native's one call into
// emitted code.
//
//	internal/cpu     which instructions this machine has
//	internal/check   test kit: ULP distance, guarded slices; imported by tests only
//	parallel         the parallel-for runtime: For, Reduce, schedules, cancel (README.md: the protocol)
//	vecmath          exp, log, sin, … over slices: SIMD and pure twins, error bound on each
//	random           streams of random numbers that belong to chunks
//	kernels          the ready-made kernels and their table
//	ir               the compiler's typed, structured intermediate representation
//	pyast            Python's AST -> types and IR: scopes, promotion, the rules of prange, refusals
//	pass             IR -> IR, a pass a file
//	interp           runs IR anywhere; the oracle
//	native           IR regions -> x86-64 machine code, iterations in the lanes of vectors
//	compile          the driver: a function and argument types -> a program, run over parallel
//
// Arrows, lowest first; tests/layering holds them:
//
//	internal/cpu, parallel, random, ir   import nothing of ours
//	pyast, pass -> ir
//	interp   -> ir, vecmath, random
//	native   -> internal/cpu, ir, random, vecmath
//	compile  -> pyast, pass, interp, native, ir, parallel, random
//	vecmath  -> internal/cpu
//	kernels  -> parallel, vecmath, random
//	capi     -> compile, interp, ir, kernels, parallel, random, vecmath    (outside this folder: the boundary)
//	capi/binding -> capi                              (the extension module)
//	capi/binding/table -> kernels                     (prints the kernel table for make generate)
//
// One word for one idea: a region is one For or Reduce; it is cut into chunks of iterations;
// a schedule deals chunks to workers (the caller and helpers of the one pool); the grain is the
// least work worth a chunk; a stream is a sequence of random numbers, eight lanes wide;
// a reduction combines the chunks' partial results in a fixed order; ULP is the unit in the last
// place. The slice that is written is called dst and comes first.
//
// RATIONALE.md says why things are as they are, and what that costs.
package gokernels
