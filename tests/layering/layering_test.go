package layering

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// arrows lists, for each package of ours, which packages of ours it may import: the map
// of gokernels/doc.go. A package that is not here fails the test: draw its arrows first.
var arrows = map[string][]string{
	"gokernels/gokernels":                {},
	"gokernels/gokernels/internal/check": {},
	"gokernels/gokernels/internal/cpu":   {},
	"gokernels/gokernels/parallel":       {},
	"gokernels/gokernels/random":         {},
	"gokernels/gokernels/vecmath":        {"gokernels/gokernels/internal/cpu"},
	"gokernels/gokernels/kernels":        {"gokernels/gokernels/parallel", "gokernels/gokernels/random", "gokernels/gokernels/vecmath"},
	"gokernels/gokernels/ir":             {},
	"gokernels/gokernels/pyast":          {"gokernels/gokernels/ir"},
	"gokernels/gokernels/pass":           {"gokernels/gokernels/ir"},
	"gokernels/gokernels/interp":         {"gokernels/gokernels/ir", "gokernels/gokernels/random", "gokernels/gokernels/vecmath"},
	"gokernels/gokernels/native":         {"gokernels/gokernels/internal/cpu", "gokernels/gokernels/ir", "gokernels/gokernels/random", "gokernels/gokernels/vecmath"},
	"gokernels/gokernels/compile": {"gokernels/gokernels/interp", "gokernels/gokernels/ir", "gokernels/gokernels/native", "gokernels/gokernels/parallel",
		"gokernels/gokernels/pass", "gokernels/gokernels/pyast", "gokernels/gokernels/random"},
	"gokernels/capi": {"gokernels/gokernels/compile", "gokernels/gokernels/interp", "gokernels/gokernels/ir",
		"gokernels/gokernels/kernels", "gokernels/gokernels/parallel", "gokernels/gokernels/random", "gokernels/gokernels/vecmath"},
	"gokernels/capi/binding":       {"gokernels/capi"},
	"gokernels/capi/binding/table": {"gokernels/gokernels/kernels"},
	"gokernels/tests/layering":     {},
}

// testOnly may be imported by tests alone.
const testOnly = "gokernels/gokernels/internal/check"

func goList(t *testing.T, format string) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-f", format, "./...")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	require.NoError(t, err)
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	return dir
}

func TestGoImportsFollowTheArrows(t *testing.T) {
	for _, line := range goList(t, `{{.ImportPath}} {{join .Imports ","}}`) {
		path, imports, _ := strings.Cut(line, " ")
		allowed, known := arrows[path]
		if !assert.Truef(t, known, "package %s has no arrows: add it to this table and to gokernels/doc.go", path) {
			continue
		}
		for _, to := range strings.Split(imports, ",") {
			if strings.HasPrefix(to, "gokernels/") {
				assert.Containsf(t, allowed, to, "%s must not import %s", path, to)
			}
		}
	}
}

func TestCgoStaysAtTheBoundary(t *testing.T) {
	for _, line := range goList(t, `{{.ImportPath}} {{len .CgoFiles}}`) {
		path, n, _ := strings.Cut(line, " ")
		if path != "gokernels/capi/binding" && path != "gokernels/gokernels/native" { // native: the one call of emitted code
			assert.Equalf(t, "0", n, "%s uses cgo; only capi/binding and native may", path)
		}
	}
}

func TestNobodyImportsTheTestKit(t *testing.T) {
	for path, allowed := range arrows {
		assert.NotContains(t, allowed, testOnly, path)
	}
}

func TestEveryPackageIsDocumented(t *testing.T) {
	for _, line := range goList(t, `{{.ImportPath}} {{len .Doc}}`) {
		path, n, _ := strings.Cut(line, " ")
		assert.NotEqualf(t, "0", n, "%s has no package comment", path)
	}
}

// pythonImport matches the imports of our own modules: `from . import a, b`, `from .a import b`.
var pythonImport = regexp.MustCompile(`^\s*from \.(\w*) import (.+)$`)

func TestOnlyNativeLoadsTheExtension(t *testing.T) {
	dir := filepath.Join(root(t), "python", "gokernels")
	files, err := filepath.Glob(filepath.Join(dir, "*.py"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		for _, name := range imported(t, file) {
			assert.NotEqualf(t, "_capi", name, "%s imports the extension; only _native.py may, by its path", file)
		}
		if filepath.Base(file) != "_native.py" {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.NotContains(t, string(text), "_capi.abi3", file)
		}
	}
}

// pythonLeaves import nothing that would load Go or a heavy library at `import gokernels`.
func TestPythonLeavesStayLeaves(t *testing.T) {
	dir := filepath.Join(root(t), "python", "gokernels")
	assert.Empty(t, imported(t, filepath.Join(dir, "errors.py")))
	for _, heavy := range []string{"demo", "bench", "plots", "info"} {
		assert.NotContains(t, imported(t, filepath.Join(dir, "__init__.py")), heavy)
	}
}

func imported(t *testing.T, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	var names []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if m := pythonImport.FindStringSubmatch(lines.Text()); m != nil {
			if m[1] != "" {
				names = append(names, m[1])
			} else {
				names = append(names, strings.Split(strings.ReplaceAll(m[2], " ", ""), ",")...)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
