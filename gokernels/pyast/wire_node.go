package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// fields are those of one node, after its name and position.
type fields struct {
	*decoder
	At
	values []any
}

func (f fields) expr(i int) Expr      { return f.decoder.expr(f.values[i]) }
func (f fields) exprs(i int) []Expr   { return f.decoder.exprs(f.values[i]) }
func (f fields) stmts(i int) []Stmt   { return f.decoder.stmts(f.list(f.values[i])) }
func (f fields) name(i int) string    { return f.text(f.values[i]) }
func (f fields) names(i int) []string { return f.texts(f.values[i]) }

// need is an expression that must be there.
func (f fields) need(i int) Expr { return f.present(f.expr(i)) }

func (d *decoder) present(e Expr) Expr {
	if e == nil {
		d.fail("a node lacks an expression")
	}
	return e
}

func (f fields) op(i int, allowed []string) string {
	op := f.name(i)
	if !slices.Contains(allowed, op) {
		f.fail("unknown operator %.30q", op)
	}
	return op
}

var (
	binaryOps  = []string{"Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "MatMult"}
	unaryOps   = []string{"UAdd", "USub", "Not", "Invert"}
	boolOps    = []string{"And", "Or"}
	compareOps = []string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}
	compKinds  = []string{"List", "Set", "Dict", "Generator"}
	formats    = []string{"", "s", "r", "a"}
)

// node splits a node into its name and fields; ok is false after an error and for null.
func (d *decoder) node(value any) (name string, f fields, ok bool) {
	if value == nil {
		return "", fields{}, false
	}
	list := d.list(value)
	if len(list) < 5 {
		d.fail("a node has %d fields", len(list))
		return "", fields{}, false
	}
	pos := ir.Pos{Line: int32(d.integer(list[1])), Col: int32(d.integer(list[2])), EndLine: int32(d.integer(list[3])),
		End: int32(d.integer(list[4]))}
	return d.text(list[0]), fields{d, At{pos}, list[5:]}, d.err == nil
}

// arity checks the number of fields, so that the makers may index.
func (d *decoder) arity(name string, got, want int) bool {
	if got != want {
		d.fail("%.30q has %d fields, not %d", name, got, want)
	}
	return got == want
}

func (d *decoder) expr(value any) Expr {
	defer func() { d.depth-- }()
	if !d.enter() {
		return nil
	}
	name, f, ok := d.node(value)
	if !ok {
		return nil
	}
	maker, known := exprs[name]
	if !known {
		d.fail("unknown expression %.30q", name)
		return nil
	}
	if !d.arity(name, len(f.values), maker.arity) {
		return nil
	}
	return maker.make(f)
}

func (d *decoder) stmt(value any) Stmt {
	defer func() { d.depth-- }()
	if !d.enter() {
		return nil
	}
	name, f, ok := d.node(value)
	maker, known := stmts[name]
	if !ok || !known {
		d.fail("unknown statement %.30q", name)
		return nil
	}
	if !d.arity(name, len(f.values), maker.arity) {
		return nil
	}
	return maker.make(f)
}

// exprs decodes a list of expressions; only a dict's keys may be null (** in a display).
func (d *decoder) exprs(value any) []Expr {
	var result []Expr
	for _, item := range d.list(value) {
		result = append(result, d.expr(item))
	}
	return result
}

// all decodes a list without nulls.
func (f fields) all(i int) []Expr {
	result := f.exprs(i)
	for _, e := range result {
		f.present(e)
	}
	return result
}

func (d *decoder) stmts(list []any) []Stmt {
	var result []Stmt
	for _, item := range list {
		result = append(result, d.stmt(item))
	}
	return result
}

// parts splits a list of lists of n fields each: keywords, generators, handlers.
func (f fields) parts(i, n int) []fields {
	var result []fields
	for _, item := range f.list(f.values[i]) {
		list := f.list(item)
		if !f.arity("part", len(list), n) {
			return nil
		}
		result = append(result, fields{f.decoder, f.At, list})
	}
	return result
}

func (f fields) keywords(i int) []Keyword {
	var result []Keyword
	for _, k := range f.parts(i, 2) {
		result = append(result, Keyword{k.name(0), k.need(1)})
	}
	return result
}

func (f fields) generators(i int) []Generator {
	var result []Generator
	for _, g := range f.parts(i, 3) {
		result = append(result, Generator{g.need(0), g.need(1), g.all(2)})
	}
	return result
}

// handlers are nodes: ["ExceptHandler", position, type, name, body].
func (f fields) handlers(i int) []Handler {
	var result []Handler
	for _, item := range f.list(f.values[i]) {
		name, h, ok := f.node(item)
		if !ok || !f.arity(name, len(h.values), 3) {
			f.fail("an except clause is missing")
			return nil
		}
		result = append(result, Handler{h.At, h.expr(0), h.name(1), h.stmts(2)})
	}
	return result
}
