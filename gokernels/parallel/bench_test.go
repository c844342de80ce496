package parallel_test

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gokernels/gokernels/parallel"
)

func threads(tb testing.TB, n int) {
	tb.Helper()
	was := parallel.NumThreads()
	if err := parallel.SetNumThreads(n); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { parallel.SetNumThreads(was) })
}

func nothing(parallel.Chunk) error { return nil }

// timed reports the fastest run and the median, as the machine is seldom quiet.
func timed(b *testing.B, pause time.Duration, run func()) {
	var times []time.Duration
	for b.Loop() {
		time.Sleep(pause)
		start := time.Now()
		run()
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[0].Nanoseconds()), "ns-min")
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "ns-median")
	b.ReportMetric(0, "ns/op")
}

// cold is long enough for every helper to fall asleep.
const cold = 300 * time.Microsecond

// BenchmarkInline is a loop too small to share.
func BenchmarkInline(b *testing.B) {
	b.ReportAllocs()
	opt := &parallel.Options{Grain: 64}
	for b.Loop() {
		parallel.For(64, opt, nothing)
	}
}

// BenchmarkHot is an empty region of 2 chunks that follows another at once.
func BenchmarkHot(b *testing.B) {
	threads(b, 2)
	b.ReportAllocs()
	opt := &parallel.Options{Chunk: 1}
	for b.Loop() {
		parallel.For(2, opt, nothing)
	}
}

// BenchmarkCold is the same after a pause in which the helper fell asleep.
func BenchmarkCold(b *testing.B) {
	threads(b, 2)
	timed(b, cold, func() { parallel.For(2, &parallel.Options{Chunk: 1}, nothing) })
}

// BenchmarkOneThread is the same without helpers.
func BenchmarkOneThread(b *testing.B) {
	opt := &parallel.Options{Chunk: 1, Threads: 1}
	for b.Loop() {
		parallel.For(2, opt, nothing)
	}
}

// both runs an empty region that ends when both workers have been inside.
func both() {
	var in atomic.Int32
	parallel.For(2, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error {
		in.Add(1)
		for in.Load() < 2 {
		}
		return nil
	})
}

// BenchmarkHandOver is what it takes to have a chunk run by a helper that spins.
func BenchmarkHandOver(b *testing.B) {
	threads(b, 2)
	timed(b, 0, both)
}

// BenchmarkColdHandOver is the same with a helper that sleeps.
func BenchmarkColdHandOver(b *testing.B) {
	threads(b, 2)
	timed(b, cold, both)
}

// BenchmarkWake is what waking a goroutine takes on this machine, for comparison with ColdHandOver.
func BenchmarkWake(b *testing.B) {
	call, in := make(chan bool), new(atomic.Int32)
	defer close(call)
	go func() {
		for range call {
			in.Add(1)
		}
	}()
	timed(b, cold, func() {
		in.Store(0)
		call <- true
		for in.Load() == 0 {
		}
	})
}

// BenchmarkCallers is 64 goroutines that start short regions all the time.
func BenchmarkCallers(b *testing.B) {
	opt := &parallel.Options{Chunk: 1}
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for range b.N/64 + 1 {
				parallel.For(2, opt, nothing)
			}
		})
	}
	wg.Wait()
}

// BenchmarkChunk is what one chunk costs, by schedule, on 2 workers.
func BenchmarkChunk(b *testing.B) {
	threads(b, 2)
	for _, s := range schedules[1:] {
		b.Run(s.String(), func(b *testing.B) {
			parallel.For(max(b.N, 2), &parallel.Options{Chunk: 1, Schedule: s}, nothing)
		})
	}
}

// BenchmarkWatchedChunk is what one chunk costs with Watch.
func BenchmarkWatchedChunk(b *testing.B) {
	threads(b, 2)
	opt := &parallel.Options{Chunk: 1, Watch: func(int, int) error { return nil }}
	parallel.For(max(b.N, 2), opt, nothing)
}

// work computes something that takes 15 ns or so for each of count iterations.
func work(count int) (acc float64) {
	for i := range count {
		acc += math.Sqrt(math.Sin(float64(i)) + 2)
	}
	return acc
}

var (
	memory [1 << 21]float64
	// loops is what schedules are compared on.
	loops = []struct {
		name string
		n    int
		body func(c parallel.Chunk) float64
	}{
		{"compute", 1 << 15, func(c parallel.Chunk) float64 { return work(c.Hi - c.Lo) }},
		{"triangle", 1 << 8, func(c parallel.Chunk) float64 { return work(c.Lo) }},
		{"short", 1 << 10, func(c parallel.Chunk) float64 { return work(c.Hi - c.Lo) }},
		{"memory", len(memory), func(c parallel.Chunk) float64 {
			for i := range memory[c.Lo:c.Hi] {
				memory[c.Lo+i] += 2
			}
			return 0
		}},
	}
)

// BenchmarkSchedules compares the schedules, with a helper that spins (hot) and with one that sleeps (cold).
func BenchmarkSchedules(b *testing.B) {
	threads(b, 2)
	for _, l := range loops {
		body := func(c parallel.Chunk) error {
			if l.body(c) < 0 {
				panic("the compiler must not drop the work")
			}
			return nil
		}
		for _, s := range schedules[1:] {
			run := func() { parallel.For(l.n, &parallel.Options{Schedule: s}, body) }
			b.Run(l.name+"/"+s.String()+"/hot", func(b *testing.B) { timed(b, 0, run) })
			b.Run(l.name+"/"+s.String()+"/cold", func(b *testing.B) { timed(b, cold, run) })
		}
	}
}

// BenchmarkScaling is a compute loop on 1 and 2 workers.
func BenchmarkScaling(b *testing.B) {
	threads(b, 2)
	for _, k := range []int{1, 2} {
		b.Run(string(rune('0'+k)), func(b *testing.B) {
			timed(b, 0, func() {
				parallel.Reduce(1<<17, &parallel.Options{Threads: k}, 0, func(c parallel.Chunk, acc float64) (float64, error) {
					return acc + work(c.Hi-c.Lo), nil
				}, parallel.Sum)
			})
		})
	}
}
