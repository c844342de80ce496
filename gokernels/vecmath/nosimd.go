//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// SIMDCompiled says whether the SIMD twins are in this build. A build that means to have them
// asserts it, because without GOEXPERIMENT=simd their files drop out silently.
const SIMDCompiled = false

// clearUpper has nothing to do in a build without vectors.
func clearUpper() {}
