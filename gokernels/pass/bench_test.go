package pass_test

import (
	"testing"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
)

// BenchmarkRun runs the list over a function of a few hundred instructions, in nested loops.
func BenchmarkRun(b *testing.B) {
	var modules []*ir.Module
	n := 0
	for seed := range uint64(20) {
		m := randomModule(seed)
		modules = append(modules, m)
		n += len(m.Funcs[0].Types)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		_, _ = pass.Run(modules[i%len(modules)].Clone(), pass.Options{})
		i++
	}
	b.ReportMetric(float64(n)/float64(len(modules)), "values/op")
}
