package native_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// listing disassembles code with binutils' objdump.
func listing(t testing.TB, code []byte) string {
	t.Helper()
	tool, err := exec.LookPath("objdump")
	if err != nil {
		t.Skip("skipped: no objdump on this machine")
	}
	path := filepath.Join(t.TempDir(), "code")
	require.NoError(t, os.WriteFile(path, code, 0o600))
	out, err := exec.Command(tool, "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", "--no-show-raw-insn", path).Output()
	require.NoError(t, err)
	return string(out)
}

// TestListing checks that code up to its end is what a disassembler knows.
func TestListing(t *testing.T) {
	needCode(t)
	for seed := range uint64(40) {
		m := randomLoop(seed, seed%2 == 0)
		locals(m)
		for _, in := range m.Funcs[0].Body.Code {
			if in.Op != ir.ParFor && in.Op != ir.For {
				continue
			}
			r := native.Compile(m.Funcs[0], in)
			require.NotNil(t, r)
			code, err := r.Asm(0)
			require.NoError(t, err)
			text := listing(t, code)
			end := strings.Index(text, "int3")
			if end < 0 {
				end = len(text)
			}
			assert.NotContains(t, text[:end], "(bad)")
		}
	}
}
