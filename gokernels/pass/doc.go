// Package pass rewrites IR into IR that computes the same with less work. pass.go is its table of contents; every pass
// is a file, and knows no other pass.
//
// A pass may rely on what ir.Verify checks and must leave it true. It must keep every bit of every result, every
// exception, and which of two exceptions comes first; where it cannot prove that, it leaves the code alone. What it may
// change: whether an array that nobody can see is made (and with it MemoryError), and by how much memory or time a
// result comes.
//
// The package imports ir only. It must not import pyast, interp or native: what a program means is written in ir.
package pass
