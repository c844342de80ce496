package interp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
)

// sharing appends to a list in every iteration: one of the iteration's own, or one that all share.
func sharing(inside bool) string {
	outer, inner := "%1 = rt list.new <list(i64)> : list(i64)", "nop"
	if inside {
		outer, inner = "nop", "%1 = rt list.new <list(i64)> : list(i64)"
	}
	return fn("()", outer, "%2 = const 0 : i64", "%3 = const 8 : i64", "%4 = const 1 : i64",
		"parfor prange dims=1 parallel (%2 %3 %4) %4 %2 {", "} { %5 i64:", inner, "rt list.append %1 %5", "} {", "}")
}

func TestChunksGrowTheirOwnContainersOnly(t *testing.T) {
	_, err := link(t, sharing(true)).Run(&interp.Serial{}, nil)
	assert.NoError(t, err)
	_, err = link(t, sharing(false)).Run(&interp.Serial{}, nil)
	assert.ErrorContains(t, err, "RuntimeError: a list, set or dict that iterations of a parallel loop share")
}
