// Package compile is the driver: from a Python function in wire form and the types of its arguments to a Program, and
// from a Program and argument values to results.
//
// A Unit is compiled once for every list of types, however many callers ask at the same time; what failed to compile is
// kept too, for the same error. A Program is run by any number of goroutines at once; a Call says with how many
// threads, what can stop it, and where its print goes.
//
// Run brings a host to the interpreter, over parallel.For. Three things reach a running program: workers look at a flag
// (cancelled, or stopped by the caller), often; the goroutine that called Run also looks at a bell that rings every 10 ms
// and then runs Call.Watch (signals, time-out, progress, print) by itself, in the midst of a loop or while it waits for
// the workers. So Watch always runs on the thread that called.
//
// It imports pyast, ir, pass, interp, parallel and random. It must not import capi, know Python's objects or follow
// addresses.
package compile
