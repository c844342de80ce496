package ir_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
)

// given are values that the modules below may use.
const given = `func f(%1 i64, %2 f64, %3 bool, %4 f64[2], %5 c128, %6 str, %7 list(i64,f64), %8 dict(str;i64), %9 v16[1], %10 f32) f64 {
  var $x.0 i64
  var $y.1 f64
  labels 9
`

const other = `func g(%1 i64) i64 f64 {
  %2 = const 1.0 : f64
  return %1 %2
}
`

func verify(t *testing.T, body string) error {
	m, err := ir.Parse(given + body + "\n}\n" + other)
	require.NoError(t, err, body)
	return ir.Verify(m)
}

func TestVerifyAccepts(t *testing.T) {
	for _, body := range []string{
		"%20 = add %2 %2 : f64",
		"%20 = add %3 %3 : bool",
		"%20 = abs %5 : f64\n%21 = abs %3 : bool",
		"%20 = complex %2 %2 : c128\n%21 = real %20 : f64\n%22 = conj %20 : c128",
		"%20 = complex %10 %10 : c64\n%21 = imag %20 : f32",
		"%20 = select %3 %6 %6 : str",
		"%20 %21 = frexp %2 : f64 i64\n%22 = ldexp %20 %21 : f64\n%23 = fma %2 %2 %2 : f64",
		"%20 = cast %2 : i8\n%21 = const -128 : i8\n%22 = lt %20 %21 : bool\n%23 = isnan %5 : bool",
		"%20 = dim[1] %4 : i64\n%21 = alloc[2] %20 %1 : c64[2]\n%22 = field[4] %21 : f32[2]\n%23 = field[8] %9 : i64[1]",
		"%20 = stride[1] %4 : i64\n%21 = recast %4 : u8[2]\n%22 = recast %21 : c128[2]",
		"%20 = load %4 %1 %1 : f64\nstore %4 %1 %1 %20",
		"%20 = bounds[0] %1 %1 : i64\n%21 %22 = slicebounds[3] %1 %1 %1 %1 : i64 i64",
		"%20 = slice[1] %4 %1 %1 %1 : f64[2]\n%21 = index[0] %20 %1 : f64[1]\n%22 = newaxis[1] %21 : f64[2]\n%23 = permute[1 0] %22 : f64[2]",
		"%20 = reshape %4 : f64[0]\n%21 = broadcast %20 %1 %1 %1 : f64[3]",
		"writable %4\n%20 = overlaps %4 %9 : bool\n%21 = same %4 %6 : bool\n%22 = contiguous %4 : bool",
		"%20 %21 = call g %1 : i64 f64",
		"%20 = rt list.new <list(i64)> : list(i64)\n%21 %22 = rt list.get %7 %1 : i64 f64\nrt list.set %7 %1 %1 %2",
		"%20 = rt dict.get %8 %6 : i64\nrt dict.set %8 %6 %1\n%21 = rt str.of %5 : str\nrt print %21",
		"block @1 {\nloop @2 {\nbreak @1\ncontinue @2\n}\n}",
		"for @1 %1 %1 %1 { %20 i64:\ncontinue @1\n}",
		"parfor p dims=1 locals $x.0 (%1 %1 %1) %1 %1 {\nset $x.0 %1\n} { %20 i64:\nset $x.0 %20\n} {\nset $y.1 %2\n}",
		"parfor p dims=1 locals $x.0 (%1 %1 %1) %1 %1 {\n} { %20 i64:\nfor @1 %1 %1 %1 { %21 i64:\nbreak @1\n}\nparfor q dims=0 locals $x.0 %1 %1 {\n} {\n} {\nset $x.0 %1\n}\n} {\n}",
		"try {\nraise ValueError %6 %1\n} {\n%20 = caught ValueError : bool\n%21 = caught \"\" : str\nrethrow\n}",
		"if %3 {\nreturn %2\n} {\nraise E\n}\n%20 = neg %2 : f64",
	} {
		assert.NoError(t, verify(t, body+"\nreturn %2"), body)
	}
}

