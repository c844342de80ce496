package vecmath_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

// samples is how many random arguments each function is tested with, half of them random bits.
const samples = 100000

// closer lists further intervals in which a function is delicate: the edges of overflow and of the
// subnormal results, the neighbourhood of a zero, the last values before saturation.
var closer = map[string][][2]float64{
	"Exp":   {{-0.4, 0.4}, {-746, -700}, {700, 710}, {-104, -80}, {85, 89}},
	"Exp2":  {{-1076, -1020}, {1020, 1025}, {-151, -120}},
	"Expm1": {{-40, 40}, {-1e-3, 1e-3}},
	"Log":   {{0.999, 1.001}, {0.7, 1.42}, {0, 0x1p-1020}, {0, 0x1p-126}},
	"Log2":  {{0.999, 1.001}, {0, 0x1p-1020}, {1, 1e6}},
	"Log10": {{0.999, 1.001}, {0, 0x1p-1020}, {1, 1e6}},
	"Log1p": {{-1e-3, 1e-3}, {-1, -0.999}},
	"Sin":   {{-1, 1}, {-1e9, 1e9}, {-1e12, 1e12}},
	"Cos":   {{-1, 1}, {-1e9, 1e9}, {-1e12, 1e12}},
	"Tan":   {{-1, 1}, {-1e9, 1e9}},
	"Tanh":  {{-0.3, 0.3}, {18, 19.5}, {-1e-3, 1e-3}},
	"Sinh":  {{-25, 25}, {-1e-3, 1e-3}, {-711, -705}, {80, 90}},
	"Cosh":  {{-25, 25}, {-1e-3, 1e-3}, {-711, -705}, {80, 90}},
	"Asin":  {{0.4, 0.6}, {0.999, 1}},
	"Acos":  {{0.4, 0.6}, {0.999, 1}, {-1, -0.999}},
	"Atan":  {{-0.1, 0.1}, {1, 100}},
	"Asinh": {{-1e-3, 1e-3}, {-1e3, 1e3}, {-1e160, 1e160}},
	"Acosh": {{1, 1.001}, {1, 1e3}, {1, 1e160}},
	"Atanh": {{-1e-3, 1e-3}, {0.99, 1}},
	"Erf":   {{-0.1, 0.1}, {0.8, 1.3}, {5, 7}},
}

// arguments are the special values, random bits, the interesting interval and the closer ones.
func arguments(name string, lo, hi float64) []float64 {
	x := append(check.Specials64(), check.Random64(1, samples, lo, hi)...)
	for i, c := range closer[name] {
		for j, v := range check.Random64(uint64(10+i), samples/5, c[0], c[1]) {
			if j%2 == 1 {
				x = append(x, v)
			}
		}
	}
	if name == "Sin" || name == "Cos" || name == "Tan" {
		x = append(x, nearQuarterTurns()...)
	}
	return x
}

// nearQuarterTurns are the float64s nearest to multiples of pi/2, where the reduction of
// the argument cancels most of its bits.
func nearQuarterTurns() []float64 {
	r := rand.New(rand.NewPCG(4, 4))
	x := make([]float64, 4000)
	for i := range x {
		k := math.Floor(math.Exp2(32 * r.Float64()))
		x[i] = k * (math.Pi / 2)
	}
	return x
}

func TestUnaryAccuracy64(t *testing.T) {
	for _, f := range unaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			x := arguments(f.name, f.lo, f.hi)
			y := make([]float64, len(x))
			f.f64(y, x)
			worst, at := 0.0, 0
			for i := range x {
				if e := f.exact(x[i]).Err64(y[i]); e > worst {
					worst, at = e, i
				}
			}
			t.Logf("max error %.4f ULP at %v", worst, x[at])
			require.LessOrEqual(t, worst, f.max64, "at %v: %v", x[at], y[at])
		})
	}
}

func TestUnaryAccuracy32(t *testing.T) {
	for _, f := range unaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			x := append(check.Specials32(), narrowed(arguments(f.name, f.lo, f.hi))...)
			x = append(x, check.Random32(2, samples, float32(f.lo), float32(f.hi))...)
			y := make([]float32, len(x))
			f.f32(y, x)
			worst, at := 0.0, 0
			for i := range x {
				if e := f.exact(float64(x[i])).Err32(y[i]); e > worst {
					worst, at = e, i
				}
			}
			t.Logf("max error %.4f ULP at %v", worst, x[at])
			require.LessOrEqual(t, worst, f.max32, "at %v: %v", x[at], y[at])
		})
	}
}

// pairArguments joins random pairs with pairs of special values.
func pairArguments(lo, hi, lo2, hi2 float64) (x, y []float64) {
	x, y = check.Random64(1, samples, lo, hi), check.Random64(2, samples, lo2, hi2)
	specials := check.Specials64()
	for i := 0; i < len(specials); i += 3 {
		for j := 0; j < len(specials); j += 5 {
			x, y = append(x, specials[i]), append(y, specials[j])
		}
	}
	return x, y
}

func TestBinaryAccuracy64(t *testing.T) {
	for _, f := range binaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			x, y := pairArguments(f.lo, f.hi, f.lo2, f.hi2)
			z := make([]float64, len(x))
			f.f64(z, x, y)
			worst, at := 0.0, 0
			for i := range x {
				if e := f.exact(x[i], y[i]).Err64(z[i]); e > worst {
					worst, at = e, i
				}
			}
			t.Logf("max error %.4f ULP at %v, %v", worst, x[at], y[at])
			require.LessOrEqual(t, worst, f.max64, "at %v, %v: %v", x[at], y[at], z[at])
		})
	}
}

func TestBinaryAccuracy32(t *testing.T) {
	for _, f := range binaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			a, b := pairArguments(f.lo, f.hi, f.lo2, f.hi2)
			x := append(narrowed(a), check.Random32(3, samples, float32(f.lo), float32(f.hi))...)
			y := append(narrowed(b), check.Random32(4, samples, float32(f.lo2), float32(f.hi2))...)
			z := make([]float32, len(x))
			f.f32(z, x, y)
			worst, at := 0.0, 0
			for i := range x {
				if e := f.exact(float64(x[i]), float64(y[i])).Err32(z[i]); e > worst {
					worst, at = e, i
				}
			}
			t.Logf("max error %.4f ULP at %v, %v", worst, x[at], y[at])
			require.LessOrEqual(t, worst, f.max32, "at %v, %v: %v", x[at], y[at], z[at])
		})
	}
}

// Pow is hardest where the logarithm is small and the exponent large, and next to overflow.
func TestPowAccuracyNearOneAndAtTheEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	n := samples
	x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = 1 + (r.Float64()-0.5)*math.Exp2(-40*r.Float64())
		y[i] = (r.Float64() - 0.5) * 1500 / math.Log(x[i])
	}
	vecmath.Pow(z, x, y)
	for i := range x {
		require.LessOrEqual(t, check.Pow(x[i], y[i]).Err64(z[i]), 0.8, "pow(%v, %v) = %v", x[i], y[i], z[i])
	}
}
