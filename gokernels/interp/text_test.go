package interp_test

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

var formatTypes = map[string]ir.Type{"int": ir.I64, "float": ir.F64, "bool": ir.Bool, "complex": ir.C128}

// TestFormatAgainstCPython reads lines "type, value, spec, =text" (or ! for a ValueError) of what CPython's format gives.
func TestFormatAgainstCPython(t *testing.T) {
	text, err := os.ReadFile("testdata/format.txt")
	require.NoError(t, err)
	programs := map[string]*interp.Program{}
	for name, ty := range formatTypes {
		programs[name] = link(t, fn("(%1 "+string(ty)+", %2 str) str", "%3 = rt str.format %1 %2 : str", "return %3"))
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		p := strings.Split(line, "\t")
		got, err := programs[p[0]].Run(&interp.Serial{}, []interp.Value{formatValue(t, p[0], p[1]), interp.Text(p[2])})
		if p[3] == "!" {
			require.ErrorContains(t, err, "ValueError: ", line)
			continue
		}
		require.NoError(t, err, line)
		require.Equal(t, p[3][1:], got[0].Ref, line)
	}
}

func formatValue(t *testing.T, kind, text string) interp.Value {
	word := func(hex string) uint64 {
		n, err := strconv.ParseUint(hex, 16, 64)
		require.NoError(t, err)
		return n
	}
	switch kind {
	case "float":
		return interp.Value{Lo: word(text)}
	case "complex":
		re, im, _ := strings.Cut(text, ",")
		return interp.Value{Lo: word(re), Hi: word(im)}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	require.NoError(t, err)
	return interp.Int(n)
}

// text2 is a program that runs a routine on arguments of the letters' types.
func routine(name, args string, result ir.Type) string {
	types := map[rune]string{'s': "str", 'i': "i64", 'f': "f64"}
	signature, operands := []string{}, ""
	for i, letter := range args {
		signature = append(signature, "%"+strconv.Itoa(i+1)+" "+types[letter])
		operands += " %" + strconv.Itoa(i+1)
	}
	return fn("("+strings.Join(signature, ", ")+") "+string(result), "%9 = rt "+name+operands+" : "+string(result), "return %9")
}

func texts(args ...any) []interp.Value {
	values := make([]interp.Value, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			values[i] = interp.Text(arg)
		case int:
			values[i] = interp.Int(int64(arg))
		case float64:
			values[i] = interp.Float(arg)
		}
	}
	return values
}

