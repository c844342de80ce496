package interp

import (
	"testing"
	"time"
)

// Worthwhile sets, for a test, what time of a loop is worth two workers.
func Worthwhile(t *testing.T, d time.Duration) {
	was := worthwhile
	worthwhile = d
	t.Cleanup(func() { worthwhile = was })
}
