package vecmath

import (
	"fmt"
	"gokernels/gokernels/internal/check"
	"math"
	"testing"
)

type accF struct {
	n      string
	f      func(dst, x []float64)
	g      func(dst, x []float32)
	r      func(float64) check.Real
	lo, hi float64
}

var accs = []accF{
	{"exp", Exp, Exp32, check.Exp, -20, 20},
	{"exp small", Exp, Exp32, check.Exp, -.5, .5},
	{"exp sub", Exp, Exp32, check.Exp, -746, -700},
	{"log", Log, Log32, check.Log, 0, 4},
	{"sin", Sin, Sin32, check.Sin, -20, 20},
	{"cos", Cos, Cos32, check.Cos, -20, 20},
	{"sinmid", Sin, Sin32, check.Sin, -1e9, 1e9},
	{"tan", Tan, Tan32, check.Tan, -20, 20},
	{"tanmid", Tan, Tan32, check.Tan, -1e9, 1e9},
	{"tanh", Tanh, Tanh32, check.Tanh, -3, 3},
	{"tanh", Tanh, Tanh32, check.Tanh, 18, 19.5},
	{"tanh", Tanh, Tanh32, check.Tanh, -.3, .3},
	{"sinh", Sinh, Sinh32, check.Sinh, -5, 5},
	{"cosh", Cosh, Cosh32, check.Cosh, -5, 5},
	{"sinh", Sinh, Sinh32, check.Sinh, -25, 25},
	{"cosh", Cosh, Cosh32, check.Cosh, -25, 25},
	{"exp2", Exp2, Exp232, check.Exp2, -5, 5},
	{"log2", Log2, Log232, check.Log2, 0, 5},
	{"log10", Log10, Log1032, check.Log10, 0, 5},
	{"log1p", Log1p, Log1p32, check.Log1p, -1, 3},
	{"expm1", Expm1, Expm132, check.Expm1, -3, 3},
	{"asin", Asin, Asin32, check.Asin, -1, 1},
	{"acos", Acos, Acos32, check.Acos, -1, 1},
	{"atan", Atan, Atan32, check.Atan, -5, 5},
	{"cbrt", Cbrt, Cbrt32, check.Cbrt, -5, 5},
	{"erf", Erf, Erf32, check.Erf, -5, 5},
	{"log2", Log, Log32, check.Log, .5, 2},
}

func TestAcc(t *testing.T) {
	for _, a := range accs {
		x := append(check.Specials64(), check.Random64(3, 200000, a.lo, a.hi)...)
		y := make([]float64, len(x))
		z := make([]float64, len(x))
		a.f(y, x)
		accelerated = false
		a.f(z, x)
		accelerated = SIMDCompiled
		w, at, diff := 0.0, 0.0, 0
		for i := range x {
			if !check.SameBits64(y[i], z[i]) {
				diff++
				if diff == 1 {
					fmt.Println("  diff", x[i], y[i], z[i])
				}
			}
			if e := a.r(x[i]).Err64(y[i]); e > w || math.IsInf(e, 0) {
				w, at = e, x[i]
			}
		}
		fmt.Println(a.n, w, at, "diff", diff)
		x32 := append(check.Specials32(), check.Random32(3, 200000, float32(a.lo), float32(a.hi))...)
		y32 := make([]float32, len(x32))
		z32 := make([]float32, len(x32))
		a.g(y32, x32)
		accelerated = false
		a.g(z32, x32)
		accelerated = SIMDCompiled
		w, diff = 0, 0
		var a32 float32
		for i := range x32 {
			if !check.SameBits32(y32[i], z32[i]) {
				diff++
				if diff == 1 {
					fmt.Println("  diff", x32[i], y32[i], z32[i])
				}
			}
			if e := a.r(float64(x32[i])).Err32(y32[i]); e > w || math.IsInf(e, 0) {
				w, a32 = e, x32[i]
			}
		}
		fmt.Println(a.n, "32", w, a32, "diff", diff)
	}
}

func TestAcc2(t *testing.T) {
	for _, a := range []struct {
		n      string
		f      func(dst, x, y []float64)
		g      func(dst, x, y []float32)
		r      func(x, y float64) check.Real
		lo, hi, l2,h2 float64
	}{{"pow", Pow, Pow32, check.Pow, 0.01, 4,-20,20},{"pow1", Pow, Pow32, check.Pow, 0.5, 1.5, -1000,1000},{"hypot", Hypot, Hypot32, check.Hypot,-1,1,-1,1},{"atan2", Atan2, Atan232, check.Atan2,-1,1,-1,1}} {
		x := append(check.Specials64(), check.Random64(3, 100000, a.lo, a.hi)...)
		y := append(check.Specials64(), check.Random64(9, 100000, a.l2, a.h2)...)
		for i, j := range check.Specials64() { if i % 7 == 0 { for k := range check.Specials64() {x=append(x,j);y=append(y, check.Specials64()[k])}}}
		z := make([]float64, len(x))
		v := make([]float64, len(x))
		a.f(z, x, y)
		accelerated=false
		a.f(v, x, y)
		accelerated=SIMDCompiled
		w, at, diff := 0.0, 0.0, 0
		var bt float64
		for i := range x {
			if !check.SameBits64(v[i], z[i]) {
				diff++
				if diff == 1 {
					fmt.Println("  diff", x[i], y[i], z[i], v[i])
				}
			}
			if e := a.r(x[i],y[i]).Err64(z[i]); e > w || math.IsInf(e, 0) {
				w, at,bt = e, x[i],y[i]
			}
		}
		fmt.Println(a.n, w, at, bt, "diff", diff)
		x32 := append(check.Specials32(), check.Random32(3, 100000, float32(a.lo), float32(a.hi))...)
		y32 := append(check.Specials32(), check.Random32(9, 100000, float32(a.l2), float32(a.h2))...)
		z32 := make([]float32, len(x32))
		v32 := make([]float32, len(x32))
		a.g(z32, x32, y32)
		accelerated=false
		a.g(v32, x32, y32)
		accelerated=SIMDCompiled
		w, diff = 0,0
		for i := range x32 {
			if !check.SameBits32(v32[i], z32[i]) {
				diff++
				if diff == 1 {
					fmt.Println("  diff", x32[i], y32[i], z32[i], v32[i])
				}
			}
			if e := a.r(float64(x32[i]),float64(y32[i])).Err32(z32[i]); e > w || math.IsInf(e, 0) {
				w, at,bt = e, float64(x32[i]),float64(y32[i])
			}
		}
		fmt.Println(a.n, "32", w, at, bt, "diff", diff)
	}
}
