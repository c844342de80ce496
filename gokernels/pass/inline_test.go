package pass_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/pass"
)

// TestInlineInLoops: what is too long for a callee that stands for itself still becomes part of a loop with that callee; a
// function that calls itself remains a call.
func TestInlineInLoops(t *testing.T) {
	text := func(calls string) string {
		var long strings.Builder
		for i := range 60 {
			fmt.Fprintf(&long, "  %%%d = add %%%d %%1 : f64\n", i+2, i+1)
		}
		return `func f(%1 i64, %2 f64) f64 {
  var $s.0 f64
  labels 1
  %3 = const 0 : i64
  %4 = const 1 : i64
  set $s.0 %2
  for @1 %3 %1 %4 { %5 i64:
    %6 = call g %2 : f64
    set $s.0 %6
  }
  %7 = get $s.0 : f64
  return %7
}
func g(%1 f64) f64 {
  %2 = call h %1 : f64
  %3 = call h %2 : f64
  return %3
}
func h(%1 f64) f64 {
` + long.String() + "  %70 = call " + calls + " %61 : f64\n  return %70\n}\nfunc k(%1 f64) f64 {\n  return %1\n}\n"
	}
	o := pass.Options{Check: true, Only: []string{"inline"}}
	assert.NotContains(t, optimised(t, text("k"), o), "call")
	assert.Contains(t, optimised(t, text("h"), o), "call h")
}
