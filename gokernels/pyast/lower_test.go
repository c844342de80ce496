package pyast_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
	"gokernels/gokernels/pyast"
)

var update = flag.Bool("update", false, "write the golden texts")

// fixture is a function of testdata/fixtures.py.
type fixture struct {
	Types string
	Unit  json.RawMessage
}

func fixtures(t testing.TB) map[string]fixture {
	text, err := os.ReadFile(filepath.Join("testdata", "fixtures.json"))
	require.NoError(t, err)
	all := map[string]fixture{}
	require.NoError(t, json.Unmarshal(text, &all))
	return all
}

func lowerWire(wire []byte, types string) (*pyast.Lowered, error) {
	u, err := pyast.Decode(wire)
	if err != nil {
		return nil, err
	}
	args, err := pyast.ParseTypes(types)
	if err != nil {
		return nil, err
	}
	if len(u.Functions) == 0 {
		return nil, fmt.Errorf("no function")
	}
	return pyast.Lower(u, u.Functions[0], args)
}

// TestGolden compares the IR of every fixture; go test ./gokernels/pyast -run Golden -update writes it after a change that is meant.
func TestGolden(t *testing.T) {
	for name, f := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			low, err := lowerWire(f.Unit, f.Types)
			require.NoError(t, err)
			require.NoError(t, ir.Verify(low.Module))
			got := fmt.Sprintf("; %s(%s) -> %s\n%s", name, f.Types, low.Result.String(), low.Module)
			path := filepath.Join("testdata", name+".ir")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			_, err = pass.Run(low.Module, pass.Options{Check: true, Machine: true})
			require.NoError(t, err)
			assert.NoError(t, ir.Verify(low.Module))
		})
	}
}

// TestLowerIsRepeatable: the same text every time, whatever the order of maps.
func TestLowerIsRepeatable(t *testing.T) {
	for name, f := range fixtures(t) {
		first, err := lowerWire(f.Unit, f.Types)
		require.NoError(t, err)
		for range 3 {
			again, err := lowerWire(f.Unit, f.Types)
			require.NoError(t, err)
			assert.Equal(t, first.Module.String(), again.Module.String(), name)
		}
	}
}

func TestLowerWithOtherTypes(t *testing.T) {
	all := fixtures(t)
	results := map[string]map[string]string{
		"scalar_loop":      {"int,int": "int", "int,float": "float", "i32,i32": "i64", "bool,int": "int"},
		"prange_sum":       {"f32[1]C": "f64", "i8[1]A": "f64", "c64[1]C": "c128"},
		"guarded_max":      {"f32[1]C": "(f64,int)", "i64[1]C": "(f64,int)"},
		"array_expression": {"f32[1]C,i32[2]C": "f64[2]", "i16[1]C,i16[1]C": "f32[1]", "float,float": "f64"},
		"recursion":        {"float": "float", "i32": "i32"},
	}
	for name, byTypes := range results {
		for types, want := range byTypes {
			low, err := lowerWire(all[name].Unit, types)
			if assert.NoError(t, err, name+types) {
				assert.Equal(t, want, low.Result.String(), name+" for "+types)
				assert.NoError(t, ir.Verify(low.Module))
			}
		}
	}
}

func TestErrorShowsTheLine(t *testing.T) {
	e := &pyast.Error{Kind: "TypingError", Func: "f", File: "k.py", Pos: ir.Pos{Line: 7, Col: 9, EndLine: 7, End: 13},
		Line: "    s = a[0] + b", Text: "it is wrong", Hint: "Write it right."}
	lines := strings.Split(e.Error(), "\n")
	require.GreaterOrEqual(t, len(lines), 5)
	assert.Equal(t, `  File "k.py", line 7, in f`, lines[0])
	assert.Equal(t, "s = a[0] + b", strings.TrimSpace(lines[1]))
	caret := strings.Index(lines[2], "^")
	assert.Equal(t, "a[0]", lines[1][caret:caret+4])
	assert.Equal(t, "^^^^", strings.TrimSpace(lines[2]))
	assert.Equal(t, []string{"it is wrong", "Write it right."}, lines[3:5])
}

func TestErrorWithoutSource(t *testing.T) {
	for _, pos := range []ir.Pos{{}, {Line: 1}, {Line: 1, Col: 99, EndLine: 1, End: 120}, {Line: 2, Col: 5, EndLine: 4, End: 1}} {
		for _, line := range []string{"", "x", "\tü = 日本[0]"} {
			text := (&pyast.Error{Kind: "X", Pos: pos, Line: line, Text: "what"}).Error()
			assert.Contains(t, text, "what")
			assert.NotContains(t, text, "%!")
		}
	}
}

