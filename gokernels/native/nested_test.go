package native_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// rowsOf reduces a[i] into out[i], and stores the same numbers less 1 in place.
func rowsOf(t ir.Type, op, start, one string) string {
	return fmt.Sprintf(`func f(%%1 %[1]s[3], %%2 %[1]s[1]) {
  var $p.0 %[1]s
  var $s.1 %[1]s
  %%3 = dim[0] %%1 : i64
  %%4 = dim[1] %%1 : i64
  %%5 = dim[2] %%1 : i64
  %%6 = const 0 : i64
  %%7 = const 1 : i64
  %%8 = const %[3]s : %[1]s
  %%9 = const %[4]s : %[1]s
  parfor prange dims=1 parallel locals $p.0 $s.1 (%%6 %%3 %%7) %%6 %%6 {
  } { %%11 i64:
    set $s.1 %%8
    parfor reduce dims=2 maxchunks=1 locals $p.0 (%%6 %%4 %%7) (%%6 %%5 %%7) %%6 %%6 {
      set $p.0 %%8
    } { %%13 i64, %%14 i64:
      %%18 = load %%1 %%11 %%13 %%14 : %[1]s
      %%19 = get $p.0 : %[1]s
      %%20 = %[2]s %%19 %%18 : %[1]s
      set $p.0 %%20
      %%21 = sub %%18 %%9 : %[1]s
      store %%1 %%11 %%13 %%14 %%21
    } {
      %%22 = get $s.1 : %[1]s
      %%23 = get $p.0 : %[1]s
      %%24 = %[2]s %%22 %%23 : %[1]s
      set $s.1 %%24
    }
    %%25 = get $s.1 : %[1]s
    store %%2 %%11 %%25
  } {
  }
}
`, t, op, start, one)
}

func numbers(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.Sin(float64(i+1)) * math.Exp(float64(i%7))
	}
	return x
}

// inLanes is a sum as it is defined: eight lanes, taken in their order.
func inLanes(rows [][]float64) float64 {
	var lanes [8]float64
	for i := range lanes {
		lanes[i] = math.Copysign(0, -1)
	}
	for _, row := range rows {
		for i, x := range row {
			lanes[i%8] += x
		}
	}
	sum := 0.0
	for _, x := range lanes {
		sum += x
	}
	return 0 + sum
}

// reduceRows runs a program of rowsOf on numbers of that shape, which may lie apart, and returns what is in the arrays then.
func reduceRows(t *testing.T, m *ir.Module, hook interp.Native, words []uint64, shape [3]int, step int) (out, data string) {
	typ := m.Funcs[0].Types[1].Elem()
	a, sums := array(typ, words, step, step > 1), array(typ, make([]uint64, shape[0]), 1, false)
	rows := *a
	rows.Shape, rows.Strides = shape[:], []int{a.Strides[0] * shape[1] * shape[2], a.Strides[0] * shape[2], a.Strides[0]}
	_, err := program(t, m, hook).Run(&interp.Serial{}, []interp.Value{{Ref: &rows}, {Ref: sums}})
	require.NoError(t, err)
	return contents(sums), contents(a)
}

// TestNestedSums: sums of rows within a loop have eight lanes, and the loop is machine code as a whole.
func TestNestedSums(t *testing.T) {
	needCode(t)
	m, err := ir.Parse(rowsOf(ir.F64, "add", "0.0", "1.0"))
	require.NoError(t, err)
	for _, shape := range [][3]int{{1, 1, 1}, {3, 1, 7}, {2, 1, 8}, {2, 3, 9}, {2, 1, 33}, {4, 5, 4}, {2, 0, 5}, {2, 5, 0}} {
		count, rows, n := shape[0], shape[1], shape[2]
		x := numbers(count * rows * n)
		words := make([]uint64, len(x))
		for i, v := range x {
			words[i] = math.Float64bits(v)
		}
		c := &counted{}
		out, _ := reduceRows(t, m, c.hook, words, shape, 1)
		assert.Equal(t, counted{loops: 1}, *c)
		want := ""
		for i := range count {
			var parts [][]float64
			for j := range rows {
				at := (i*rows + j) * n
				parts = append(parts, x[at:at+n])
			}
			want += " " + shown(math.Float64bits(inLanes(parts)), ir.F64)
		}
		assert.Equal(t, want, out, "%v", shape)
	}
}

// TestNestedReductions: what may be regrouped is what the interpreter computes, and the stores beside it too.
func TestNestedReductions(t *testing.T) {
	needCode(t)
	for _, typ := range []ir.Type{ir.I8, ir.U16, ir.I32, ir.I64, ir.U64, ir.F32, ir.F64} {
		for _, op := range []string{"add", "mul", "min", "max", "xor"} {
			if typ.IsFloat() && op != "min" && op != "max" {
				continue
			}
			start, one := "3", "1"
			if typ.IsFloat() {
				start, one = "3.0", "1.0"
			}
			m, err := ir.Parse(rowsOf(typ, op, start, one))
			require.NoError(t, err)
			for n := range 19 {
				c := &counted{}
				words, shape, step := numbersOf(typ, 6*n), [3]int{3, 2, n}, 1+n%2
				wantOut, wantData := reduceRows(t, m, nil, words, shape, step)
				out, data := reduceRows(t, m, c.hook, words, shape, step)
				assert.Equal(t, wantOut, out, "%s %s %d", typ, op, n)
				assert.Equal(t, wantData, data, "%s %s %d", typ, op, n)
				assert.Equal(t, counted{loops: 1}, *c)
			}
		}
	}
}

// numbersOf is numbers as words of a type.
func numbersOf(t ir.Type, n int) []uint64 {
	words := make([]uint64, n)
	for i, x := range numbers(n) {
		switch t {
		case ir.F64:
			words[i] = math.Float64bits(x)
		case ir.F32:
			words[i] = uint64(math.Float32bits(float32(x)))
		default:
			words[i] = uint64(int64(x))
		}
	}
	return words
}
