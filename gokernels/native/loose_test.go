package native_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// leavers is a parfor whose lanes leave a loop one by one: begun is what stands before the loop in each of three rounds, read
// what is stored.
func leavers(begun, read string) string {
	return fmt.Sprintf(`file 0 "f.py"
func "f"(%%1 f64[1], %%2 i64) {
  var $x.0 f64
  var $k.1 f64
  labels 3
  %%3 = const 0 : i64
  %%4 = const 1 : i64
  %%5 = const 3 : i64
  parfor prange dims=1 parallel locals $x.0 $k.1 (%%3 %%2 %%4) %%3 %%3 {
  } { %%6 i64:
    %%7 = load %%1 %%6 : f64
    %%8 = const 0.0 : f64
    %%20 = const 1.0 : f64
    set $x.0 %%7
    set $k.1 %%8
    for @2 %%3 %%5 %%4 { %%9 i64:
      %s
      loop @3 {
        %%10 = get $x.0 : f64
        %%11 = const 100.0 : f64
        %%12 = ge %%10 %%11 : bool
        if %%12 {
          break @3
        } {
        }
        %%13 = mul %%10 %%10 : f64
        %%14 = add %%13 %%20 : f64
        set $x.0 %%14
        %%15 = get $k.1 : f64
        %%16 = add %%15 %%20 : f64
        set $k.1 %%16
      }
    }
    %%17 = get %s : f64
    store %%1 %%6 %%17
  } {
  }
  return
}
`, begun, read)
}

// TestLanesThatLeft compares loops that lanes leave one by one with the interpreter, and counts what is kept for lanes that
// left: nothing of a variable that only the loop reads, if it is set on every way in.
func TestLanesThatLeft(t *testing.T) {
	needCode(t)
	for _, c := range []struct {
		begun, read string
		blends      int
	}{{"set $x.0 %7", "$k.1", 1}, {"", "$k.1", 2}, {"set $k.1 %8", "$x.0", 1}, {"set $x.0 %7", "$x.0", 2}} {
		m, err := ir.Parse(leavers(c.begun, c.read))
		require.NoError(t, err)
		words := make([]uint64, 23)
		for i := range words {
			words[i] = math.Float64bits(float64(i*i) * 0.75)
		}
		args := []interp.Value{{Ref: array(ir.F64, words, 1, false)}, interp.Int(23)}
		var hook counted
		assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, hook.hook, clone(args)), c)
		assert.Equal(t, 1, hook.loops)
		f := m.Funcs[0]
		for _, in := range f.Body.Code {
			if in.Op == ir.ParFor {
				text, err := native.Compile(f, in).Listing(2)
				require.NoError(t, err)
				full := text[:strings.Index(text, "brany")]
				assert.Equal(t, c.blends, strings.Count(full, "vblendvpd"), "%v\n%s", c, full)
			}
		}
	}
}