func TestRefusalsHaveAPlace(t *testing.T) {
	_, err := lowerWire(fixtures(t)["scalar_loop"].Unit, "float,str")
	var e *pyast.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, "TypingError", e.Kind)
	assert.NotZero(t, e.Pos.Line)
	assert.Contains(t, e.Error(), "range(n)")
	for name, f := range fixtures(t) {
		for _, types := range []string{"", "str", "none,none", "int,int,int,int", "list(int)", "()"} {
			_, err := lowerWire(f.Unit, types)
			if err != nil {
				assert.NotContains(t, err.Error(), "runtime error", name+types)
			}
		}
	}
}

func TestTypesRoundTrip(t *testing.T) {
	for _, text := range []string{"int", "float", "complex", "none", "str", "i8", "u64", "f32", "c64", "f64[2]", "i32[0]", "(int,float)", "()",
		"((int,int),f64[1])", "nt7:x,y(int,float)", "fn3", "type:numpy.float64", "list(int)", "set(f64)", "dict(int;float)", "list((int,str))",
		"{x:f64@0,y:i32@8;16}[1]"} {
		types, err := pyast.ParseTypes(text)
		require.NoError(t, err, text)
		require.Len(t, types, 1, text)
		assert.Equal(t, text, types[0].String())
	}
	types, err := pyast.ParseTypes("int,f64[2]Cr,(int,bool),{x:f64@0;8}[1]A")
	require.NoError(t, err)
	require.Len(t, types, 4)
	assert.True(t, types[1].ReadOnly)
	assert.Equal(t, byte('C'), types[1].Layout)
}

var malformed = []string{",", "int,", "(", "(int", "int)", "f64[", "f64[]", "f64[-1]", "f64[99999999999999999999]C", "q64", "nt:x(int)", "nt7:x,y(int)",
	"fn", "fnx", "type:", "list(", "list()", "dict(int)", "{x:f64@0}[1]", "{x:f64@-5;8}[1]", "{:f64@0;8}[1]", "{x:zz@0;8}[1]", "f64[1]Q", "int int", "{", "f64[200]C"}

func TestTypesMalformed(t *testing.T) {
	for _, text := range malformed {
		_, err := pyast.ParseTypes(text)
		assert.Error(t, err, text)
	}
	_, err := pyast.ParseTypes(strings.Repeat("(", 100000))
	assert.Error(t, err)
}

func FuzzParseTypes(f *testing.F) {
	for _, text := range append(slices.Clone(malformed), "int,f64[2]Cr,(int,bool),{x:f64@0;8}[1]A", "nt7:x,y(int,float)", "dict(int;(int,str))") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		types, err := pyast.ParseTypes(text)
		if err != nil {
			return
		}
		for _, one := range types {
			again, err := pyast.ParseTypes(one.String())
			if err == nil {
				assert.Equal(t, one.String(), again[0].String())
			}
		}
	})
}

// FuzzLower changes the wire form of the fixtures: an error or a module that verifies, never a panic or a hang.
func FuzzLower(f *testing.F) {
	all := fixtures(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f.Add([]byte(all[name].Unit), all[name].Types)
	}
	f.Fuzz(func(t *testing.T, wire []byte, types string) {
		assert.Empty(t, harm(wire, types))
	})
}

// TestLowerMutated takes parts of the fixtures' trees away and exchanges them, one at a time.
func TestLowerMutated(t *testing.T) {
	for name, f := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			var tree any
			require.NoError(t, json.Unmarshal(f.Unit, &tree))
			whole := collect(tree, nil)
			for n := range whole {
				for _, other := range []any{nil, "x", 1.0, []any{}, whole[(n*7+3)%len(whole)]} {
					wire, err := json.Marshal(mutate(tree, n, other))
					require.NoError(t, err)
					assert.Empty(t, harm(wire, f.Types), "%s", wire)
				}
			}
		})
	}
}

// harm tells what is wrong with how a wire form is lowered: a panic, or a module that does not verify.
func harm(wire []byte, types string) (what string) {
	defer func() {
		if e := recover(); e != nil {
			what = fmt.Sprintf("panic: %v\n%s", e, debug.Stack())
		}
	}()
	low, err := lowerWire(wire, types)
	if err != nil {
		return ""
	}
	if err := ir.Verify(low.Module); err != nil {
		return err.Error()
	}
	return ""
}

// collect lists the parts of a tree.
func collect(node any, into []any) []any {
	into = append(into, node)
	switch node := node.(type) {
	case []any:
		for _, item := range node {
			into = collect(item, into)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(node)) {
			into = collect(node[key], into)
		}
	}
	return into
}

// mutate copies a tree with part n, in the order of collect, exchanged.
func mutate(node any, n int, other any) any {
	return replacePart(node, &n, other)
}

func replacePart(node any, left *int, other any) any {
	if *left--; *left == -1 {
		return other
	}
	switch node := node.(type) {
	case []any:
		out := make([]any, len(node))
		for i, item := range node {
			out[i] = replacePart(item, left, other)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(node)) {
			out[key] = replacePart(node[key], left, other)
		}
		return out
	}
	return node
}
