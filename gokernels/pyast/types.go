package pyast

import (
	"slices"
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// Kind is the kind of a Type.
type Kind uint8

// The kinds of types. Those from KFunction on exist while compiling only.
const (
	KNone Kind = iota
	KScalar
	KArray
	KTuple
	KStr
	KList
	KSet
	KDict
	KOptional
	KCompiled
	KType
	KFunction
	KModule
	KClosure
	KMethod
	KSlice
	KEllipsis
	KIter
	KException
	KNamedTuple
)

// Type is what an expression can be. The text form is described at ParseTypes.
type Type struct {
	Kind     Kind
	Elem     ir.Type // of a scalar or of an array's elements
	Weak     bool    // a Python number: it does not widen a NumPy operand
	NDim     int
	Layout   byte // 'C', 'F', 'A' of an argument; not part of the type's identity
	ReadOnly bool
	Record   *Record // of an array of records
	Items    []*Type // of a tuple; of a list or set: one; of a dict: key and value
	Fields   []string
	ID       int
	Name     string // of a type object or function
	origin   Expr   // where a list, set or dict was made, to learn its item type
}

// Record describes the elements of an array of records.
type Record struct {
	Fields []Field
	Size   int
}

// Field is one field of a Record; its Type is a scalar or, for a nested array, unsupported.
type Field struct {
	Name   string
	Type   ir.Type
	Offset int
}

var (
	noneType    = &Type{Kind: KNone}
	strType     = &Type{Kind: KStr}
	intType     = &Type{Kind: KScalar, Elem: ir.I64, Weak: true}
	floatType   = &Type{Kind: KScalar, Elem: ir.F64, Weak: true}
	complexType = &Type{Kind: KScalar, Elem: ir.C128, Weak: true}
	boolType    = &Type{Kind: KScalar, Elem: ir.Bool, Weak: true}
)

func scalarOf(t ir.Type) *Type          { return &Type{Kind: KScalar, Elem: t} }
func arrayOf(t ir.Type, ndim int) *Type { return &Type{Kind: KArray, Elem: t, NDim: ndim, Layout: 'A'} }
func tupleOf(items ...*Type) *Type      { return &Type{Kind: KTuple, Items: items} }
func listOf(item *Type) *Type           { return &Type{Kind: KList, Items: []*Type{item}} }
func (t *Type) isScalar() bool          { return t.Kind == KScalar }
func (t *Type) isArray() bool           { return t.Kind == KArray }
func (t *Type) isInt() bool             { return t.Kind == KScalar && t.Elem.IsInt() }
func (t *Type) isIntegral() bool        { return t.Kind == KScalar && (t.Elem.IsInt() || t.Elem == ir.Bool) }
func (t *Type) isFloat() bool           { return t.Kind == KScalar && t.Elem.IsFloat() }
func (t *Type) isComplex() bool         { return t.Kind == KScalar && t.Elem.IsComplex() }
func (t *Type) isContainer() bool       { return t.Kind == KList || t.Kind == KSet || t.Kind == KDict }
func (t *Type) same(u *Type) bool       { return t == u || t.String() == u.String() }

// weakNames are the texts of Python's own scalars.
var weakNames = map[ir.Type]string{ir.I64: "int", ir.F64: "float", ir.C128: "complex", ir.Bool: "bool"}

// String returns the text form, without an array's layout: what tells two types apart.
func (t *Type) String() string {
	switch t.Kind {
	case KNone:
		return "none"
	case KScalar:
		if t.Weak {
			return weakNames[t.Elem]
		}
		if t.Elem == ir.Bool {
			return "b1"
		}
		return string(t.Elem)
	case KArray:
		return t.elemText() + "[" + strconv.Itoa(t.NDim) + "]"
	case KTuple:
		return t.tupleText()
	case KOptional:
		return "optional(" + t.Items[1].String() + ")"
	case KStr:
		return "str"
	case KList:
		return "list(" + texts(t.Items, ";") + ")"
	case KSet:
		return "set(" + texts(t.Items, ";") + ")"
	case KDict:
		return "dict(" + texts(t.Items, ";") + ")"
	case KCompiled:
		return "fn" + strconv.Itoa(t.ID)
	case KType:
		return "type:" + t.Name
	}
	return t.compileTimeText()
}

func (t *Type) compileTimeText() string {
	names := map[Kind]string{KFunction: "function:", KModule: "module:", KClosure: "closure:", KMethod: "method:", KSlice: "slice",
		KEllipsis: "ellipsis", KIter: "iterator:", KException: "exception:", KNamedTuple: "namedtuple:"}
	text := names[t.Kind] + t.Name
	if t.ID != 0 {
		text += "#" + strconv.Itoa(t.ID)
	}
	return text
}

func (t *Type) elemText() string {
	if t.Record == nil {
		return string(t.Elem)
	}
	fields := make([]string, len(t.Record.Fields))
	for i, f := range t.Record.Fields {
		fields[i] = f.Name + ":" + string(f.Type) + "@" + strconv.Itoa(f.Offset)
	}
	return "{" + strings.Join(fields, ",") + ";" + strconv.Itoa(t.Record.Size) + "}"
}

func (t *Type) tupleText() string {
	text := "(" + texts(t.Items, ",") + ")"
	if t.Fields != nil {
		text = "nt" + strconv.Itoa(t.ID) + ":" + strings.Join(t.Fields, ",") + text
	}
	return text
}

func texts(types []*Type, separator string) string {
	parts := make([]string, len(types))
	for i, t := range types {
		parts[i] = "?"
		if t != nil {
			parts[i] = t.String()
		}
	}
	return strings.Join(parts, separator)
}

// Result returns the text by which Python builds an object of the type.
func (t *Type) Result() string {
	if t.Kind == KScalar && t.Elem == ir.Bool {
		return "bool"
	}
	return t.String()
}

// mostItems is how many items a tuple may have, those of tuples inside it counted: each has variables of its own.
const mostItems = 1000

// leaves counts the items that a value of type t has when tuples are taken apart.
func (t *Type) leaves() int {
	if t == nil || (t.Kind != KTuple && t.Kind != KOptional) {
		return 1
	}
	n := 1
	for _, item := range t.Items {
		n += item.leaves()
	}
	return n
}

// compileTime reports whether a type has values that exist while compiling only.
func (t *Type) compileTime() bool {
	return t != nil && (t.Kind == KCompiled || t.Kind == KType || t.Kind == KTuple && slices.ContainsFunc(t.Items, (*Type).compileTime))
}

// slots appends the types of the IR values that hold a value of type t.
func (t *Type) slots(dst []ir.Type) []ir.Type {
	if t == nil { // items of a container that is empty so far
		return append(dst, ir.I64)
	}
	switch t.Kind {
	case KScalar, KArray, KStr, KList, KSet, KDict:
		return append(dst, t.ir())
	case KTuple, KOptional:
		for _, item := range t.Items {
			dst = item.slots(dst)
		}
	}
	return dst
}

// ir returns the IR type of a type that has one slot.
func (t *Type) ir() ir.Type {
	switch t.Kind {
	case KScalar:
		return t.Elem
	case KArray:
		return ir.ArrayOf(t.Elem, t.NDim)
	case KStr:
		return ir.Str
	case KList:
		return ir.ListOf(t.Items[0].slots(nil)...)
	case KSet:
		return ir.SetOf(t.Items[0].slots(nil)...)
	case KDict:
		return ir.DictOf(t.Items[0].slots(nil), t.Items[1].slots(nil)...)
	}
	return ir.Void
}

// user returns the type in words that a Python user knows, for messages.
func (t *Type) user() string {
	switch t.Kind {
	case KNone:
		return "None"
	case KScalar:
		return scalarWords(t)
	case KArray:
		return "array(" + elemWords(t) + ", " + strconv.Itoa(t.NDim) + "d)"
	case KTuple:
		return "tuple" + words(t.Items)
	case KOptional:
		return t.Items[1].user() + " or None"
	case KList:
		return "list" + words(t.Items)
	case KSet:
		return "set" + words(t.Items)
	case KDict:
		return "dict" + words(t.Items)
	case KFunction, KModule, KIter, KException, KNamedTuple:
		return t.Name
	case KType:
		return "the type " + strings.TrimPrefix(t.Name, "builtins.")
	case KMethod:
		return "the method " + t.Name
	case KCompiled, KClosure:
		return "a function"
	}
	return t.String()
}

func words(types []*Type) string {
	parts := make([]string, len(types))
	for i, t := range types {
		parts[i] = "?"
		if t != nil {
			parts[i] = t.user()
		}
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

var numpyWords = map[ir.Type]string{ir.Bool: "bool", ir.I8: "int8", ir.I16: "int16", ir.I32: "int32", ir.I64: "int64",
	ir.U8: "uint8", ir.U16: "uint16", ir.U32: "uint32", ir.U64: "uint64", ir.F32: "float32", ir.F64: "float64",
	ir.C64: "complex64", ir.C128: "complex128"}

func scalarWords(t *Type) string {
	if t.Weak {
		return weakNames[t.Elem]
	}
	return numpyWords[t.Elem]
}

func elemWords(t *Type) string {
	if t.Record != nil {
		return "record"
	}
	return numpyWords[t.Elem]
}
