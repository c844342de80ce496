// Package check is the test kit of the numerical packages: ULP distances, slices with guard
// elements, value generators, and elementary functions to about 100 bits as independent oracles.
//
// Two oracles back each other: double-double arithmetic (fast, about 2^-100) and math/big
// (slow, any precision). This package's own tests hold the first against the second.
//
// It imports the standard library only, and is imported by tests only.
package check
