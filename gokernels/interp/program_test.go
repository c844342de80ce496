package interp_test

import (
	"testing"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// casts has text of one conversion, argument, and result.
var casts = []program{
	cast("i64", "i8", interp.Int(200), "-56"), cast("i64", "u8", interp.Int(-1), "255"), cast("i64", "u64", interp.Int(-1), "18446744073709551615"),
	cast("u32", "i32", interp.Int(1<<31), "-2147483648"), cast("i8", "i64", interp.Int(-5), "-5"), cast("bool", "i16", interp.Bool(true), "1"),
	cast("i64", "bool", interp.Int(256), "true"), cast("f64", "bool", interp.Float(nan), "true"), cast("f32", "bool", interp.Float32(0), "false"),
	cast("f64", "i64", interp.Float(-2.9), "-2"), cast("f64", "i64", interp.Float(nan), "-9223372036854775808"),
	cast("f64", "i64", interp.Float(9.3e18), "-9223372036854775808"), cast("f64", "u64", interp.Float(1.5e19), "15000000000000000000"),
	cast("f64", "u64", interp.Float(-1), "0"), cast("f64", "u8", interp.Float(-0.5), "0"), cast("f64", "i8", interp.Float(127.9), "127"),
	cast("f64", "i8", interp.Float(128), "-128"), cast("f64", "i16", interp.Float(-32768.5), "-32768"), cast("f32", "i32", interp.Float32(3e9), "-2147483648"),
	cast("f32", "u16", interp.Float32(7.7), "7"), cast("f64", "u32", interp.Float(4294967295.5), "4294967295"),
	cast("i64", "f64", interp.Int(-3), "-3"), cast("u64", "f64", interp.Int(-1), "1.8446744073709552e+19"), cast("i64", "f32", interp.Int(1<<24+1), "1.6777216e+07"),
	cast("u64", "f32", interp.Int(-1), "1.8446744073709552e+19"), cast("f64", "f32", interp.Float(0.1), "0.10000000149011612"), cast("f32", "f64", interp.Float32(0.5), "0.5"),
	cast("f64", "f64", interp.Float(2), "2"), cast("i32", "c64", interp.Int(-7), "(-7+0i)"), cast("f64", "c128", interp.Float(2), "(2+0i)"),
	cast("f64", "c64", interp.Float(2), "(2+0i)"), cast("c128", "c64", interp.Complex(1+2i), "(1+2i)"), cast("c128", "c128", interp.Complex(1+2i), "(1+2i)"),
	cast("c128", "i64", interp.Complex(9.5+2i), "9"), cast("c128", "f32", interp.Complex(9.5+2i), "9.5"), cast("c128", "f64", interp.Complex(9.5+2i), "9.5"),
	cast("c128", "bool", interp.Complex(2i), "true"), cast("c64", "bool", interp.Value{}, "false"), cast("c64", "f32", interp.Float32(3), "3"),
	cast("c64", "f64", interp.Float32(3), "3"),
}

func cast(from, to string, x interp.Value, want string) program {
	return program{name: from + " to " + to, text: fn("(%1 "+from+") "+to, "%2 = cast %1 : "+to, "return %2"), args: []interp.Value{x}, want: want}
}

// specials are the operations on scalars that have a rule of their own.
var specials = []program{
	{name: "select word", text: fn("(%1 bool, %2 i64, %3 i64) i64", "nop", "%4 = select %1 %2 %3 : i64", "return %4"),
		args: []interp.Value{interp.Bool(true), interp.Int(5), interp.Int(6)}, want: "5"},
	{name: "select word, else", text: fn("(%1 bool, %2 i64, %3 i64) i64", "%4 = select %1 %2 %3 : i64", "return %4"),
		args: []interp.Value{interp.Bool(false), interp.Int(5), interp.Int(6)}, want: "6"},
	{name: "select text", text: fn("(%1 bool) str", `%2 = str "a" : str`, `%3 = str "b" : str`, "%4 = select %1 %2 %3 : str", "return %4"),
		args: []interp.Value{interp.Bool(false)}, want: "b"},
	{name: "select complex", text: fn("(%1 bool, %2 c128, %3 c128) c128", "%4 = select %1 %2 %3 : c128", "return %4"),
		args: []interp.Value{interp.Bool(true), interp.Complex(1i), interp.Complex(2)}, want: "(0+1i)"},
	{name: "complex", text: fn("(%1 f64, %2 f64) c128", "%3 = complex %1 %2 : c128", "return %3"),
		args: []interp.Value{interp.Float(1), interp.Float(2)}, want: "(1+2i)"},
	{name: "ldexp", text: fn("(%1 f64, %2 i64) f64", "%3 = ldexp %1 %2 : f64", "return %3"), args: []interp.Value{interp.Float(3), interp.Int(4)}, want: "48"},
	{name: "ldexp far", text: fn("(%1 f64, %2 i64) f64", "%3 = ldexp %1 %2 : f64", "return %3"), args: []interp.Value{interp.Float(3), interp.Int(1 << 62)}, want: "+Inf"},
	{name: "ldexp f32", text: fn("(%1 f32, %2 i64) f32", "%3 = ldexp %1 %2 : f32", "return %3"), args: []interp.Value{interp.Float32(3), interp.Int(-1)}, want: "1.5"},
	{name: "frexp", text: fn("(%1 f64) f64 i64", "%2 %3 = frexp %1 : f64 i64", "return %2 %3"), args: []interp.Value{interp.Float(10)}, want: "0.625 4"},
	{name: "frexp f32", text: fn("(%1 f32) f32 i64", "%2 %3 = frexp %1 : f32 i64", "return %2 %3"), args: []interp.Value{interp.Float32(10)}, want: "0.625 4"},
	{name: "fma", text: fn("(%1 f64, %2 f64, %3 f64) f64", "%4 = fma %1 %2 %3 : f64", "return %4"),
		args: []interp.Value{interp.Float(1 + 0x1p-52), interp.Float(1 + 0x1p-52), interp.Float(-1 - 0x1p-51)}, want: "4.930380657631324e-32"},
	{name: "fma f32", text: fn("(%1 f32, %2 f32, %3 f32) f32", "%4 = fma %1 %2 %3 : f32", "return %4"), // a tie but for the last bit of z
		args: []interp.Value{interp.Float32(1 + 0x1p-12), interp.Float32(1 + 0x1p-12), interp.Float32(0x1p-80)}, want: "1.0004884004592896"},
	{name: "const f32", text: fn("() f32", "%1 = const 1.5 : f32", "return %1"), want: "1.5"},
}

// controls are about control flow.
var controls = []program{
	{name: "sum by for", text: scalarLoop, args: []interp.Value{interp.Int(3)}, want: lcg(3)},
	{name: "while", text: whileLoop, args: []interp.Value{interp.Int(100)}, want: "0"},
	{name: "fib", text: fib, args: []interp.Value{interp.Int(15)}, want: "610"},
	{name: "for backwards with continue and break", want: "10 8 6 ", text: `func f() str {
  var $s.0 str
  labels 1
  %1 = str "" : str
  set $s.0 %1
  %2 = const 10 : i64
  %3 = const 0 : i64
  %4 = const -1 : i64
  %5 = const 2 : i64
  %6 = str " " : str
  for @1 %2 %3 %4 { %7 i64:
    %8 = mod %7 %5 : i64
    %9 = cast %8 : bool
    if %9 {
      continue @1
    } {
      %10 = lt %7 %2 : bool
    }
    %11 = const 5 : i64
    %12 = lt %7 %11 : bool
    if %12 {
      break @1
    } {
    }
    %13 = get $s.0 : str
    %14 = rt str.of %7 : str
    %15 = rt str.add %13 %14 : str
    %16 = rt str.add %15 %6 : str
    set $s.0 %16
  }
  %17 = get $s.0 : str
  return %17
}
`},
	{name: "outer break", want: "1", text: fn("() i64", "var $n.0 i64", "labels 3", "%1 = const 1 : i64", "set $n.0 %1", "block @1 {", "loop @2 {", "block @3 {",
		"break @1", "}", "}", "set $n.0 %1", "}", "%2 = get $n.0 : i64", "return %2")},
	{name: "range of step 0", raises: "ValueError: range() arg 3 must not be zero",
		text: fn("()", "labels 1", "%1 = const 0 : i64", "for @1 %1 %1 %1 { %2 i64:", "}")},
	{name: "whole range of ints", want: "3", text: fn("() i64", "var $n.0 i64", "labels 1", "%1 = const -9223372036854775808 : i64", "%2 = const 9223372036854775807 : i64",
		"%8 = const 1 : i64", "%9 = const 0 : i64", "set $n.0 %9", "for @1 %1 %2 %2 { %3 i64:", "%4 = get $n.0 : i64", "%5 = add %4 %8 : i64", "set $n.0 %5", "}", "%6 = get $n.0 : i64", "return %6")},
	{name: "raise with arguments", raises: "ValueError: ('a', 1.5, True, -3, (1+2j))", text: fn("(%1 f64, %2 bool, %3 i8, %4 c128)", `%5 = str "a" : str`, "raise ValueError %5 %1 %2 %3 %4"),
		args: []interp.Value{interp.Float(1.5), interp.Bool(true), interp.Int(-3), interp.Complex(1 + 2i)}},
	{name: "raise class", raises: "@7", text: fn("()", `raise "@7"`)},
	{name: "recursion", raises: "RecursionError: maximum recursion depth exceeded", text: fn("()", "call f")},
	{name: "caught by base class", want: "true false true", text: fn("() bool bool bool", "var $a.0 bool", "var $b.1 bool", "var $c.2 bool", "try {", "raise ZeroDivisionError", "} {",
		"%1 = caught ArithmeticError : bool", "set $a.0 %1", "%2 = caught ValueError : bool", "set $b.1 %2", "%3 = caught Exception : bool", "set $c.2 %3", "}",
		"%4 = get $a.0 : bool", "%5 = get $b.1 : bool", "%6 = get $c.2 : bool", "return %4 %5 %6")},
	{name: "message and rethrow", raises: "KeyError: 'text'", text: fn("()", `%1 = str "text" : str`, "try {", "raise KeyError %1", "} {", "try {", "raise ValueError", "} {", "}", "rethrow", "}")},
	{name: "message", want: "text", text: fn("() str", "var $m.0 str", `%1 = str "text" : str`, "try {", "raise ValueError %1", "} {", `%2 = caught "" : str`, "set $m.0 %2", "}",
		"%3 = get $m.0 : str", "return %3")},
	{name: "swap", want: "2 1", text: fn("(%1 i64, %2 i64) i64 i64", "var $a.0 i64", "var $b.1 i64", "set $a.0 %1", "set $b.1 %2", "%3 = get $a.0 : i64", "%4 = get $b.1 : i64",
		"set $a.0 %4", "set $b.1 %3", "%5 = get $a.0 : i64", "%6 = get $b.1 : i64", "return %5 %6"), args: []interp.Value{interp.Int(1), interp.Int(2)}},
	{name: "a Get before a Set in a loop", want: "7", text: fn("() i64", "var $a.0 i64", "var $s.1 i64", "labels 1", "%1 = const 1 : i64", "%2 = const 3 : i64", "%9 = const 0 : i64", "set $a.0 %1", "set $s.1 %9",
		"%3 = get $a.0 : i64", "for @1 %9 %2 %1 { %4 i64:", "%5 = get $s.1 : i64", "%6 = get $a.0 : i64", "%7 = add %5 %3 : i64", "%8 = add %7 %4 : i64", "set $s.1 %8", "%10 = add %6 %2 : i64", "set $a.0 %10", "}",
		"%11 = get $s.1 : i64", "%12 = add %11 %3 : i64", "return %12")},
	{name: "a Set after a raise is not seen", want: "5", text: fn("(%1 f64[1]) i64", "var $a.0 i64", "%2 = const 5 : i64", "%3 = const 9 : i64", "set $a.0 %2", "try {", "%4 = add %2 %3 : i64",
		"%5 = dim[0] %1 : i64", "%6 = bounds[0] %3 %5 : i64", "set $a.0 %4", "} {", "}", "%7 = get $a.0 : i64", "return %7"), args: []interp.Value{ref(array(3))}},
}

// lcg is what scalarLoop computes.
func lcg(n int64) string {
	s := int64(0)
	for i := range n {
		s = ((s*1103515245 + 12345) ^ i) - 1
	}
	return show(interp.Int(s), ir.I64)
}

func TestCasts(t *testing.T)    { check(t, casts) }
func TestSpecials(t *testing.T) { check(t, specials) }
func TestControl(t *testing.T)  { check(t, controls) }
