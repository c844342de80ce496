//go:build !goexperiment.simd || !amd64 || noasm

package random

// SetVectors does nothing: there is no vector code to turn on.
func SetVectors(bool) bool { return false }
