package kernels_test

import (
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// golden is what NumPy answers; testdata/golden.py describes the file and writes it.
func golden(t *testing.T) (special map[kernels.DType]kernels.Array, results [][]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/golden.txt")
	require.NoError(t, err)
	special = map[kernels.DType]kernels.Array{}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if f[0] == "result" {
			results = append(results, f[1:])
			continue
		}
		d, err := kernels.ParseDType(f[1])
		require.NoError(t, err)
		data, err := hex.DecodeString(f[2])
		require.NoError(t, err)
		special[d] = kernels.Array{Data: data, DType: d, Shape: []int{len(data) / d.Size()}, Strides: []int{d.Size()}}
	}
	return special, results
}

// goldenOperands are the operands that golden.py tries a kernel with.
func goldenOperands(row *kernels.Row, s kernels.Array) []kernels.Array {
	args := len(arraysOf(row))
	if args == 1 {
		return []kernels.Array{s}
	}
	pairs := productOf(s.DType, values(s), 2)
	b, a := pairs[0], pairs[1] // the right operand changes fastest
	n := a.Len()
	if row.Name == "power" && s.DType != kernels.Bool {
		for i := range n {
			set(b, []int{i}, intOf(s.DType, pythonMod(get(b, []int{i}), 11)))
		}
	}
	switch {
	case row.Name == "where":
		cond := newArray(kernels.Bool, n)
		for i := range n {
			set(cond, []int{i}, boolOf(compareValues(get(a, []int{i}), get(b, []int{i})) == 1))
		}
		return []kernels.Array{cond, a, b}
	case args == 3:
		backwards := b
		backwards.Offset += (n - 1) * b.Strides[0]
		backwards.Strides = []int{-b.Strides[0]}
		return []kernels.Array{a, b, backwards}
	}
	return []kernels.Array{a, b}
}

func pythonMod(v value, by int64) int64 {
	if v.d == kernels.Uint64 {
		return int64(v.bits % uint64(by))
	}
	return ((v.int() % by) + by) % by
}

// checksum is golden.py's crc of some arrays.
func checksum(kernel string, arrays ...kernels.Array) string {
	ties := strings.Contains(" minimum maximum clip min max ", " "+kernel+" ")
	crc := uint32(0)
	for _, a := range arrays {
		for _, v := range values(a) {
			switch {
			case a.DType.IsFloat() && math.IsNaN(v.float()):
				v = floatOf(a.DType, math.Float64frombits(0x7ff8000000000000))
			case a.DType.IsFloat() && ties && v.float() == 0:
				v = floatOf(a.DType, 0)
			}
			one := newArray(a.DType, 1)
			set(one, []int{0}, v)
			crc = crc32.Update(crc, crc32.IEEETable, one.Data[one.Offset:][:a.DType.Size()])
		}
	}
	return fmt.Sprintf("%08x", crc)
}

// goldenReductions are the results over the whole array and along both axes of its elements as a matrix.
func goldenReductions(t *testing.T, row *kernels.Row, s kernels.Array) []kernels.Array {
	t.Helper()
	half := s.Shape[0] / 2
	matrix := part(s, 0, []int{2, half}, []int{half * s.Strides[0], s.Strides[0]})
	rule, _ := row.Rule(s.DType)
	var results []kernels.Array
	for i, in := range []kernels.Array{s, matrix, matrix} {
		c := &kernels.Call{In: []kernels.Array{in}, Axis: max(i-1, 0)}
		if i == 0 {
			c.Axis = kernels.NoAxis
		}
		shape, err := row.Shape(c)
		require.NoError(t, err)
		c.Out = []kernels.Array{newArray(rule.Out, shape...)}
		mustCall(t, row.Name, c)
		results = append(results, c.Out[0])
	}
	return results
}

func TestNumPySaysTheSame(t *testing.T) {
	special, results := golden(t)
	for _, f := range results {
		row := rowOf(t, f[0])
		d, err := kernels.ParseDType(f[1])
		require.NoError(t, err)
		if row.Kind != kernels.Elementwise {
			assert.Equal(t, f[2], checksum(f[0], goldenReductions(t, row, special[d])...), "%s of %v", f[0], d)
			continue
		}
		in := goldenOperands(row, special[d])
		rule, ok := row.Rule(d)
		require.True(t, ok, "%s takes no %v, but NumPy's does", f[0], d)
		out := lay(rule.Out, gaps, in[0].Shape...)
		mustCall(t, f[0], &kernels.Call{In: in, Out: []kernels.Array{out}})
		assert.Equal(t, f[2], checksum(f[0], out), "%s of %v", f[0], d)
	}
	assert.Greater(t, len(results), 400)
}
