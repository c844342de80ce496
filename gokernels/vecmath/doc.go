// Package vecmath applies elementary functions and reductions to whole slices.
//
// Every function writes dst[i] from element i of its inputs, for all len(dst) elements; dst
// comes first, inputs are at least as long (a shorter one panics), and dst may be the very same
// slice as an input, but must not overlap it shifted. The name alone means float64, the suffix 32
// float32. The comment of a function is its scalar loop, its largest error in units in the last
// place (ULP, the spacing of floats at the exact result; measured by the tests against
// arithmetic with 100 bits or more) and the arguments for which that holds.
//
// Files come in threes: exp.go declares the API and the scalar cores (exp1, exp1f), which are
// the definition; exp_simd.go does the same operations in the same order on four or eight lanes
// (AVX2 and FMA, through simd/archsimd); exp_pure.go is the twin of the same names for builds
// without it. The two give the same bits, which a test checks; so the tail of a slice, and the
// lanes whose arguments are out of the ordinary, go through the scalar core. SIMDCompiled says
// which twin was built, Accelerated whether this machine can use it. The scalar cores lean on
// math.FMA: a processor without that instruction gets the same bits 10 to 20 times slower.
//
// In the scalar cores a product that is added to something is either inside math.FMA or wrapped
// in a conversion, float64(a*b) + c, which forbids the compiler to fuse it on its own (it does so
// on arm64 and with GOAMD64=v3). Without that the twins would differ.
//
// The other functions (tan, sinh, cosh, log1p, cbrt, hypot, erf, those in arc.go and area.go) have a scalar core only. Cores
// have no look-ups in tables and few branches: package native emits the same operations in the same order on the lanes of
// compiled loops, and a test there holds it to the same bits. So a change of a core is a change in native too.
//
// All tables are in coeffs.go. The package imports internal/cpu and the standard library, and
// never imports another package of this module.
package vecmath
