package interp_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// collectOps adds the operations and routines of a region.
func collectOps(seen map[string]bool, r *ir.Region) {
	for _, in := range r.Code {
		seen[in.Op.String()] = true
		if in.Op == ir.RT {
			seen[in.Sym] = true
		}
		for _, sub := range in.Regions {
			collectOps(seen, sub)
		}
	}
}

// TestEveryOperationIsTested looks at the tables of programs; the operations typed by class are run by the tests that
// loop over ir.Ops.
func TestEveryOperationIsTested(t *testing.T) {
	seen := map[string]bool{}
	texts := []string{parSum, grid, collect, failing, draws, settings, fib, fn("(%1 str)", "rt print %1")}
	for _, p := range slices.Concat(casts, specials, controls, arrays, textPrograms, serialDraws) {
		texts = append(texts, p.text)
	}
	for _, text := range texts {
		m, err := ir.Parse(text)
		require.NoError(t, err)
		for _, f := range m.Funcs {
			collectOps(seen, f.Body)
		}
	}
	for o, row := range ir.Ops {
		inClass := ir.Op(o) == ir.SliceBounds || plain(ir.Op(o)) || ir.Op(o) == ir.Abs || complexOracle[ir.Op(o)] != nil
		assert.True(t, inClass || seen[row.Name], "%s is in no test", row.Name)
	}
	source, err := os.ReadFile("container_test.go")
	require.NoError(t, err)
	for _, name := range slices.Sorted(maps.Keys(ir.Runtime)) {
		kind, _, _ := strings.Cut(name, ".")
		named := regexp.MustCompile(`"` + regexp.QuoteMeta(name) + `"|kind\+".new"`).Match(source)
		container := kind == "list" || kind == "set" || kind == "dict"
		assert.True(t, seen[name] || container && named || strings.HasPrefix(name, "str.format"), "%s is in no test", name)
	}
}

func TestNewRefusesWhatItCannotLink(t *testing.T) {
	for _, text := range []string{
		fn("()", "call nobody"), fn("()", "rt no.such"), fn("(%1 str) str", "%2 = add %1 %1 : str", "return %2"),
		fn("(%1 i64) str", "%2 = cast %1 : str", "return %2"),
	} {
		m, err := ir.Parse(text)
		require.NoError(t, err, text)
		_, err = interp.New(m)
		assert.Error(t, err, text)
	}
	_, err := interp.New(&ir.Module{})
	assert.Error(t, err)
}

func TestRunCountsArguments(t *testing.T) {
	_, err := link(t, fn("(%1 i64)")).Run(&interp.Serial{}, nil)
	assert.Error(t, err)
}

func TestRaisedTellsWhere(t *testing.T) {
	p := link(t, "file 0 \"a.py\"\n"+fn("()", "raise ValueError ; line 12"))
	_, err := p.Run(&interp.Serial{}, nil)
	var r *interp.Raised
	require.ErrorAs(t, err, &r)
	assert.Equal(t, []any{"f", "a.py", int32(12)}, []any{r.Func, r.File, r.Pos.Line})
}

// family is a host that knows that class 7 derives from class 3 and ValueError.
type family struct{ interp.Serial }

func (family) Subclass(class, of string) bool {
	return class == "@7" && (of == "@3" || of == "ValueError")
}

func TestOwnClasses(t *testing.T) {
	for of, want := range map[string]bool{"@7": true, "@3": true, "@4": false, "ValueError": true, "KeyError": false, "Exception": true, "OSError": false} {
		p := link(t, fn("() bool", "var $a.0 bool", "try {", `raise "@7"`, "} {", `%1 = caught "`+of+`" : bool`, "set $a.0 %1", "}", "%2 = get $a.0 : bool", "return %2"))
		got, err := p.Run(&family{}, nil)
		require.NoError(t, err)
		assert.Equal(t, interp.Bool(want), got[0], of)
	}
}
