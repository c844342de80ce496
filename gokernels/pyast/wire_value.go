package pyast

import "strconv"

// Plain JSON values, constants and globals of the wire form.

func (d *decoder) list(value any) []any {
	if value == nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		d.fail("expected a list, got %T", value)
	}
	return list
}

func (d *decoder) text(value any) string {
	text, ok := value.(string)
	if !ok {
		d.fail("expected a text, got %T", value)
	}
	return text
}

func (d *decoder) texts(value any) []string {
	var texts []string
	for _, item := range d.list(value) {
		texts = append(texts, d.text(item))
	}
	return texts
}

// object is nil for null.
func (d *decoder) object(value any) map[string]any {
	object, ok := value.(map[string]any)
	if !ok && value != nil {
		d.fail("expected an object, got %T", value)
	}
	return object
}

func (d *decoder) integer(value any) int {
	n, ok := value.(int)
	if !ok {
		d.fail("expected an integer of 32 bits, got %v", value)
	}
	return n
}

// constant decodes all constants but the tuples of globals.
func (d *decoder) constant(value any) any {
	switch value := value.(type) {
	case nil, bool:
		return value
	case []any:
		if len(value) > 0 {
			return d.tagged(d.text(value[0]), value[1:])
		}
	}
	d.fail("expected a constant, got %T", value)
	return nil
}

// lengths of tagged constants, without the tag.
var lengths = map[string]int{"i": 1, "h": 1, "f": 1, "c": 2, "s": 1, "e": 0}

func (d *decoder) tagged(tag string, rest []any) any {
	if n, known := lengths[tag]; !known || n != len(rest) {
		d.fail("a constant %q with %d fields", tag, len(rest))
		return nil
	}
	switch tag {
	case "i":
		return d.digits(d.text(rest[0]))
	case "h":
		return d.huge(d.text(rest[0]))
	case "f":
		return d.float(rest[0])
	case "c":
		return complex(d.float(rest[0]), d.float(rest[1]))
	case "s":
		return d.text(rest[0])
	}
	return EllipsisValue{}
}

func (d *decoder) digits(text string) any {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		d.fail("expected an integer of 64 bits, got %.30q", text)
	}
	return n
}

func (d *decoder) huge(text string) Huge {
	for i, c := range text {
		if (c < '0' || c > '9') && (c != '-' || i > 0 || len(text) == 1) {
			d.fail("expected digits, got %.30q", text)
		}
	}
	return Huge(text)
}

// float takes hexadecimal text, which is exact, and inf and nan.
func (d *decoder) float(value any) float64 {
	x, err := strconv.ParseFloat(d.text(value), 64)
	if err != nil {
		d.fail("expected a float, got %.30q", value)
	}
	return x
}

var kinds = map[GlobalKind]bool{GConst: true, GModule: true, GFunction: true, GType: true, GCompiled: true, GArray: true,
	GException: true, GTuple: true, GOther: true}

func (d *decoder) global(g []any) *Global {
	defer func() { d.depth-- }()
	if !d.enter() {
		return nil
	}
	if len(g) != 6 {
		d.fail("a global has %d fields, not 6", len(g))
		return nil
	}
	weak, _ := g[4].(bool)
	result := &Global{Kind: GlobalKind(d.text(g[0])), Name: d.text(g[1]), ID: d.integer(g[2]), Weak: weak, Fields: d.texts(g[5])}
	if !kinds[result.Kind] {
		d.fail("unknown kind of global %.30q", result.Kind)
	}
	result.Value = d.globalValue(g[3])
	return result
}

func (d *decoder) globalValue(value any) any {
	items, ok := value.([]any)
	if !ok || len(items) == 0 || items[0] != "t" {
		return d.constant(value)
	}
	tuple := make([]*Global, 0, len(items)-1)
	for _, item := range items[1:] {
		tuple = append(tuple, d.global(d.list(item)))
	}
	return tuple
}
