package check

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Only from inside the package can a test write outside Data.
func TestGuardErrNamesTheElement(t *testing.T) {
	g := Guard([]int32{1, 2}, 3, -9)
	g.all[g.start-1] = 0
	require.ErrorContains(t, g.Err(), "element -1 of 2")
	g = Guard([]int32{1, 2}, 3, -9)
	g.all[g.start+2] = 0
	require.ErrorContains(t, g.Err(), "element 2 of 2")
}
