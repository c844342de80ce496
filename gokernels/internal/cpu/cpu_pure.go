//go:build !(goexperiment.simd && amd64) || noasm

package cpu

// HasAVX2FMA reports whether 256-bit float and integer instructions and fused multiply-add
// may be used. This build was made without the SIMD package, so nothing here can use them.
func HasAVX2FMA() bool { return false }

// HasAVX512 reports whether 512-bit instructions may be used.
func HasAVX512() bool { return false }

// HasVPOPCNTDQ reports whether AVX-512 counts bits of its lanes.
func HasVPOPCNTDQ() bool { return false }
