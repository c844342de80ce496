//go:build !(goexperiment.simd && amd64) || noasm

package cpu_test

const simdBuild = false
