package ir

import (
	"slices"
	"strings"
)

// What a type may be at most: more dimensions than NumPy's NPY_MAXDIMS (64) and deeper containers come from
// malformed text only.
const (
	maxNDim  = 64
	maxDepth = 8
)

// Valid reports whether t is a type that types.go describes. Other methods of Type may be called on valid types only.
func (t Type) Valid() bool { return t.valid(maxDepth) }

func (t Type) valid(depth int) bool {
	switch {
	case depth == 0:
		return false
	case strings.HasSuffix(string(t), "]"):
		return t.validArray()
	case t == Str || slices.Contains(Scalars, t):
		return true
	case !strings.HasSuffix(string(t), ")"):
		return false
	case t.IsDict():
		return t.keyEnd() > 0 && validKeys(t.Keys()) && validColumns(t.Columns(), depth)
	case t.IsSet():
		return validKeys(t.Columns())
	}
	return t.IsList() && validColumns(t.Columns(), depth)
}

// validKeys tells whether a value of these columns can be a key.
func validKeys(columns []Type) bool {
	for _, c := range columns {
		if c != Str && !slices.Contains(Scalars, c) {
			return false
		}
	}
	return len(columns) > 0
}

func validColumns(columns []Type, depth int) bool {
	for _, c := range columns {
		if !c.valid(depth - 1) {
			return false
		}
	}
	return len(columns) > 0
}

func (t Type) validArray() bool {
	elem, ndim, ok := strings.Cut(string(t), "[")
	n, isNumber := decimalText(strings.TrimSuffix(ndim, "]"))
	return ok && isNumber && n <= maxNDim && Type(elem).validElem()
}

// validElem tells whether arrays may have elements of t: scalars and records.
func (t Type) validElem() bool {
	if size, isRecord := strings.CutPrefix(string(t), "v"); isRecord {
		_, ok := decimalText(size)
		return ok
	}
	return slices.Contains(Scalars, t)
}

// decimalText reads a small number that has one spelling only, as types are compared by their text.
func decimalText(text string) (n int, ok bool) {
	if len(text) == 0 || len(text) > 9 || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}
