package ir

import (
	"strconv"
	"strings"
)

// Type is a type by its text, which is how it is printed, parsed and compared:
//
//	bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 c64 c128   scalars (c64 is two f32)
//	v16                                                    a record of 16 bytes: array elements only
//	f64[2]                                                 an array of 2 dimensions
//	str                                                    text
//	list(i64) list(f64,i64) set(i64) dict(i64,i64;f64)     containers; several element or key types are columns
type Type string

// The scalar types, and text.
const (
	Void Type = ""
	Bool Type = "bool"
	I8   Type = "i8"
	I16  Type = "i16"
	I32  Type = "i32"
	I64  Type = "i64"
	U8   Type = "u8"
	U16  Type = "u16"
	U32  Type = "u32"
	U64  Type = "u64"
	F32  Type = "f32"
	F64  Type = "f64"
	C64  Type = "c64"
	C128 Type = "c128"
	Str  Type = "str"
)

// Scalars lists the scalar types by rank of conversion.
var Scalars = []Type{Bool, I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, C64, C128}

// ArrayOf returns the type of arrays of elem with ndim dimensions.
func ArrayOf(elem Type, ndim int) Type { return elem + "[" + Type(strconv.Itoa(ndim)) + "]" }

// RecordOf returns the element type of records of size bytes.
func RecordOf(size int) Type { return Type("v" + strconv.Itoa(size)) }

// ListOf returns the type of lists whose items have these columns.
func ListOf(elems ...Type) Type { return "list(" + join(elems) + ")" }

// SetOf returns the type of sets whose items have these columns: scalars and text.
func SetOf(elems ...Type) Type { return "set(" + join(elems) + ")" }

// DictOf returns the type of dicts from keys to values of these columns; those of keys are scalars and text.
func DictOf(keys []Type, values ...Type) Type { return "dict(" + join(keys) + ";" + join(values) + ")" }

func join(types []Type) Type {
	text := make([]string, len(types))
	for i, t := range types {
		text[i] = string(t)
	}
	return Type(strings.Join(text, ","))
}

// IsArray reports whether t is an array type.
func (t Type) IsArray() bool { return strings.HasSuffix(string(t), "]") }

// Elem returns the element type of an array type.
func (t Type) Elem() Type {
	if i := strings.LastIndexByte(string(t), '['); i >= 0 {
		return t[:i]
	}
	return Void
}

// NDim returns the number of dimensions of an array type, 0 for other types.
func (t Type) NDim() int {
	i := strings.LastIndexByte(string(t), '[')
	if i < 0 {
		return 0
	}
	n, _ := strconv.Atoi(string(t[i+1 : len(t)-1]))
	return n
}

// IsList, IsSet, IsDict report the kind of a container type.
func (t Type) IsList() bool { return strings.HasPrefix(string(t), "list(") && !t.IsArray() }
func (t Type) IsSet() bool  { return strings.HasPrefix(string(t), "set(") && !t.IsArray() }
func (t Type) IsDict() bool { return strings.HasPrefix(string(t), "dict(") && !t.IsArray() }

// Columns returns the item types of a list or set, or the value types of a dict.
func (t Type) Columns() []Type {
	body := t[strings.IndexByte(string(t), '(')+1 : len(t)-1]
	if i := t.keyEnd(); i >= 0 {
		body = t[i+1 : len(t)-1]
	}
	return split(body)
}

// Keys returns the key types of a dict.
func (t Type) Keys() []Type { return split(t[len("dict("):t.keyEnd()]) }

// keyEnd returns where the key of a dict type ends, -1 for other types.
func (t Type) keyEnd() int {
	if !t.IsDict() {
		return -1
	}
	return strings.IndexByte(string(t), ';')
}

// split cuts a list of types at its outermost commas.
func split(text Type) []Type {
	var types []Type
	depth, from := 0, 0
	for i, c := range text {
		switch c {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				types, from = append(types, text[from:i]), i+1
			}
		}
	}
	if from < len(text) {
		types = append(types, text[from:])
	}
	return types
}

// IsScalar reports whether t is one of Scalars.
func (t Type) IsScalar() bool { return t.Size() > 0 && t[0] != 'v' }

// IsInt, IsFloat, IsComplex report the kind of a scalar; bool is none of them.
func (t Type) IsInt() bool    { return t.IsSigned() || t.IsUnsigned() }
func (t Type) IsSigned() bool { return t == I64 || t == I32 || t == I16 || t == I8 }
func (t Type) IsUnsigned() bool {
	return t == U64 || t == U32 || t == U16 || t == U8
}
func (t Type) IsFloat() bool   { return t == F64 || t == F32 }
func (t Type) IsComplex() bool { return t == C128 || t == C64 }

// IsRef reports whether a value of t refers to an object of the run time.
func (t Type) IsRef() bool { return t != Void && !t.IsScalar() }

// Real returns the type of the parts of a complex type.
func (t Type) Real() Type {
	if t == C64 {
		return F32
	}
	return F64
}

// Size returns the bytes of a scalar or record in memory, 0 for other types.
func (t Type) Size() int {
	switch t {
	case Bool, I8, U8:
		return 1
	case I16, U16:
		return 2
	case I32, U32, F32:
		return 4
	case I64, U64, F64, C64:
		return 8
	case C128:
		return 16
	}
	if len(t) > 1 && t[0] == 'v' && !t.IsArray() {
		n, _ := strconv.Atoi(string(t[1:]))
		return n
	}
	return 0
}
