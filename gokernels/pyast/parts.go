package pyast

import (
	"slices"
	"strconv"
)

// part is an array or container of before the loop, or a part of one, that an expression stands for.
type part struct {
	key   string // of the array; the same for all names of it
	space string // the axes by which index counts: "" the array's own, "flat" all its elements in C order
	name  string // as the function with the loop calls it
	proto *val
	index []Expr
	view  bool // reached through another name than the array's own
}

// most is the number of arrays or indices that one expression may stand for; beyond it is not known.
const most = 8

// places finds what an expression, written by the loop's index and the names of before the loop, stands for: more than
// one where that depends on a condition.
func (u *uses) places(e Expr) []part {
	var out []part
	for _, p := range u.spread(e) {
		out = append(out, u.rooted(p))
	}
	if len(out) > most {
		return nil
	}
	return out
}

// partsOf is places for one choice; indices are still those of the name.
func (u *uses) partsOf(e Expr) []part {
	switch e := e.(type) {
	case *Name:
		if !marked(e.ID) && u.shared(e.ID) {
			return []part{{name: e.ID, proto: u.c.before(e.ID).proto}}
		}
	case *Subscript:
		return u.indexed(e)
	case *Attribute:
		return u.attribute(e)
	case *Call:
		if m, ok := e.Func.(*Attribute); ok && (m.Attr == "ravel" || m.Attr == "reshape") && len(e.Args) <= 1 {
			return u.flattened(u.spread(m.Value), len(e.Args) == 1 && !isMinusOne(e.Args[0]))
		}
	}
	return nil
}

// spread is partsOf for all choices of an expression.
func (u *uses) spread(e Expr) (out []part) {
	for _, choice := range choices(e) {
		out = append(out, u.partsOf(choice)...)
	}
	return slices.DeleteFunc(out, func(p part) bool { return !holdsArrays(p.proto.t) })
}

// holdsArrays reports whether a value is an array or container, or a tuple with one in it.
func holdsArrays(t *Type) bool {
	return t.isArray() || t.isContainer() || ((t.Kind == KTuple || t.Kind == KOptional) && slices.ContainsFunc(t.Items, holdsArrays))
}

func isMinusOne(e Expr) bool {
	n, ok := e.(*UnaryOp)
	if !ok || n.Op != "USub" {
		k, isInt := constantInt(e)
		return isInt && k == -1
	}
	k, isInt := constantInt(n.Operand)
	return isInt && k == 1
}

// indexed is an item of a tuple, or a part of an array.
func (u *uses) indexed(e *Subscript) (out []part) {
	items := []Expr{e.Index}
	if t, ok := e.Index.(*Tuple); ok {
		items = t.Elts
	}
	if t, ok := e.Value.(*Tuple); ok {
		return u.spreadAll(chosen(t.Elts, e.Index))
	}
	for _, p := range u.spread(e.Value) {
		if p.proto.t.Kind != KTuple {
			p.index = append(slices.Clone(p.index), items...)
			out = append(out, p)
			continue
		}
		n, known := constantInt(e.Index)
		for k := range p.proto.items {
			if !known || int64(k) == n || int64(k) == n+int64(len(p.proto.items)) {
				out = append(out, p.item(k))
			}
		}
	}
	return out
}

func (u *uses) spreadAll(list []Expr) (out []part) {
	for _, e := range list {
		out = append(out, u.spread(e)...)
	}
	return out
}

// chosen are the items of a tuple that an index may mean.
func chosen(items []Expr, index Expr) []Expr {
	n, ok := constantInt(index)
	if !ok {
		return items
	}
	if n < 0 {
		n += int64(len(items))
	}
	if n < 0 || n >= int64(len(items)) {
		return nil
	}
	return items[n : n+1]
}

func (p part) item(k int) part {
	suffix := "[" + strconv.Itoa(k) + "]"
	if fields := p.proto.t.Fields; k < len(fields) {
		suffix = "." + fields[k]
	}
	return part{name: p.name + suffix, proto: p.proto.items[k], view: p.view}
}

// attribute is a field of a named tuple or of records, or an array seen in another way.
func (u *uses) attribute(e *Attribute) (out []part) {
	for _, p := range u.spread(e.Value) {
		switch t := p.proto.t; {
		case t.Kind == KTuple:
			if k := slices.Index(t.Fields, e.Attr); k >= 0 {
				out = append(out, p.item(k))
			}
		case !t.isArray():
		case t.Record != nil && slices.ContainsFunc(t.Record.Fields, func(f Field) bool { return f.Name == e.Attr }):
			p.index = append(slices.Clone(p.index), &Constant{Value: e.Attr})
			out = append(out, p)
		case e.Attr == "T" && len(p.index) == 0:
			out = append(out, u.transposed(p))
		case e.Attr == "flat":
			out = append(out, u.flattened([]part{p}, false)...)
		case e.Attr == "real" || e.Attr == "imag":
			out = append(out, p)
		}
	}
	return out
}

func (u *uses) transposed(p part) part {
	axes := make([]int, p.proto.t.NDim)
	for k := range axes {
		axes[k] = len(axes) - 1 - k
	}
	p.proto = &val{t: p.proto.t, mem: p.proto.mem.permuted(axes)}
	return p
}

