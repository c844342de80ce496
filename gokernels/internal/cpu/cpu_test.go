package cpu_test

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/cpu"
)

// The kernel's own list of features is the oracle; without it there is nothing to compare with.
func TestHasAVX2FMAAgreesWithTheKernel(t *testing.T) {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil || runtime.GOARCH != "amd64" {
		t.Skip("no /proc/cpuinfo of an amd64 machine")
	}
	flags := strings.Fields(string(info))
	has := func(name string) bool {
		for _, f := range flags {
			if f == name {
				return true
			}
		}
		return false
	}
	if cpu.HasAVX2FMA() {
		require.True(t, has("avx2") && has("fma"))
	} else if simdBuild {
		require.False(t, has("avx2") && has("fma"))
	}
}
