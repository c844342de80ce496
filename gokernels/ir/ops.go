package ir

// Op is an operation: an index into Ops.
type Op uint8

// Class groups operations by how they are typed and run.
type Class uint8

// The classes. T is the type of the first argument.
const (
	Unary   Class = iota // (T) -> T
	Binary               // (T, T) -> T
	Compare              // (T, T) -> bool
	Test                 // (T) -> bool
	Special              // each by its own rule, in verify.go
	Control              // has regions or leaves one
)

// Kinds of scalar that an operation takes, as a set.
const (
	KBool = 1 << iota
	KInt
	KFloat
	KComplex
	kAny     = KBool | KInt | KFloat | KComplex
	kNumber  = KInt | KFloat | KComplex
	kReal    = KInt | KFloat
	kOrdered = KBool | KInt | KFloat
)

// Row describes an operation. NumPy names the ufunc with the same meaning; Doc shows operands and result.
type Row struct {
	Name  string
	Class Class
	Kinds int
	NumPy string
	Pure  bool // no effect, no error: may be dropped, moved, computed twice
	Doc   string
}

// The operations, in the order of Ops.
const (
	NoOp Op = iota
	Const
	ConstStr
	Get
	Set
	Cast
	Select
	Complex
	RealPart
	ImagPart
	Conj
	Add
	Sub
	Mul
	Div
	FloorDiv
	Mod
	Pow
	Neg
	Abs
	And
	Or
	Xor
	Not
	Ones
	Shl
	Shr
	Eq
	Ne
	Lt
	Le
	Gt
	Ge
	Min
	Max
	FMin
	FMax
	Sqrt
	Cbrt
	Exp
	Exp2
	Expm1
	Log
	Log2
	Log10
	Log1p
	Sin
	Cos
	Tan
	Asin
	Acos
	Atan
	Sinh
	Cosh
	Tanh
	Asinh
	Acosh
	Atanh
	Erf
	Erfc
	Gamma
	LGamma
	Floor
	Ceil
	Trunc
	Rint
	Atan2
	Hypot
	CopySign
	FMod
	NextAfter
	Ldexp
	Frexp
	Fma
	IsNaN
	IsInf
	IsFinite
	SignBit
	Dim
	Stride
	Alloc
	Load
	Store
	Bounds
	SliceBounds
	Slice
	Index
	NewAxis
	Permute
	Reshape
	Broadcast
	Field
	Recast
	Writable
	Overlaps
	Same
	Contiguous
	Call
	RT
	If
	Block
	Loop
	For
	ParFor
	Break
	Continue
	Return
	Raise
	Try
	Caught
	Rethrow
	numOps
)