func TestVerifyRefuses(t *testing.T) {
	for body, want := range map[string]string{
		"%20 = add %1 %2 : i64":    "operand 2 is i64, not f64",
		"%20 = add %1 %1 : f64":    "result 1 is i64, not f64",
		"%20 = add %1 : i64":       "it has 2 operands, not 1",
		"%20 = add : i64":          "operand 1 is missing",
		"%20 = sub %3 %3 : bool":   "it takes no bool",
		"%20 = add %4 %4 : f64[2]": "it takes no f64[2]",
		"%20 = lt %5 %5 : bool":    "it takes no c128",
		"%20 = lt %1 %1 : i64":     "result 1 is bool, not i64",
		"add %1 %1":                "it has 1 results, not 0",
		"%20 = add %1 %0 : i64":    "there is no value %0",
		"%20 = add %1 %99 : i64":   "there is no value %99",
		"%20 = add %20 %20 : i64":  "%20 is not visible here",
		"%1 = add %1 %1 : i64":     "%1 is made twice",
		"%20 = nop : void":         "it has 0 results, not 1",
		"if %3 {\n%20 = neg %2 : f64\n} {\n%21 = neg %20 : f64\n}": "%20 is not visible here",
		"if %1 {\n} {\n}":                                       "operand 1 is bool, not i64",
		"if %3 {\n}":                                            "it has 2 regions, not 1",
		"if %3 { %20 i64:\n} {\n}":                              "region 1 has 0 parameters, not 1",
		"nop {\n}":                                              "it has no regions",
		"%20 = const 0x12c : i8":                                "the bits 0x12c are none of a i8",
		"%20 = const 0x1 : c128":                                "there is no constant of type c128",
		"%20 = cast <i8> %1 : i16":                              "result 1 is i8, not i16",
		"%20 = cast %6 : i16":                                   "it takes no str",
		"%20 = select %3 %1 %2 : i64":                           "operand 3 is i64, not f64",
		"%20 = dim[2] %4 : i64":                                 "there is no axis 2",
		"%20 = dim[0] %1 : i64":                                 "operand 1 is an array, not i64",
		"%20 = alloc[0] %1 : f64[2]":                            "it has 2 operands, not 1",
		"%20 = alloc[4] %1 : f64[1]":                            "it has no flags 4",
		"%20 = alloc[0] <f64> %1 : f64[1]":                      "its type is that of the result, not f64",
		"%20 = load %4 %1 : f64":                                "it has 3 operands, not 2",
		"%20 = load %9 %1 : f64":                                "an element of type v16 is no value",
		"store %4 %1 %1 %1":                                     "operand 4 is f64, not i64",
		"%20 = newaxis[3] %4 : f64[3]":                          "there is no axis 3",
		"%20 = index[0] %4 %1 : f64[2]":                         "result 1 is f64[1], not f64[2]",
		"%20 = permute[0 0] %4 : f64[2]":                        "[0 0] is no permutation",
		"%20 = permute[0] %4 : f64[2]":                          "[0] does not permute 2 axes",
		"%20 = broadcast %4 %1 : f64[2]":                        "result 1 is f64[1], not f64[2]",
		"%20 = field[12] %9 : i64[1]":                           "the field does not lie in an element",
		"%20 = stride[2] %4 : i64":                              "there is no axis 2",
		"%20 = recast %4 : u8[1]":                               "its type is an array of 2 dimensions, not u8[1]",
		"%20 = same %4 %1 : bool":                               "it compares objects, not f64[2] and i64",
		"%20 = call h %1 : i64":                                 "there is no function h",
		"%20 = call g %1 : i64":                                 "it has 2 results, not 1",
		"%20 %21 = call g %2 : i64 f64":                         "operand 1 is i64, not f64",
		"rt what":                                               "there is no routine what",
		"rt list.append %7 %1":                                  "it has 3 operands, not 2",
		"rt list.clear %8":                                      "it is about a list, not dict(str;i64)",
		"%20 = rt list.new : list(i64)":                         "it is about a list, not void",
		"rt dict.set %8 %1 %1":                                  "operand 2 is str, not i64",
		"%20 = rt str.of %6 : str":                              "operand 1 is a scalar",
		"set $x.0 %2":                                           "operand 1 is i64, not f64",
		"%20 = get $x.0 : f64":                                  "result 1 is i64, not f64",
		"block @1 {\n}\nloop @1 {\n}":                           "label 1 is used twice",
		"block @10 {\n}":                                        "label 10 was not given out",
		"break @1":                                              "no construct around it has label 1",
		"block @1 {\ncontinue @1\n}":                            "label 1 is no loop",
		"for @1 %1 %1 %1 {\n}":                                  "region 1 has 1 parameters, not 0",
		"for @1 %1 %1 %1 { %20 f64:\n}":                         "%20 is a parameter of a region and so i64",
		"return %1":                                             "operand 1 is f64, not i64",
		"raise E %4":                                            "operand 1 is a scalar or text, not f64[2]",
		`raise ""`:                                              "it names an exception",
		"rethrow":                                               "it stands in a handler",
		"try {\n%20 = caught E : bool\n} {\n}":                  "it stands in a handler",
		"parfor":                                                "it says what a parfor must say",
		"parfor p dims=1 %1 %1 {\n} {\n} {\n}":                  "it has 3 operands a dimension and 2 more, not 2",
		"parfor p dims=0 %1 %1 {\nset $x.0 %1\n} {\n} {\n}":     "$x.0 is no Local of the parfor around",
		"parfor p dims=0 locals $x.0 $x.0 %1 %1 {\n} {\n} {\n}": "$x.0 is named twice",
		"parfor p dims=0 %1 %1 {\n} {\nreturn %2\n} {\n}":       "it must not stand in a parfor",
		"parfor p dims=0 %1 %1 {\n} {\n} {\nreturn %2\n}":       "it must not stand in a parfor",
		"loop @1 {\nparfor p dims=0 %1 %1 {\n} {\nbreak @1\n} {\n}\n}":                                   "it must not leave a parfor",
		"parfor p dims=0 %1 %1 {\n%20 = neg %1 : i64\n} {\n%21 = neg %20 : i64\n} {\n}":                  "%20 is not visible here",
		"parfor p dims=0 %1 %1 {\n} {\nparfor q dims=0 locals $x.0 %1 %1 {\n} {\n} {\n}\n} {\n}":         "$x.0 is no Local of the parfor around",
		"parfor p dims=0 %1 %1 {\n} {\nparfor q dims=0 %1 %1 {\n} {\n} {\nset $x.0 %1\n}\n} {\n}":        "$x.0 is no Local of the parfor around",
		"if %3 {\nreturn %2\n} {\n}\nparfor p dims=0 %1 %1 {\n} {\n} {\n}\nblock @1 {\nbreak @1\n}\nnop": "the end is reached without a return",
		"loop @1 {\nif %3 {\nbreak @1\n} {\n}\n}":                                                        "the end is reached without a return",
	} {
		if !strings.HasSuffix(want, "without a return") {
			body += "\nreturn %2"
		}
		assert.ErrorContains(t, verify(t, body), want, body)
	}
}

