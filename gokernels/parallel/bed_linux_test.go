package parallel_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// allowed are the processors that the threads of this process may use, one entry for each different set.
func allowed(t *testing.T) map[string]bool {
	t.Helper()
	sets := map[string]bool{}
	tasks, err := filepath.Glob("/proc/self/task/*/status")
	require.NoError(t, err)
	for _, task := range tasks {
		text, err := os.ReadFile(task)
		if err != nil { // the thread has ended
			continue
		}
		_, rest, _ := strings.Cut(string(text), "Cpus_allowed:")
		set, _, _ := strings.Cut(rest, "\n")
		sets[strings.TrimSpace(set)] = true
	}
	return sets
}

func TestProcessorsAreGivenBack(t *testing.T) {
	threads(t, 4)
	before := allowed(t)
	for range 100 {
		parallel.For(64, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error {
			time.Sleep(10 * time.Microsecond)
			return nil
		})
		time.Sleep(200 * time.Microsecond) // longer than helpers stay awake
	}
	atRest(t)
	assert.Equal(t, before, allowed(t))
}
