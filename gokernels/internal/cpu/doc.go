// Package cpu says which vector instructions this machine offers.
//
// It imports internal/cpu facts only through simd/archsimd, and only in builds that have it;
// it never imports another package of this module.
package cpu
