package pass_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
)

var update = flag.Bool("update", false, "write what the passes make into testdata: read it before you keep it")

// pair is a text before and after the pass that gives its file the name; notes come behind it as comments.
type pair struct{ title, before, after string }

func pairs(t testing.TB, file string) (list []pair) {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, part := range strings.Split(string(text), "; ==== ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		before, after, _ := strings.Cut(rest, "; ----\n")
		list = append(list, pair{title, before, after})
	}
	return list
}

func goldenFiles(t testing.TB) []string {
	files, err := filepath.Glob("testdata/*.ir")
	require.NoError(t, err)
	return files
}

// options runs the pass that a file is named after; "all" is the whole list.
func options(file string) pass.Options {
	name := strings.TrimSuffix(filepath.Base(file), ".ir")
	if name == "all" {
		return pass.Options{Check: true, Machine: true}
	}
	return pass.Options{Check: true, Machine: true, Only: []string{name}}
}

func optimised(t testing.TB, text string, o pass.Options) string {
	m, err := ir.Parse(text)
	require.NoError(t, err, text)
	notes, err := pass.Run(m, o)
	require.NoError(t, err, text)
	out := m.String()
	for _, n := range notes {
		out += "; note: " + n.Text + "\n"
	}
	return out
}

func TestGolden(t *testing.T) {
	for _, file := range goldenFiles(t) {
		var kept strings.Builder
		for _, p := range pairs(t, file) {
			after := optimised(t, p.before, options(file))
			if !*update {
				assert.Equal(t, p.after, after, "%s: %s", file, p.title)
			}
			kept.WriteString("; ==== " + p.title + "\n" + p.before + "; ----\n" + after)
		}
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(kept.String()), 0o644))
		}
	}
}

// TestTwice holds that the whole list leaves valid code that it can take again.
func TestTwice(t *testing.T) {
	for _, file := range goldenFiles(t) {
		for _, p := range pairs(t, file) {
			optimised(t, optimised(t, p.before, pass.Options{Check: true, Machine: true}), pass.Options{Check: true})
		}
	}
}

func TestRunChecks(t *testing.T) {
	m, err := ir.Parse("func f() {\n%1 = add %2 %2 : i64\n}")
	require.NoError(t, err)
	_, err = pass.Run(m, pass.Options{Check: true, Machine: true})
	assert.ErrorContains(t, err, "before the passes: ir: func f")
}
