package vecmath_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/cpu"
	"gokernels/gokernels/vecmath"
)

func parse(t *testing.T, name string) *ast.File {
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
	require.NoError(t, err)
	return f
}

func sources(t *testing.T) []string {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			out = append(out, e.Name())
		}
	}
	return out
}

// Every exported function over slices states its error and its range.
func TestExportedFunctionsStateErrorAndRange(t *testing.T) {
	for _, name := range sources(t) {
		for _, d := range parse(t, name).Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || f.Name.Name == "Accelerated" || f.Name.Name == "Coefficients" || f.Name.Name == "Bits" {
				continue
			}
			require.Contains(t, f.Doc.Text(), "\nMax error: ", "%s in %s", f.Name, name)
			require.Contains(t, f.Doc.Text(), "\nValid range: ", "%s in %s", f.Name, name)
		}
	}
}

// The errors in the comments are those that the accuracy tests hold the functions to.
func TestStatedErrorsAreTheTestedOnes(t *testing.T) {
	stated := map[string]string{}
	for _, name := range sources(t) {
		for _, d := range parse(t, name).Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				if _, after, ok := strings.Cut(f.Doc.Text(), "Max error: "); ok {
					stated[f.Name.Name], _, _ = strings.Cut(after, " ULP")
				}
			}
		}
	}
	for _, f := range unaryFunctions {
		require.Equal(t, fmt.Sprint(f.max64), stated[f.name], f.name)
		require.Equal(t, fmt.Sprint(f.max32), stated[f.name+"32"], f.name)
	}
	for _, f := range binaryFunctions {
		require.Equal(t, fmt.Sprint(f.max64), stated[f.name], f.name)
		require.Equal(t, fmt.Sprint(f.max32), stated[f.name+"32"], f.name)
	}
}

// Every function of a pure twin is in the SIMD twin too, with the same comment.
func TestTwinsHaveTheSameFunctionsAndComments(t *testing.T) {
	pairs := 0
	for _, name := range sources(t) {
		base, ok := strings.CutSuffix(name, "_pure.go")
		if !ok {
			continue
		}
		pairs++
		docs := map[string]string{}
		for _, d := range parse(t, base+"_simd.go").Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				docs[f.Name.Name] = f.Doc.Text()
			}
		}
		for _, d := range parse(t, name).Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				require.Contains(t, docs, f.Name.Name, name)
				require.Equal(t, docs[f.Name.Name], f.Doc.Text(), f.Name.Name)
			}
		}
	}
	require.Greater(t, pairs, 5)
}

// The build constraint of the SIMD files and this test's must stay the same.
func TestSIMDCompiledMatchesTheBuild(t *testing.T) {
	require.Equal(t, simdBuild, vecmath.SIMDCompiled)
	require.Equal(t, simdBuild && cpu.HasAVX2FMA(), vecmath.Accelerated())
}
