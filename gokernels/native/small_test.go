package native

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestQuotientsByProduct: of all numbers up to some.
func TestQuotientsByProduct(t *testing.T) {
	found := 0
	for divisor := int64(2); divisor <= 1<<15; divisor += 1 + divisor/16 {
		for _, most := range []int64{0, 1, divisor - 1, divisor, 255, 1000, 2295, 32767} {
			p := productFor(divisor, most)
			if p == nil {
				continue
			}
			found++
			for x := range most + 1 {
				require.Equal(t, x/divisor, x*p.times>>16>>p.shift, "%d // %d", x, divisor)
			}
		}
	}
	require.Greater(t, found, 500)
}
