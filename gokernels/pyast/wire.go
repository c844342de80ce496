package pyast

import "fmt"

// The wire form is JSON. A unit is {"functions": [function, …]}; a function is an object with the fields id, name, file,
// source, first, line, params [[name, default or null, keyword-only], …], vararg, body, globals, options. A node is
// [name of its type, line, column, end line, end column, field, …] in the order of the fields in ast.go, null where
// absent. Lines are those of File, columns count characters from 1, and the end column is the one after the last.
// A constant is null, true, false or [tag, …]: i digits (64 bits), h digits (more bits), f text, c text text, s text, e (Ellipsis).
// A global is [kind, name, id, value, weak, fields], where a tuple's value is ["t", global, …].

// The limits of a wire form: a larger one is no kernel, and each level costs stack and time.
const (
	maxWire  = 16 << 20
	maxDepth = 200
	// maxNesting is of brackets, of which a node has up to three: its own, those of a list of nodes, and those of an item in it.
	maxNesting = 3*maxDepth + 10
)

// Decode reads the wire form of a function and of those that it refers to.
func Decode(wire []byte) (*Unit, error) {
	if len(wire) > maxWire {
		return nil, fmt.Errorf("wire form: %d bytes, more than %d", len(wire), maxWire)
	}
	if err := checkNesting(wire); err != nil {
		return nil, err
	}
	value, err := readJSON(wire)
	if err != nil {
		return nil, fmt.Errorf("wire form: %w", err)
	}
	return unit(value)
}

// checkNesting looks at brackets only, before anything is allocated.
func checkNesting(wire []byte) error {
	depth, quoted := 0, false
	for i := 0; i < len(wire); i++ {
		switch c := wire[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > maxNesting {
				return fmt.Errorf("the function is nested more than %d levels deep; split its longest expression or chain of elif", maxDepth)
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return nil
}

func unit(value any) (*Unit, error) {
	u, d := &Unit{}, &decoder{}
	functions := d.list(d.object(value)["functions"])
	if d.err == nil && len(functions) == 0 {
		d.fail("no function")
	}
	seen := map[int]bool{}
	for _, item := range functions {
		object, ok := item.(map[string]any)
		if !ok {
			d.fail("a function is missing")
			break
		}
		f := d.function(object)
		if seen[f.ID] {
			d.fail("a function comes twice")
		}
		seen[f.ID] = true
		u.Functions = append(u.Functions, f)
	}
	if d.err == nil {
		d.checkCalled(u, seen)
	}
	if d.err != nil {
		return nil, fmt.Errorf("wire form: %w", d.err)
	}
	return u, nil
}

// decoder keeps the first error; after it everything decodes to zero values.
type decoder struct {
	err   error
	depth int
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf(format, args...)
	}
}

// enter counts a level of nodes; the caller leaves it with d.depth--.
func (d *decoder) enter() bool {
	if d.depth++; d.depth > maxDepth {
		d.fail("nested more than %d levels deep", maxDepth)
	}
	return d.err == nil
}

// function decodes a function; fields that are absent are zero.
func (d *decoder) function(object map[string]any) *Function {
	f := &Function{ID: optional(d.integer, object["id"]), Name: optional(d.text, object["name"]),
		File: optional(d.text, object["file"]), Source: d.texts(object["source"]), First: optional(d.integer, object["first"]),
		Line: optional(d.integer, object["line"]), Vararg: optional(d.text, object["vararg"]),
		Options: d.options(d.object(object["options"])), Body: d.stmts(d.list(object["body"]))}
	for _, p := range d.list(object["params"]) {
		f.Params = append(f.Params, d.param(d.list(p)))
	}
	if globals := d.object(object["globals"]); globals != nil {
		f.Globals = make(map[string]*Global, len(globals))
		for name, g := range globals {
			f.Globals[name] = d.global(d.list(g))
		}
	}
	return f
}

func optional[T any](decode func(any) T, value any) (result T) {
	if value != nil {
		result = decode(value)
	}
	return result
}

func (d *decoder) options(object map[string]any) Options {
	flag := func(name string) bool {
		set, _ := object[name].(bool)
		return set
	}
	return Options{Parallel: flag("parallel"), FastMath: flag("fastmath"), NumpyErrors: flag("numpy_errors"), NoBounds: flag("no_bounds")}
}

func (d *decoder) param(p []any) Param {
	if len(p) != 3 {
		d.fail("a parameter has %d fields, not 3", len(p))
		return Param{}
	}
	only, _ := p[2].(bool)
	result := Param{Name: d.text(p[0]), KeywordOnly: only}
	if p[1] != nil {
		result.Default = d.global(d.list(p[1]))
	}
	return result
}

// nested decodes the function of a lambda or of a def inside another, which is an object inside a node.
func (d *decoder) nested(value any) *Function {
	object, ok := value.(map[string]any)
	if !ok {
		d.fail("expected a function, got %T", value)
		return nil
	}
	return d.function(object)
}

// checkCalled refuses a reference to a function that the unit lacks.
func (d *decoder) checkCalled(u *Unit, known map[int]bool) {
	for _, f := range u.Functions {
		for name, g := range f.Globals {
			if g.Kind == GCompiled && g.ID >= 0 && !known[g.ID] {
				d.fail("%s stands for function %d, which is not in the unit", name, g.ID)
			}
		}
	}
}
