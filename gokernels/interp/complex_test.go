package interp_test

import (
	"bufio"
	"fmt"
	"math"
	"math/cmplx"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// TestComplexFunctionsAgainstCPython reads lines "function re im re im" of what CPython 3.12's cmath gives for finite
// numbers near zeros, branch points and the ends of the range.
func TestComplexFunctionsAgainstCPython(t *testing.T) {
	file, err := os.Open("testdata/cmath.txt")
	require.NoError(t, err)
	defer file.Close()
	programs := map[string]*interp.Program{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		name, rest, _ := strings.Cut(lines.Text(), " ")
		var v [4]float64
		for i, word := range strings.Fields(rest) {
			v[i], err = strconv.ParseFloat(word, 64)
			require.NoError(t, err)
		}
		if programs[name] == nil {
			o, _ := ir.ByName(name)
			programs[name] = link(t, oneOp(o, 1, ir.C128, ir.C128))
		}
		got, err := programs[name].Run(&interp.Serial{}, []interp.Value{interp.Complex(complex(v[0], v[1]))})
		require.NoError(t, err)
		z := got[0].Go(ir.C128).(complex128)
		nearly(t, ir.F64, v[2], real(z), lines.Text())
		nearly(t, ir.F64, v[3], imag(z), lines.Text())
		require.Equal(t, math.Signbit(v[2]), math.Signbit(real(z)), lines.Text())
		require.Equal(t, math.Signbit(v[3]), math.Signbit(imag(z)), lines.Text())
	}
}

var complexSamples = []complex128{0, 1, -1, 1i, 3 + 4i, -2.5 + 0.5i, 1e3 - 2i, complex(math.Inf(1), 0)}

var complexOracle = map[ir.Op]func(x, y complex128) any{
	ir.Add: func(x, y complex128) any { return x + y }, ir.Sub: func(x, y complex128) any { return x - y },
	ir.Mul: func(x, y complex128) any { return x * y }, ir.Div: func(x, y complex128) any { return x / y },
	ir.Neg: func(x, _ complex128) any { return -x }, ir.Conj: func(x, _ complex128) any { return cmplx.Conj(x) },
	ir.Eq: func(x, y complex128) any { return x == y }, ir.Ne: func(x, y complex128) any { return x != y },
	ir.IsNaN:    func(x, _ complex128) any { return real(x) != real(x) || imag(x) != imag(x) },
	ir.IsInf:    func(x, _ complex128) any { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) },
	ir.IsFinite: func(x, _ complex128) any { return cmplx.Abs(x) <= math.MaxFloat64 },
	ir.Abs:      func(x, _ complex128) any { return cmplx.Abs(x) },
	ir.RealPart: func(x, _ complex128) any { return real(x) }, ir.ImagPart: func(x, _ complex128) any { return imag(x) },
	ir.Pow: func(x, y complex128) any { return cmplx.Pow(x, y) },
}

func TestComplexArithmetic(t *testing.T) {
	for o, oracle := range complexOracle {
		for _, ty := range []ir.Type{ir.C128, ir.C64} {
			n, result := shape(o, ty)
			if o == ir.Abs || o == ir.RealPart || o == ir.ImagPart {
				n, result = 1, ty.Real()
			}
			p := link(t, oneOp(o, n, ty, result))
			for _, x := range complexSamples {
				for _, y := range complexSamples {
					if cmplx.IsInf(x+y) && n == 2 || o == ir.Pow && x == 0 || o == ir.Div && y == 0 {
						continue // where infinities meet, NumPy and Go differ; TestComplexCorners has zeros
					}
					got, err := p.Run(&interp.Serial{}, []interp.Value{cvalue(ty, x), cvalue(ty, y)}[:n])
					require.NoError(t, err)
					near(t, oracle(x, y), got[0].Go(result), fmt.Sprint(o, ty, x, y))
				}
			}
		}
	}
}

func cvalue(t ir.Type, z complex128) interp.Value {
	if t == ir.C64 {
		return interp.Value{Lo: uint64(math.Float32bits(float32(real(z)))), Hi: uint64(math.Float32bits(float32(imag(z))))}
	}
	return interp.Complex(z)
}

// near compares with a relative error of float32's; exact is what TestComplexFunctionsAgainstCPython is.
func near(t *testing.T, want, got any, name string) {
	t.Helper()
	switch want := want.(type) {
	case complex128:
		d := cmplx.Abs(want - got.(complex128))
		require.True(t, want == got || d <= 1e-6*cmplx.Abs(want), "%s: %v, want %v", name, got, want)
	case float64:
		require.True(t, want == got || math.Abs(want-got.(float64)) <= 1e-6*want, "%s: %v, want %v", name, got, want)
	default:
		require.Equal(t, want, got, name)
	}
}

func TestComplexCorners(t *testing.T) {
	apply := func(o ir.Op, x, y complex128) complex128 {
		got, err := run(t, oneOp(o, 2, ir.C128, ir.C128), interp.Complex(x), interp.Complex(y))
		require.NoError(t, err)
		return got[0].Go(ir.C128).(complex128)
	}
	assert.Equal(t, complex128(1), apply(ir.Pow, 0, 0))
	assert.Equal(t, complex128(0), apply(ir.Pow, 0, 2))
	assert.True(t, cmplx.IsNaN(apply(ir.Pow, 0, 2i)))
	assert.Equal(t, -7+24i, apply(ir.Pow, 3+4i, 2), "exact for whole powers")
	assert.True(t, math.IsInf(real(apply(ir.Div, 1, 0)), 1))
	assert.Equal(t, complex128(1e-300), apply(ir.Div, 1+1i, 1e300+1e300i), "no overflow on the way")
}

// TestInversesOfHugeNumbers compares with log(2z), which they are out there.
func TestInversesOfHugeNumbers(t *testing.T) {
	want := math.Log(1.5e308) + math.Ln2
	for o, got := range map[ir.Op]func(z complex128) float64{
		ir.Asinh: func(z complex128) float64 { return real(z) }, ir.Acosh: func(z complex128) float64 { return real(z) },
		ir.Acos: func(z complex128) float64 { return -imag(z) },
	} {
		values, err := run(t, oneOp(o, 1, ir.C128, ir.C128), interp.Complex(complex(1.5e308, 0)))
		require.NoError(t, err)
		assert.InEpsilon(t, want, got(values[0].Go(ir.C128).(complex128)), 1e-15, o.String())
	}
}
