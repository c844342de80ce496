package vecmath_test

import (
	"testing"

	"gokernels/gokernels/vecmath"
)

// benchLen keeps three slices in the first-level cache.
const benchLen = 1024

func spread(n int, lo, hi float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = lo + (hi-lo)*float64(i*619%n)/float64(n)
	}
	return x
}

func narrowed(x []float64) []float32 {
	out := make([]float32, len(x))
	for i, v := range x {
		out[i] = float32(v)
	}
	return out
}

// perElement runs f and reports nanoseconds an element and the bytes of its slices.
func perElement(b *testing.B, n, bytes int, f func()) {
	b.SetBytes(int64(n * bytes))
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/elem")
}

func BenchmarkUnary(b *testing.B) {
	for _, f := range unaryFunctions {
		x := spread(benchLen, f.lo, f.hi)
		x32 := narrowed(x)
		d, d32 := make([]float64, benchLen), make([]float32, benchLen)
		b.Run(f.name, func(b *testing.B) { perElement(b, benchLen, 16, func() { f.f64(d, x) }) })
		b.Run(f.name+"32", func(b *testing.B) { perElement(b, benchLen, 8, func() { f.f32(d32, x32) }) })
	}
}

func BenchmarkBinary(b *testing.B) {
	for _, f := range binaryFunctions {
		x, y := spread(benchLen, f.lo, f.hi), spread(benchLen, f.lo2, f.hi2)
		x32, y32 := narrowed(x), narrowed(y)
		d, d32 := make([]float64, benchLen), make([]float32, benchLen)
		b.Run(f.name, func(b *testing.B) { perElement(b, benchLen, 24, func() { f.f64(d, x, y) }) })
		b.Run(f.name+"32", func(b *testing.B) { perElement(b, benchLen, 12, func() { f.f32(d32, x32, y32) }) })
	}
}

func BenchmarkFused(b *testing.B) {
	x, y := spread(benchLen, 0, 1), spread(benchLen, 0.1, 0.3)
	x32, y32 := narrowed(x), narrowed(y)
	d, d32 := make([]float64, benchLen), make([]float32, benchLen)
	for name, f := range map[string]func(){
		"AddScalar":  func() { vecmath.AddScalar(d, x, 1.5) },
		"MulScalar":  func() { vecmath.MulScalar(d, x, 1.5) },
		"Axpby":      func() { vecmath.Axpby(d, 2.1, x, 3.2, y) },
		"Axpby32":    func() { vecmath.Axpby32(d32, 2.1, x32, 3.2, y32) },
		"ExpAxpby":   func() { vecmath.ExpAxpby(d, 2.1, x, 3.2, y) },
		"ExpAxpby32": func() { vecmath.ExpAxpby32(d32, 2.1, x32, 3.2, y32) },
		"Gaussian":   func() { vecmath.Gaussian(d, x, y, 0.4, 0.3989422804014327) },
		"Gaussian32": func() { vecmath.Gaussian32(d32, x32, y32, 0.4, 0.3989422804014327) },
	} {
		b.Run(name, func(b *testing.B) { perElement(b, benchLen, 24, f) })
	}
}

// reduceLen is in the second-level cache: 160 kB of int64.
const reduceLen = 20000

func BenchmarkReduce(b *testing.B) {
	x := spread(reduceLen, -1, 1)
	x32 := narrowed(x)
	i64, i32 := make([]int64, reduceLen), make([]int32, reduceLen)
	u32, i16 := make([]uint32, reduceLen), make([]int16, reduceLen)
	for _, c := range []struct {
		name  string
		bytes int
		f     func()
	}{
		{"Sum", 8, func() { vecmath.Sum(x) }},
		{"Sum32", 4, func() { vecmath.Sum32(x32) }},
		{"Dot", 16, func() { vecmath.Dot(x, x) }},
		{"Dot32", 8, func() { vecmath.Dot32(x32, x32) }},
		{"MinMax", 8, func() { vecmath.MinMax(x) }},
		{"MinMax32", 4, func() { vecmath.MinMax32(x32) }},
		{"SumInt64", 8, func() { vecmath.SumInt64(i64) }},
		{"SumInt32", 4, func() { vecmath.SumInt32(i32) }},
		{"SumUint32", 4, func() { vecmath.SumUint32(u32) }},
		{"SumInts", 2, func() { vecmath.SumInts(i16) }},
	} {
		b.Run(c.name, func(b *testing.B) { perElement(b, reduceLen, c.bytes, c.f) })
	}
}
