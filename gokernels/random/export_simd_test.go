//go:build goexperiment.simd && amd64 && !noasm

package random

// SetVectors turns the vector code on or off and returns what it was.
func SetVectors(on bool) bool {
	was := vectors
	vectors = on
	return was
}