// Ops is the table of operations. "x y -> z" in Doc shows operands and results; [ ] marks an attribute.
var Ops = [numOps]Row{
	NoOp:     {"nop", Special, 0, "", true, "nothing"},
	Const:    {"const", Special, 0, "", true, "[type bits] -> x: a bool, int or float by its bits in memory, ints sign- or zero-extended"},
	ConstStr: {"str", Special, 0, "", true, "[text] -> s"},
	Get:      {"get", Special, 0, "", false, "[var] -> x"},
	Set:      {"set", Special, 0, "", false, "[var] x ->"},
	Cast:     {"cast", Special, kAny, "", true, "[type] x -> y as C converts: ints wrap, float to int cuts (out of range and NaN: the least int), complex drops its imaginary part, bool is x != 0"},
	Select:   {"select", Special, kAny, "where", true, "c x y -> x if c else y; x, y of any one type"},
	Complex:  {"complex", Special, KFloat, "", true, "re im -> z"},
	RealPart: {"real", Special, KComplex, "real", true, "z -> re"},
	ImagPart: {"imag", Special, KComplex, "imag", true, "z -> im"},
	Conj:     {"conj", Unary, KComplex, "conjugate", true, "z -> conjugate of z"},

	Add:      {"add", Binary, kAny, "add", true, "x y -> x + y; ints wrap, bools or"},
	Sub:      {"sub", Binary, kNumber, "subtract", true, "x y -> x - y"},
	Mul:      {"mul", Binary, kAny, "multiply", true, "x y -> x * y; bools and"},
	Div:      {"div", Binary, KFloat | KComplex, "true_divide", true, "x y -> x / y; by zero as IEEE has it"},
	FloorDiv: {"floordiv", Binary, kReal, "floor_divide", true, "x y -> floor(x / y); ints by zero give 0, floats as NumPy"},
	Mod:      {"mod", Binary, kReal, "remainder", true, "x y -> x - y*floor(x/y), sign of y; ints by zero give 0"},
	Pow:      {"pow", Binary, kNumber, "power", true, "x y -> x ** y; ints wrap, and give 0 for y < 0 unless x is 1 or -1"},
	Neg:      {"neg", Unary, kNumber, "negative", true, "x -> -x"},
	Abs:      {"abs", Special, kAny, "absolute", true, "x -> |x|; a complex gives its real type"},
	And:      {"and", Binary, KBool | KInt, "bitwise_and", true, "x y -> x & y"},
	Or:       {"or", Binary, KBool | KInt, "bitwise_or", true, "x y -> x | y"},
	Xor:      {"xor", Binary, KBool | KInt, "bitwise_xor", true, "x y -> x ^ y"},
	Not:      {"not", Unary, KBool | KInt, "invert", true, "x -> ~x; a bool is negated"},
	Ones:     {"ones", Unary, KInt, "", true, "x -> how many bits of x are 1"},
	Shl:      {"shl", Binary, KInt, "left_shift", true, "x y -> x << y; 0 if y is not in [0, bits)"},
	Shr:      {"shr", Binary, KInt, "right_shift", true, "x y -> x >> y; the sign if y is not in [0, bits)"},

	Eq: {"eq", Compare, kAny, "equal", true, "x y -> x == y"},
	Ne: {"ne", Compare, kAny, "not_equal", true, "x y -> x != y"},
	Lt: {"lt", Compare, kOrdered, "less", true, "x y -> x < y"},
	Le: {"le", Compare, kOrdered, "less_equal", true, "x y -> x <= y"},
	Gt: {"gt", Compare, kOrdered, "greater", true, "x y -> x > y"},
	Ge: {"ge", Compare, kOrdered, "greater_equal", true, "x y -> x >= y"},

	Min:  {"min", Binary, kOrdered, "minimum", true, "x y -> the lesser; NaN if one is NaN"},
	Max:  {"max", Binary, kOrdered, "maximum", true, "x y -> the greater; NaN if one is NaN"},
	FMin: {"fmin", Binary, kOrdered, "fmin", true, "x y -> the lesser; the other if one is NaN"},
	FMax: {"fmax", Binary, kOrdered, "fmax", true, "x y -> the greater; the other if one is NaN"},

	Sqrt:   {"sqrt", Unary, KFloat | KComplex, "sqrt", true, "x -> square root"},
	Cbrt:   {"cbrt", Unary, KFloat, "cbrt", true, "x -> cube root"},
	Exp:    {"exp", Unary, KFloat | KComplex, "exp", true, "x -> e**x"},
	Exp2:   {"exp2", Unary, KFloat, "exp2", true, "x -> 2**x"},
	Expm1:  {"expm1", Unary, KFloat, "expm1", true, "x -> e**x - 1"},
	Log:    {"log", Unary, KFloat | KComplex, "log", true, "x -> natural logarithm"},
	Log2:   {"log2", Unary, KFloat, "log2", true, "x -> logarithm to base 2"},
	Log10:  {"log10", Unary, KFloat, "log10", true, "x -> logarithm to base 10"},
	Log1p:  {"log1p", Unary, KFloat, "log1p", true, "x -> log(1 + x)"},
	Sin:    {"sin", Unary, KFloat | KComplex, "sin", true, "x -> sine"},
	Cos:    {"cos", Unary, KFloat | KComplex, "cos", true, "x -> cosine"},
	Tan:    {"tan", Unary, KFloat | KComplex, "tan", true, "x -> tangent"},
	Asin:   {"asin", Unary, KFloat | KComplex, "arcsin", true, "x -> arc sine"},
	Acos:   {"acos", Unary, KFloat | KComplex, "arccos", true, "x -> arc cosine"},
	Atan:   {"atan", Unary, KFloat | KComplex, "arctan", true, "x -> arc tangent"},
	Sinh:   {"sinh", Unary, KFloat | KComplex, "sinh", true, "x -> hyperbolic sine"},
	Cosh:   {"cosh", Unary, KFloat | KComplex, "cosh", true, "x -> hyperbolic cosine"},
	Tanh:   {"tanh", Unary, KFloat | KComplex, "tanh", true, "x -> hyperbolic tangent"},
	Asinh:  {"asinh", Unary, KFloat | KComplex, "arcsinh", true, "x -> inverse of sinh"},
	Acosh:  {"acosh", Unary, KFloat | KComplex, "arccosh", true, "x -> inverse of cosh"},
	Atanh:  {"atanh", Unary, KFloat | KComplex, "arctanh", true, "x -> inverse of tanh"},
	Erf:    {"erf", Unary, KFloat, "", true, "x -> error function"},
	Erfc:   {"erfc", Unary, KFloat, "", true, "x -> 1 - erf(x)"},
	Gamma:  {"gamma", Unary, KFloat, "", true, "x -> gamma function"},
	LGamma: {"lgamma", Unary, KFloat, "", true, "x -> log(|gamma(x)|)"},
	Floor:  {"floor", Unary, KFloat, "floor", true, "x -> round down"},
	Ceil:   {"ceil", Unary, KFloat, "ceil", true, "x -> round up"},
	Trunc:  {"trunc", Unary, KFloat, "trunc", true, "x -> round to zero"},
	Rint:   {"rint", Unary, KFloat, "rint", true, "x -> round to nearest, ties to even"},

	Atan2:     {"atan2", Binary, KFloat, "arctan2", true, "y x -> angle of (x, y)"},
	Hypot:     {"hypot", Binary, KFloat, "hypot", true, "x y -> sqrt(x*x + y*y) without overflow"},
	CopySign:  {"copysign", Binary, KFloat, "copysign", true, "x y -> |x| with the sign of y"},
	FMod:      {"fmod", Binary, kReal, "fmod", true, "x y -> remainder with the sign of x, as C; ints by zero give 0"},
	NextAfter: {"nextafter", Binary, KFloat, "nextafter", true, "x y -> the next number after x towards y"},
	Ldexp:     {"ldexp", Special, KFloat, "ldexp", true, "x n -> x * 2**n; n is i64"},
	Frexp:     {"frexp", Special, KFloat, "frexp", true, "x -> m n with x = m * 2**n, |m| in [0.5, 1); n is i64"},
	Fma:       {"fma", Special, KFloat, "", true, "x y z -> x*y + z, rounded once"},
	IsNaN:     {"isnan", Test, KFloat | KComplex, "isnan", true, "x -> x is NaN"},
	IsInf:     {"isinf", Test, KFloat | KComplex, "isinf", true, "x -> x is infinite"},
	IsFinite:  {"isfinite", Test, KFloat | KComplex, "isfinite", true, "x -> x is neither"},
	SignBit:   {"signbit", Test, KFloat, "signbit", true, "x -> the sign is set"},

	Dim:         {"dim", Special, 0, "", true, "[int: axis] a -> length of the axis, i64"},
	Stride:      {"stride", Special, 0, "", true, "[int: axis] a -> bytes from an element to the next along the axis, i64"},
	Alloc:       {"alloc", Special, 0, "", false, "[type; int: 1 zeroed, 2 Fortran order] n... -> a new array; ValueError for a negative length, MemoryError for too large"},
	Load:        {"load", Special, 0, "", false, "a i... -> element; every index within bounds"},
	Store:       {"store", Special, 0, "", false, "a i... x ->; every index within bounds"},
	Bounds:      {"bounds", Special, 0, "", false, "[int: axis] i n -> i, or i + n if i < 0; IndexError if outside [-n, n)"},
	SliceBounds: {"slicebounds", Special, 0, "", false, "[int: 1 no start, 2 no stop] start stop step n -> first count, of Python's slice over n items; ValueError if step is 0"},
	Slice:       {"slice", Special, 0, "", true, "[int: axis] a first count step -> view; first, count within bounds"},
	Index:       {"index", Special, 0, "", true, "[int: axis] a i -> view without the axis; i within bounds"},
	NewAxis:     {"newaxis", Special, 0, "", true, "[int: axis] a -> view with an axis of length 1 at that place"},
	Permute:     {"permute", Special, 0, "", true, "[ints] a -> view; axis k is a's axis ints[k]"},
	Reshape:     {"reshape", Special, 0, "", false, "a n... -> the same items in C order, a view if it can be, a copy otherwise; one n may be -1; ValueError if sizes differ"},
	Broadcast:   {"broadcast", Special, 0, "broadcast_to", false, "a n... -> read-only view; ValueError if it does not broadcast"},
	Field:       {"field", Special, 0, "", true, "[type: of the result; int: byte offset] a -> view of a field of records, or of a part of complex numbers"},
	Recast:      {"recast", Special, 0, "", true, "[type: of the result] a -> the same bytes as elements of another size; the last axis, without gaps, has as many as fit"},
	Writable:    {"writable", Special, 0, "", false, "a ->; ValueError if a is read-only"},
	Overlaps:    {"overlaps", Special, 0, "", true, "a b -> they may share memory and are not element by element the same"},
	Same:        {"same", Special, 0, "", true, "a b -> one and the same object"},
	Contiguous:  {"contiguous", Special, 0, "", true, "a -> laid out in C order without gaps"},

	Call:     {"call", Special, 0, "", false, "[name] x... -> results of the function"},
	RT:       {"rt", Special, 0, "", false, "[name; type] x... -> results of a run-time routine: Runtime in runtime.go"},
	If:       {"if", Control, 0, "", false, "c { } { }"},
	Block:    {"block", Control, 0, "", false, "[int: label] { }"},
	Loop:     {"loop", Control, 0, "", false, "[int: label] { }"},
	For:      {"for", Control, 0, "", false, "[int: label] start stop step { i: }; ValueError if step is 0"},
	ParFor:   {"parfor", Control, 0, "", false, "[par] (start stop step)... chunk threads { } { i...: } { }"},
	Break:    {"break", Control, 0, "", false, "[int: label]"},
	Continue: {"continue", Control, 0, "", false, "[int: label]"},
	Return:   {"return", Control, 0, "", false, "x..."},
	Raise:    {"raise", Control, 0, "", false, "[exception] x... : its arguments, scalars and text"},
	Try:      {"try", Control, 0, "", false, "{ } { handler }: the handler runs if the first region raises; stop requests pass by"},
	Caught:   {"caught", Special, 0, "", false, "[exception] -> the handled one is of that class; \"\" gives its message as text"},
	Rethrow:  {"rethrow", Control, 0, "", false, "raise what is being handled"},
}

func (op Op) String() string { return Ops[op].Name }

// ByName finds an operation by its name.
func ByName(name string) (Op, bool) {
	for i := range Ops {
		if Ops[i].Name == name {
			return Op(i), true
		}
	}
	return NoOp, false
}

// Kind returns the kind of a scalar as one of KBool, KInt, KFloat, KComplex; 0 for other types.
func (t Type) Kind() int {
	switch {
	case t == Bool:
		return KBool
	case t.IsInt():
		return KInt
	case t.IsFloat():
		return KFloat
	case t.IsComplex():
		return KComplex
	}
	return 0
}
