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

// WorthAwake sets the same of a loop of known cost, in few chunks.
func WorthAwake(t *testing.T, d time.Duration) {
	was := worthAwake
	worthAwake = d
	t.Cleanup(func() { worthAwake = was })
}

// MostKept is for tests of what is combined at the end of a loop, and of what is not.
const MostKept = mostKept
