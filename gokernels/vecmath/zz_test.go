package vecmath

import ("testing")

func bench1(b *testing.B, f func(dst, x []float64), lo, hi float64) {
	x := make([]float64, 1024); d := make([]float64, 1024)
	for i := range x { x[i] = lo + (hi-lo)*float64((i*619)%1024)/1024 }
	for b.Loop() { f(d, x) }
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/elem")
}
func bench1F(b *testing.B, f func(dst, x []float32), lo, hi float32) {
	x := make([]float32, 1024); d := make([]float32, 1024)
	for i := range x { x[i] = lo + (hi-lo)*float32((i*619)%1024)/1024 }
	for b.Loop() { f(d, x) }
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/elem")
}
func BenchmarkExp(b *testing.B) { bench1(b, Exp, -5, 5) }
func BenchmarkExp32(b *testing.B) { bench1F(b, Exp32, -5, 5) }
func BenchmarkExpPure(b *testing.B) { accelerated=false; bench1(b, Exp, -5, 5); accelerated=true }
func BenchmarkExp32Pure(b *testing.B) { accelerated=false;bench1F(b, Exp32, -5, 5) ;accelerated=true}
func BenchmarkLog(b *testing.B) { bench1(b, Log, .1, 5) }
func BenchmarkLog32(b *testing.B) { bench1F(b, Log32, .1, 5) }
func BenchmarkLogPure(b *testing.B) { accelerated=false; bench1(b, Log, .1, 5); accelerated=true }
func BenchmarkLog32Pure(b *testing.B) { accelerated=false;bench1F(b, Log32, .1, 5) ;accelerated=true}
func BenchmarkSin(b *testing.B) { bench1(b, Sin, -10, 10) }
func BenchmarkSin32(b *testing.B) { bench1F(b, Sin32, -10, 10) }
func BenchmarkSinPure(b *testing.B) { accelerated=false; bench1(b, Sin, -10,10); accelerated=true }
func BenchmarkSin32Pure(b *testing.B) { accelerated=false;bench1F(b, Sin32, -10, 10) ;accelerated=true}
func BenchmarkCos(b *testing.B) { bench1(b, Cos, -10, 10) }
func BenchmarkCos32(b *testing.B) { bench1F(b, Cos32, -10, 10) }
func BenchmarkTan(b *testing.B) { bench1(b, Tan, -10, 10) }
func bench2(b *testing.B, f func(dst, x, y []float64), lo, hi float64) {
	x := make([]float64, 1024); d := make([]float64, 1024); y := make([]float64, 1024)
	for i := range x { x[i] = lo + (hi-lo)*float64((i*619)%1024)/1024; y[i]=float64(i%97)/10-3 }
	for b.Loop() { f(d, x, y) }
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/elem")
}
func bench2F(b *testing.B, f func(dst, x, y []float32), lo, hi float32) {
	x := make([]float32, 1024); d := make([]float32, 1024); y := make([]float32, 1024)
	for i := range x { x[i] = lo + (hi-lo)*float32((i*619)%1024)/1024; y[i]=float32(i%97)/10-3 }
	for b.Loop() { f(d, x, y) }
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/elem")
}
func BenchmarkTanh(b *testing.B) { bench1(b, Tanh, -3, 3) }
func BenchmarkTanh32(b *testing.B) { bench1F(b, Tanh32, -3, 3) }
func BenchmarkTanhPure(b *testing.B) { accelerated=false; bench1(b, Tanh, -10,10); accelerated=true }
func BenchmarkPow(b *testing.B) { bench2(b, Pow, .1, 10) }
func BenchmarkPow32(b *testing.B) { bench2F(b, Pow32, .1, 10) }
func BenchmarkPowPure(b *testing.B) { accelerated=false; bench2(b, Pow, .1,10); accelerated=true }