func TestVerifyMessage(t *testing.T) {
	m, err := ir.Parse("func \"<lambda>\"(%1 i64, %2 f64) {\n%3 = add %1 %2 : i64 ; line 7\n}")
	require.NoError(t, err)
	assert.EqualError(t, ir.Verify(m), "ir: func \"<lambda>\": `%3 = add %1 %2 : i64`: operand 2 is i64, not f64 (line 7)")
}

func TestVerifyEndless(t *testing.T) {
	assert.NoError(t, verify(t, "loop @1 {\ncontinue @1\n}"))
	assert.NoError(t, verify(t, "try {\nreturn %2\n} {\nrethrow\n}"))
}

func TestVerifyModules(t *testing.T) {
	assert.ErrorContains(t, ir.Verify(&ir.Module{}), "at least one function")
	assert.ErrorContains(t, ir.Verify(&ir.Module{Funcs: []*ir.Func{nil}}), "function 0 is nil")
	f, b := ir.NewFunc("f")
	assert.ErrorContains(t, ir.Verify(&ir.Module{Funcs: []*ir.Func{f, f}}), "two functions have the name f")
	bad := b.Do(ir.Op(255))
	assert.ErrorContains(t, ir.Verify(&ir.Module{Funcs: []*ir.Func{f}}), "operation 255 is not in the table")
	bad.Op, bad.Regions = ir.If, []*ir.Region{nil}
	assert.ErrorContains(t, ir.Verify(&ir.Module{Funcs: []*ir.Func{f}}), "a region is nil")
	assert.Contains(t, f.String(), "if {\n  }\n")
	f.Body.Code[0] = nil
	assert.ErrorContains(t, ir.Verify(&ir.Module{Funcs: []*ir.Func{f}}), "an instruction is nil")
}

// FuzzVerify holds that whatever can be read can be judged without a panic.
func FuzzVerify(f *testing.F) {
	f.Add(everything)
	f.Add(given + "return %2\n}\n" + other)
	f.Fuzz(func(t *testing.T, text string) {
		if m, err := ir.Parse(text); err == nil {
			_ = ir.Verify(m)
		}
	})
}