// flattened are arrays whose elements are counted in C order, or in a way that is not known.
func (u *uses) flattened(all []part, unknown bool) (out []part) {
	for _, p := range all {
		if p.proto.t.isArray() && len(p.index) == 0 && p.proto.mem != nil && (p.proto.t.NDim != 1 || unknown) {
			p.proto = &val{t: arrayOf(p.proto.t.Elem, 1), mem: p.proto.mem.reshaped(1)}
			if unknown {
				p.proto.mem.space = "another shape"
			}
		}
		out = append(out, p)
	}
	return out
}

// rooted puts a part in terms of the array itself.
func (u *uses) rooted(p part) part {
	var fields []Expr
	if p.proto.t.Record != nil {
		p.index, fields = splitFields(p.index)
	}
	p.key = p.name
	if m := p.proto.mem; m != nil {
		p.key, p.space = m.key(), m.space
		p.index = m.rootIndex(joinIndex(p.index, max(p.proto.t.NDim, len(p.proto.t.Items))))
	}
	p.index = append(slices.Clone(p.index), fields...)
	return p
}

// splitFields takes the names of fields out of an index: r["x"][i] is r[i]["x"].
func splitFields(index []Expr) (items, fields []Expr) {
	for _, e := range index {
		k, ok := e.(*Constant)
		if _, text := constantText(k, ok); text {
			fields = append(fields, e)
			continue
		}
		items = append(items, e)
	}
	return items, fields
}

func constantText(k *Constant, ok bool) (text string, isText bool) {
	if !ok {
		return "", false
	}
	text, isText = k.Value.(string)
	return text, isText
}

// isView reports whether a value is an array or a part of one, rather than an element.
func (u *uses) isView(held Expr) bool {
	if t, ok := held.(*Tuple); ok {
		return slices.ContainsFunc(t.Elts, u.isView)
	}
	return slices.ContainsFunc(u.spread(held), func(p part) bool {
		t := p.proto.t
		switch {
		case len(p.index) == 0:
			return true
		case slices.ContainsFunc(p.index, u.isArrayName):
			return false // a copy
		case t.Kind == KList:
			return !t.Items[0].isScalar() && t.Items[0].Kind != KStr
		}
		items, fields := p.index, []Expr(nil)
		if t.Record != nil {
			items, fields = splitFields(items)
		}
		return t.isArray() && (len(items) < t.NDim || (t.Record != nil && len(fields) == 0) || slices.ContainsFunc(items, isSlice))
	})
}

func isSlice(e Expr) bool { _, ok := e.(*Slice); return ok }

func (u *uses) isArrayName(e Expr) bool {
	n, ok := e.(*Name)
	if !ok {
		return false
	}
	s := u.c.before(n.ID)
	return s != nil && !s.proto.t.isScalar()
}

func (u *uses) shared(name string) bool { return !u.set[name] && u.c.isShared(name) }

// choices are the expressions that a value is one of; conditions are not looked at.
func choices(e Expr) []Expr {
	c, ok := e.(*IfExp)
	if !ok {
		return []Expr{e}
	}
	return append(choices(c.Body), choices(c.Else)...)
}

// choice is a value that is a on one path and b on another.
func choice(a, b Expr) Expr {
	all := choices(a)
	for _, e := range choices(b) {
		if !slices.ContainsFunc(all, func(x Expr) bool { return exprText(x) == exprText(e) }) {
			all = append(all, e)
		}
	}
	if len(all) > most {
		return &Name{ID: unknownName}
	}
	out := all[0]
	for _, e := range all[1:] {
		out = &IfExp{At: At{a.Where()}, Test: &Constant{Value: true}, Body: out, Else: e}
	}
	return out
}

// alternatives are the indices that a list of expressions with choices in them may be; choices within an expression
// are taken apart too.
func alternatives(index []Expr) [][]Expr {
	out := [][]Expr{nil}
	for _, e := range index {
		options := opened(e)
		if len(out)*len(options) > most {
			options = []Expr{&Name{ID: unknownName}}
		}
		var next [][]Expr
		for _, head := range out {
			for _, o := range options {
				next = append(next, append(slices.Clone(head), o))
			}
		}
		out = next
	}
	return out
}

// opened are the expressions without choices that an expression may be.
func opened(e Expr) []Expr {
	switch e := e.(type) {
	case *IfExp:
		return append(opened(e.Body), opened(e.Else)...)
	case *BinOp:
		return combined(e.Left, e.Right, func(x, y Expr) Expr { return &BinOp{e.At, e.Op, x, y} })
	case *Slice:
		return combined(e.Lower, e.Upper, func(x, y Expr) Expr { return &Slice{e.At, x, y, e.Step} })
	case *UnaryOp:
		return combined(e.Operand, nil, func(x, _ Expr) Expr { return &UnaryOp{e.At, e.Op, x} })
	}
	return []Expr{e}
}

func combined(a, b Expr, join func(x, y Expr) Expr) (out []Expr) {
	for _, x := range opened(a) {
		for _, y := range opened(b) {
			out = append(out, join(x, y))
		}
	}
	if len(out) > most {
		return []Expr{&Name{ID: unknownName}}
	}
	return out
}
