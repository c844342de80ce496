package parallel_test

import (
	"os"
	"runtime"
	"testing"
)

// TestMain makes Go's processors outnumber the CPUs, as in the Python extension: what
// bounds the running workers must be the permits.
func TestMain(m *testing.M) {
	runtime.GOMAXPROCS(max(16, 4*runtime.NumCPU()))
	os.Exit(m.Run())
}
