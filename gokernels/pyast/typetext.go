package pyast

import (
	"fmt"
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// maxTypeDepth bounds the nesting of a type's text.
const maxTypeDepth = 50

// ParseTypes reads a list of types: "int,f64[1]C,(int,float)".
//
//	int float complex bool     Python's scalars            none str
//	b1 i8 … u64 f32 f64 c64 c128   NumPy's scalars
//	f64[2]C f64[1]Ar {x:f64@0,y:i32@8;16}[1]C   arrays: layout C, F or A; r read-only
//	(int,float) nt7:x,y(int,int)    tuples, named tuples by the number of their class
//	fn3 type:numpy.float64 list(int) set(int) dict(int;float)
func ParseTypes(text string) ([]Type, error) {
	p := &typeParser{text: text}
	var types []Type
	for p.at < len(p.text) {
		if len(types) > 0 && !p.take(",") {
			return nil, p.fail("','")
		}
		t, err := p.parse(0)
		if err != nil {
			return nil, err
		}
		types = append(types, *t)
	}
	return types, nil
}

type typeParser struct {
	text string
	at   int
}

func (p *typeParser) fail(want string) error {
	return fmt.Errorf("type text %.80q: %s expected at %d", p.text, want, p.at)
}

func (p *typeParser) take(s string) bool {
	if strings.HasPrefix(p.text[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

// word takes the characters before any of stops.
func (p *typeParser) word(stops string) string {
	n := strings.IndexAny(p.text[p.at:], stops)
	if n < 0 {
		n = len(p.text) - p.at
	}
	p.at += n
	return p.text[p.at-n : p.at]
}

func (p *typeParser) parse(depth int) (*Type, error) {
	if depth > maxTypeDepth {
		return nil, p.fail("less nesting")
	}
	switch {
	case p.take("{"):
		return p.record()
	case p.take("("):
		items, err := p.items(",", depth)
		return &Type{Kind: KTuple, Items: items}, err
	case p.take("list("):
		return p.container(KList, 1, depth)
	case p.take("set("):
		return p.container(KSet, 1, depth)
	case p.take("dict("):
		return p.container(KDict, 2, depth)
	case p.take("type:"):
		name := p.word(",;)")
		if name == "" {
			return nil, p.fail("a type's name")
		}
		return &Type{Kind: KType, Name: name}, nil
	case p.take("nt"):
		return p.namedTuple(depth)
	case p.take("fn"):
		id, err := strconv.Atoi(p.word(",;)"))
		return &Type{Kind: KCompiled, ID: id}, err
	}
	return p.simple()
}

var simpleTypes = map[string]*Type{"none": noneType, "str": strType, "int": intType, "float": floatType,
	"complex": complexType, "bool": boolType, "b1": scalarOf(ir.Bool)}

func (p *typeParser) simple() (*Type, error) {
	name := p.word(",;)[")
	if strings.HasPrefix(p.text[p.at:], "[") {
		if !ir.Type(name).IsScalar() {
			return nil, p.fail("an element type")
		}
		return p.array(&Type{Kind: KArray, Elem: ir.Type(name)})
	}
	if t := simpleTypes[name]; t != nil {
		return t, nil
	}
	if t := ir.Type(name); t.IsScalar() {
		return scalarOf(t), nil
	}
	return nil, p.fail("a type")
}

func (p *typeParser) array(t *Type) (*Type, error) {
	p.at++ // [
	n, err := strconv.Atoi(p.word("]"))
	if err != nil || n < 0 || n > 32 || !p.take("]") {
		return nil, p.fail("a number of dimensions and ']'")
	}
	t.NDim, t.Layout = n, 'A'
	for _, layout := range "CFA" {
		if p.take(string(layout)) {
			t.Layout = byte(layout)
			break
		}
	}
	t.ReadOnly = p.take("r")
	return t, nil
}

func (p *typeParser) items(separator string, depth int) ([]*Type, error) {
	items := []*Type{}
	for !p.take(")") {
		if len(items) > 0 && !p.take(separator) {
			return nil, p.fail("')'")
		}
		t, err := p.parse(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, t)
	}
	return items, nil
}

func (p *typeParser) container(kind Kind, n, depth int) (*Type, error) {
	items, err := p.items(";", depth)
	if err == nil && len(items) != n {
		err = p.fail("other number of item types")
	}
	return &Type{Kind: kind, Items: items}, err
}

func (p *typeParser) namedTuple(depth int) (*Type, error) {
	id, err := strconv.Atoi(p.word(":"))
	if err != nil || !p.take(":") {
		return nil, p.fail("a number and ':'")
	}
	fields := []string{}
	if names := p.word("("); names != "" {
		fields = strings.Split(names, ",")
	}
	if !p.take("(") {
		return nil, p.fail("'('")
	}
	items, err := p.items(",", depth)
	if err == nil && len(items) != len(fields) {
		err = p.fail("as many types as fields")
	}
	return &Type{Kind: KTuple, Items: items, Fields: fields, ID: id}, err
}

func (p *typeParser) record() (*Type, error) {
	r := &Record{}
	for !p.take(";") {
		if len(r.Fields) > 0 && !p.take(",") {
			return nil, p.fail("','")
		}
		name := p.word(":")
		p.take(":")
		elem := ir.Type(p.word("@"))
		p.take("@")
		offset, err := strconv.Atoi(p.word(",;"))
		if err != nil || offset < 0 || name == "" || !elem.IsScalar() {
			return nil, p.fail("a field")
		}
		r.Fields = append(r.Fields, Field{name, elem, offset})
	}
	size, err := strconv.Atoi(p.word("}"))
	if err != nil || size <= 0 || !p.take("}") {
		return nil, p.fail("a record's size")
	}
	r.Size = size
	for _, f := range r.Fields {
		if f.Offset+f.Type.Size() > size {
			return nil, p.fail("a field within the record")
		}
	}
	t := &Type{Kind: KArray, Elem: ir.RecordOf(size), Record: r}
	if !strings.HasPrefix(p.text[p.at:], "[") {
		return nil, p.fail("'['")
	}
	return p.array(t)
}
