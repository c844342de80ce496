// Package kernels holds the ready-made kernels: elementwise functions, reductions, scans, counts, dot
// products and a few whole programs over n-dimensional arrays, equal to NumPy 2's in dtype and value,
// run in parallel, with results that are the same bits whatever the number of threads.
//
// A kernel is one [Row] of [Table]: its name, arguments, dtypes, documentation, NumPy equivalent and the
// function that runs it. The Python names, the stubs, the C dispatch table and the tests are made from
// the rows, so that a new kernel is one small file and one line in table.go.
//
// How a kernel meets memory: walk.go turns any shape and strides into blocks of at most 1024 elements
// that are contiguous and of the compute dtype, in place where the memory already is, through a worker's
// scratch where not; engine.go and reduce.go run typed inner loops over those blocks. The inner loops
// know nothing of strides, dtypes of other operands, or threads. The loops of functions of real numbers are machine code
// where whoever links the program has given some ([UseMachine]); vecmath's, with the same bits, elsewhere and for few elements.
//
// It imports gokernels/parallel, gokernels/vecmath, gokernels/random and the standard library. It never
// imports the compiler's packages or capi, never follows an address that is not inside an [Array]'s
// Data, never prints, and never uses cgo.
package kernels
