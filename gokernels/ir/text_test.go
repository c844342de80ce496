package ir_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
)

// everything shows each form of the text once.
const everything = `file 0 "a \"b\".py"
func f(%1 f64[2], %2 i64) f64 {
  var $x.0 f64
  var $"a b".1 dict(i64;f64,str)
  labels 2
  %3 = const 1.5 : f64 ; line 12
  %4 = const -3 : i8
  %5 = const true : bool
  %6 = const 18446744073709551615 : u64
  %7 = const nan : f32
  %8 = const 0x7ff8000000000001 : f64
  %9 = const 0x12c : i8
  %10 = const -inf : f64
  %11 = str "tab\t; \"q\"" : str
  %12 = cast %3 : i64
  %13 = dim[1] %1 : i64
  %14 = alloc[1] <f64[1]> %13 : i64
  %15 = permute[1 0] %1 : f64[2]
  %16 = rt list.new <list(i64)> : list(i64)
  %17 %18 = frexp %3 : f64 i64
  set $x.0 %3
  %19 = get $"a b".1 : dict(i64;f64,str)
  if %5 { ; line 3 file 1
    break @1
  } {
  }
  for @2 %2 %2 %2 { %20 i64:
    %21 = add %20 %20 : i64
  }
  parfor elementwise dims=2 parallel ordered schedule=1 maxchunks=4 locals $x.0 $"a b".1 (%2 %2 %2) (%2 %2 %2) %2 %2 {
  } { %22 i64, %23 i64:
    store %1 %22 %23 %3
  } {
  }
  raise "@7" %3 %11
  raise ValueError
  %24 = caught "" : str
  return %3
}
func "<lambda>"() {
}
`

func TestPrintAndParseAgree(t *testing.T) {
	m, err := ir.Parse(everything)
	require.NoError(t, err)
	assert.Equal(t, everything, m.String())
	assert.Equal(t, everything, m.Clone().String())
	assert.Equal(t, m, m.Clone())
}

func TestPrintBuilt(t *testing.T) {
	f, b := ir.NewFunc("sum", ir.ArrayOf(ir.F64, 1))
	f.Results = []ir.Type{ir.F64}
	s := f.NewVar("s", ir.F64)
	b.Pos = ir.Pos{Line: 2}
	b.Set(s, b.Float(math.Copysign(0, -1)))
	n := b.With(ir.Instr{Op: ir.Dim, Args: f.Params}, ir.I64)
	b.For(b.Int(0), n, b.Int(1), func(i ir.Value, _ int64) {
		b.Set(s, b.Make(ir.Add, ir.F64, b.Get(s), b.Make(ir.Load, ir.F64, f.Params[0], i)))
	})
	b.Do(ir.Return, b.Get(s))
	want := `func sum(%1 f64[1]) f64 {
  var $s.0 f64
  labels 1
  %2 = const -0.0 : f64 ; line 2
  set $s.0 %2 ; line 2
  %3 = dim[0] %1 : i64 ; line 2
  %4 = const 0 : i64 ; line 2
  %5 = const 1 : i64 ; line 2
  for @1 %4 %3 %5 { %6 i64: ; line 2
    %7 = get $s.0 : f64 ; line 2
    %8 = load %1 %6 : f64 ; line 2
    %9 = add %7 %8 : f64 ; line 2
    set $s.0 %9 ; line 2
  }
  %10 = get $s.0 : f64 ; line 2
  return %10 ; line 2
}
`
	assert.Equal(t, want, f.String())
	assert.Equal(t, want, (&ir.Module{Funcs: []*ir.Func{f}}).String())
	assert.Equal(t, "%9 = add %7 %8 : f64", f.Text(f.Body.Code[5].Regions[0].Code[2]))
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"junk":                                       "line 1: want file or func, not junk",
		"\nfile 1 \"a\"":                             "line 2: files are numbered from 0 in order",
		"func f( {":                                  `line 1: want % before "{"`,
		"func f() {":                                 "line 1: the text ends within a function",
		"func f() {\n\n  what %1\n}":                 "line 3: no operation what",
		"func f() {\n%1 = add %2 : i65\n}":           `line 2: want a type before "i65"`,
		"func f() {\n%1 = const 300 : i8\n}":         "line 2: strconv.ParseInt: parsing \"300\": value out of range",
		"func f() {\n%1 = const 1 : str\n}":          "line 2: no such constant of type str: 1",
		"func f() {\n%2000000 = nop : i64\n}":        "line 2: more than 1048576 values",
		"func f() {\n%1 = nop : i64\n%1 = nop : i8}": "line 3: %1 has two types",
		"func f() {\nset $x.0 %1\n}":                 "line 2: no variable $x.0",
		"func f() {\nvar $x.1 i64\n}":                "line 2: variables are numbered from 0 in order",
		"func f() {\nbreak 3\n}":                     `line 2: want @ before "3"`,
		"func f() {\nstr 3\n}":                       `line 2: want quoted text before "3"`,
		"func f() {\nparfor x big=3 {\n}\n}":         `line 2: no property of parfor: "big=3 {"`,
		"func f() {\nreturn what\n}":                 `line 2: want ; before "what"`,
	} {
		_, err := ir.Parse(text)
		assert.EqualError(t, err, want, text)
	}
}

func TestTypesValid(t *testing.T) {
	for _, good := range []ir.Type{"bool", "c128", "f64[0]", "v16[2]", "str", "list(i64)", "list(f64,str)", "set(i64)", "dict(str;f64,i64)", "set(i64,str)", "dict(i64,i64;f64)", "list(f64[2])"} {
		assert.True(t, good.Valid(), good)
	}
	for _, bad := range []ir.Type{"", "v16", "i65", "f64[", "f64[01]", "f64[-1]", "f64[65]", "f64]", "str[1]", "list()", "list(", "list(v16)",
		"set(list(i64))", "dict(f64[1];i64)", "dict(i64)", "dict(;i64)", "dict(i64;)", "list(list(list(list(list(list(list(list(i64))))))))"} {
		assert.False(t, bad.Valid(), bad)
	}
}

// FuzzParse holds what malformed text must never do: panic, or print something that reads as something else.
func FuzzParse(f *testing.F) {
	f.Add(everything)
	f.Add("func f() {\n%1 = add : void\nparfor ; line 3\n}")
	f.Add("func f() {\nparfor \"\" dims=-1 (%1 {\n} {\n}\n}")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ir.Parse(text)
		if err != nil {
			return
		}
		printed := m.String()
		again, err := ir.Parse(printed)
		require.NoError(t, err, printed)
		assert.Equal(t, printed, again.String())
	})
}