var textPrograms = []program{
	{name: "len", text: routine("str.len", "s", ir.I64), args: texts("añ€😀"), want: "4"},
	{name: "cmp", text: routine("str.cmp", "ss", ir.I64), args: texts("abc", "abd"), want: "-1"},
	{name: "at", text: routine("str.at", "si", ir.Str), args: texts("añ€", 2), want: "€"},
	{name: "slice", text: routine("str.slice", "siii", ir.Str), args: texts("añ€d", 3, 2, -2), want: "dñ"},
	{name: "find", text: routine("str.find", "ss", ir.I64), args: texts("ñ€ab", "a"), want: "2"},
	{name: "find nothing", text: routine("str.find", "ss", ir.I64), args: texts("ab", "c"), want: "-1"},
	{name: "repr", text: routine("str.repr", "s", ir.Str), args: texts("it's"), want: "\"it's\""},
	{name: "pad", text: routine("str.pad", "ss", ir.Str), args: texts("añ", "*^5"), want: "*añ**"},
	{name: "pad left", text: routine("str.pad", "ss", ir.Str), args: texts("abc", "5.2"), want: "ab   "},
	{name: "pad zeros", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "05"), want: "ab000"},
	{name: "pad sign", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "+5"), raises: "ValueError: Sign not allowed in string format specifier"},
	{name: "pad number", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "5d"), raises: "ValueError: Unknown format code 'd' for object of type 'str'"},
	{name: "pad group", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "5,"), raises: "ValueError: Cannot specify ',' with 's'."},
	{name: "pad equals", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "=5"), raises: "ValueError: '=' alignment not allowed in string format specifier"},
	{name: "pad nonsense", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "5ss"), raises: "ValueError: Invalid format specifier '5ss' for object of type 'str'"},
	{name: "pad wide", text: routine("str.pad", "ss", ir.Str), args: texts("ab", "99999999"), raises: "ValueError: Too many decimal digits in format string"},
	{name: "count", text: routine("str.count", "ss", ir.I64), args: texts("aaaa", "aa"), want: "2"},
	{name: "count nothing", text: routine("str.count", "ss", ir.I64), args: texts("añ", ""), want: "3"},
	{name: "replace", text: routine("str.replace", "sss", ir.Str), args: texts("a-b-", "-", "ñ"), want: "añbñ"},
	{name: "repeat", text: routine("str.repeat", "si", ir.Str), args: texts("añ", 3), want: "añañañ"},
	{name: "repeat negative", text: routine("str.repeat", "si", ir.Str), args: texts("a", -3), want: ""},
	{name: "repeat huge", text: routine("str.repeat", "si", ir.Str), args: texts("a", 1<<60), raises: "MemoryError"},
	{name: "strip", text: routine("str.strip", "ssi", ir.Str), args: texts("xaxbx", "x", 3), want: "axb"},
	{name: "strip left", text: routine("str.strip", "ssi", ir.Str), args: texts(" a ", "", 5), want: "a "},
	{name: "strip right", text: routine("str.strip", "ssi", ir.Str), args: texts(" a\t", "", 6), want: " a"},
	{name: "is digit", text: routine("str.is", "si", ir.Bool), args: texts("12²", 0), want: "true"},
	{name: "is alpha", text: routine("str.is", "si", ir.Bool), args: texts("añ1", 1), want: "false"},
	{name: "is alnum", text: routine("str.is", "si", ir.Bool), args: texts("añ1", 2), want: "true"},
	{name: "is space", text: routine("str.is", "si", ir.Bool), args: texts(" \x1c", 3), want: "true"},
	{name: "is space of nothing", text: routine("str.is", "si", ir.Bool), args: texts("", 3), want: "false"},
	{name: "is upper", text: routine("str.is", "si", ir.Bool), args: texts("AÑ1", 4), want: "true"},
	{name: "is lower", text: routine("str.is", "si", ir.Bool), args: texts("aÑ", 5), want: "false"},
	{name: "upper", text: routine("str.upper", "s", ir.Str), args: texts("aß1"), want: "ASS1"},
	{name: "lower", text: routine("str.lower", "s", ir.Str), args: texts("AÑ"), want: "añ"},
	{name: "ord", text: routine("str.ord", "s", ir.I64), args: texts("€"), want: "8364"},
	{name: "ord of two", text: routine("str.ord", "s", ir.I64), args: texts("ab"), raises: "TypeError: ord() expected a character, but string of length 2 found"},
	{name: "chr", text: routine("str.chr", "i", ir.Str), args: texts(8364), want: "€"},
	{name: "chr too large", text: routine("str.chr", "i", ir.Str), args: texts(0x110000), raises: "ValueError: chr() arg not in range(0x110000)"},
	{name: "chr surrogate", text: routine("str.chr", "i", ir.Str), args: texts(0xd800), raises: "ValueError: chr() arg is a surrogate, which text in a kernel cannot hold"},
	{name: "int", text: routine("str.int", "s", ir.I64), args: texts(" -1_000\n"), want: "-1000"},
	{name: "not int", text: routine("str.int", "s", ir.I64), args: texts("1__0'"), raises: `ValueError: invalid literal for int() with base 10: "1__0'"`},
	{name: "float", text: routine("str.float", "s", ir.F64), args: texts(" 1_0e400 "), want: "+Inf"},
	{name: "not float", text: routine("str.float", "s", ir.F64), args: texts("0x1p3\n\\\x01é"), raises: `ValueError: could not convert string to float: '0x1p3\n\\\x01é'`},
	{name: "of float", text: routine("str.of", "f", ir.Str), args: texts(1e16), want: "1e+16"},
	{name: "of whole float", text: routine("str.of", "f", ir.Str), args: texts(-3.0), want: "-3.0"},
	{name: "of small float", text: routine("str.of", "f", ir.Str), args: texts(0.00001), want: "1e-05"},
	{name: "of f32 widened", text: fn("(%1 f32) str", "%2 = rt str.of %1 : str", "return %2"), args: []interp.Value{interp.Float32(0.1)}, want: "0.10000000149011612"},
	{name: "of bool and u8", text: fn("(%1 bool, %2 u8) str str", "%3 = rt str.of %1 : str", "%4 = rt str.of %2 : str", "return %3 %4"),
		args: []interp.Value{interp.Bool(true), interp.Int(200)}, want: "True 200"},
	{name: "of complex", text: fn("(%1 c128) str", "%2 = rt str.of %1 : str", "return %2"), args: []interp.Value{interp.Complex(complex(math.Copysign(0, -1), -2))}, want: "(-0-2j)"},
}

func TestText(t *testing.T) { check(t, textPrograms) }

// TestTextOfNumPyScalars builds what Instr.Int 1 marks.
func TestTextOfNumPyScalars(t *testing.T) {
	tenth := uint64(math.Float32bits(0.1))
	for ty, c := range map[ir.Type]struct {
		x    interp.Value
		want string
	}{
		ir.F32: {interp.Value{Lo: tenth}, "0.1"}, ir.C64: {interp.Value{Lo: tenth, Hi: tenth}, "(0.1+0.1j)"},
		ir.F64: {interp.Float(0.1), "0.1"}, ir.I8: {interp.Int(-3), "-3"},
	} {
		f, b := ir.NewFunc("f", ty)
		f.Results = []ir.Type{ir.Str}
		b.Do(ir.Return, b.With(ir.Instr{Op: ir.RT, Sym: "str.of", Int: 1, Args: f.Params}, ir.Str))
		p, err := interp.New(&ir.Module{Funcs: []*ir.Func{f}})
		require.NoError(t, err)
		got, err := p.Run(&interp.Serial{}, []interp.Value{c.x})
		require.NoError(t, err)
		assert.Equal(t, c.want, got[0].Ref)
	}
}

func TestPrint(t *testing.T) {
	h := &interp.Serial{}
	_, err := link(t, fn("(%1 str)", "rt print %1", "rt print %1")).Run(h, texts("a\n"))
	require.NoError(t, err)
	assert.Equal(t, "a\na\n", h.Output)
}
