//go:build goexperiment.simd && amd64 && !noasm

package vecmath_test

const simdBuild = true
