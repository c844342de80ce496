package random_test

import (
	"sync"
	"testing"

	"gokernels/gokernels/random"
)

// perValue runs f, which draws n values, and reports the time of one.
func perValue(b *testing.B, n int, f func(s *random.Stream)) {
	s := random.New(1, 2)
	for b.Loop() {
		f(&s)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/value")
}

// few values stay in the first-level cache.
const few = 1024

func BenchmarkUint64(b *testing.B) {
	dst := make([]uint64, few)
	perValue(b, few, func(s *random.Stream) { s.Uint64(dst) })
}

func BenchmarkUniform(b *testing.B) {
	dst := make([]float64, few)
	perValue(b, few, func(s *random.Stream) { s.Uniform(dst) })
}

func BenchmarkUniformRange(b *testing.B) {
	dst := make([]float64, few)
	perValue(b, few, func(s *random.Stream) { s.UniformRange(dst, -1, 1) })
}

func BenchmarkUniform32(b *testing.B) {
	dst := make([]float32, few)
	perValue(b, few, func(s *random.Stream) { s.Uniform32(dst) })
}

func BenchmarkIntegers(b *testing.B) {
	dst := make([]int64, few)
	perValue(b, few, func(s *random.Stream) { _ = s.Integers(dst, 0, 1000) })
}

func BenchmarkNormal(b *testing.B) {
	dst := make([]float64, few)
	perValue(b, few, func(s *random.Stream) { s.Normal(dst, 1, 2) })
}

func BenchmarkExponential(b *testing.B) {
	dst := make([]float64, few)
	perValue(b, few, func(s *random.Stream) { s.Exponential(dst, 2) })
}

func BenchmarkInsideCircle(b *testing.B) {
	perValue(b, 1<<16, func(s *random.Stream) { s.InsideCircle(1 << 16) })
}

func BenchmarkLaneUniform(b *testing.B) {
	dst := make([]float64, few)
	perValue(b, few, func(s *random.Stream) {
		for i := range dst {
			dst[i] = s.Lane(i).Uniform()
		}
	})
}

func BenchmarkNew(b *testing.B) {
	perValue(b, 1, func(s *random.Stream) { *s = random.New(3, 4) })
}

// The Monte Carlo program of the design: 4e7 points on two threads, in milliseconds.
func BenchmarkPi(b *testing.B) {
	const points, threads = 4e7, 2
	for b.Loop() {
		var wait sync.WaitGroup
		for t := range threads {
			wait.Go(func() {
				s := random.New(1, uint64(t))
				s.InsideCircle(points / threads)
			})
		}
		wait.Wait()
	}
}
