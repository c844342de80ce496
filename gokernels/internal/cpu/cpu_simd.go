//go:build goexperiment.simd && amd64 && !noasm

package cpu

import "simd/archsimd"

// HasAVX2FMA reports whether 256-bit float and integer instructions and fused multiply-add
// may be used. vecmath needs all three: its exponent arithmetic is AVX2, its rounding FMA.
func HasAVX2FMA() bool {
	return archsimd.X86.AVX2() && archsimd.X86.FMA()
}

// HasAVX512 reports whether 512-bit instructions may be used: foundation, vectors of all lengths, bytes and words, double and
// quad words, conflict detection.
func HasAVX512() bool { return HasAVX2FMA() && archsimd.X86.AVX512() }

// HasVPOPCNTDQ reports whether AVX-512 counts bits of its lanes.
func HasVPOPCNTDQ() bool { return HasAVX512() && archsimd.X86.AVX512VPOPCNTDQ() }
