package pass_test

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
)

// results optimises a function of ints by the pass that finds loops without turns, and calls it.
func results(t *testing.T, m *ir.Module, args ...int64) (words []int64) {
	var in []interp.Value
	for _, x := range args {
		in = append(in, interp.Int(x))
	}
	p, err := interp.New(m)
	require.NoError(t, err)
	out, err := p.Run(&interp.Serial{}, in)
	require.NoError(t, err)
	for _, v := range out {
		words = append(words, int64(v.Lo))
	}
	return words
}

func closedModule(t *testing.T, text string) *ir.Module {
	m, err := ir.Parse(text)
	require.NoError(t, err, text)
	_, err = pass.Run(m, pass.Options{Check: true, Machine: true, Only: []string{"closed"}})
	require.NoError(t, err)
	return m
}

const counting = `func f(%%1 i64, %%2 i64) i64 i64 {
  var $x.0 i64
  var $n.1 i64
  labels 1
  set $x.0 %%1
  set $n.1 %%2
  %%3 = const 0 : i64
  %%4 = const 1 : i64
  %%5 = const %d : i64
  loop @1 {
    %%6 = get $x.0 : i64
    %%7 = eq %%6 %%3 : bool
    if %%7 {
      break @1
    } {
    }
    %%8 = sub %%6 %s : i64
    %%9 = and %%8 %%6 : i64
    set $x.0 %%9
    %%10 = get $n.1 : i64
    %%11 = add %%10 %%5 : i64
    set $n.1 %%11
  }
  %%12 = get $n.1 : i64
  %%13 = get $x.0 : i64
  return %%12 %%13
}`

func TestBitsAreCountedWithoutTurns(t *testing.T) {
	for _, by := range []int64{1, 3, -2} {
		m := closedModule(t, fmt.Sprintf(counting, by, "%4"))
		assert.NotContains(t, m.String(), "loop @")
		for _, x := range []int64{0, 1, 2, 3, -1, math.MaxInt64, math.MinInt64, 0x123456789ABCDEF, -0x123456789ABCDEF} {
			assert.Equal(t, []int64{5 + by*int64(bits.OnesCount64(uint64(x))), 0}, results(t, m, x, 5), x)
		}
	}
	assert.NotContains(t, closedModule(t, fmt.Sprintf(counting, 1, "%5")).String(), "loop @", "1 by another name")
	assert.Contains(t, closedModule(t, fmt.Sprintf(counting, 2, "%5")).String(), "loop @", "x & (x - 2)")
}

const stepping = `func f(%%1 i64, %%2 i64, %%3 i64) i64 {
  var $x.0 i64
  labels 1
  set $x.0 %%1
  %%4 = const 1 : i64
  %%5 = const %d : i64
  %%6 = const %d : i64
  %%7 = const %d : i64
  for @1 %%2 %%3 %%4 { %%8 i64:
    %%9 = get $x.0 : i64
    %%10 = mul %%5 %%9 : i64
    %%11 = sub %%10 %%6 : i64
    %%12 = and %%11 %%7 : i64
    set $x.0 %%12
  }
  %%13 = get $x.0 : i64
  return %%13
}`

func TestStepsAreTakenWithoutTurns(t *testing.T) {
	for _, s := range [][3]int64{{1103515245, -12345, 0x7FFFFFFF}, {6364136223846793005, 99, math.MaxInt64}, {1, -3, 0xFF}, {-7, 5, 1}} {
		m := closedModule(t, fmt.Sprintf(stepping, s[0], s[1], s[2]))
		assert.NotContains(t, m.String(), "for @")
		for _, x := range []int64{0, 12345, -1, math.MinInt64} {
			for _, ends := range [][2]int64{{0, 0}, {0, 1}, {0, 2}, {-3, 4}, {5, 105}, {4, 3}, {math.MaxInt64 - 3, math.MaxInt64}, {math.MinInt64, math.MinInt64 + 17}} {
				want := x
				for i := ends[0]; i < ends[1]; i++ {
					want = (s[0]*want - s[1]) & s[2]
				}
				assert.Equal(t, []int64{want}, results(t, m, x, ends[0], ends[1]), "%v %v", s, ends)
			}
		}
	}
	remainder := strings.ReplaceAll(stepping, " and ", " mod ")
	m := closedModule(t, fmt.Sprintf(remainder, 3, -5, 64))
	assert.NotContains(t, m.String(), "for @")
	assert.Equal(t, []int64{(3*((3*-7+5)&63) + 5) & 63}, results(t, m, -7, 0, 2))
	for _, n := range []int64{63, 1, -64} {
		assert.Contains(t, closedModule(t, fmt.Sprintf(remainder, 3, -5, n)).String(), "for @")
	}
	for _, mask := range []int64{0xFE, -2, 5} { // which keep bits that depend on those they drop, or none
		assert.Contains(t, closedModule(t, fmt.Sprintf(stepping, 3, 1, mask)).String(), "for @")
	}
}
