package pyast

import (
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// joinedStr lowers an f-string.
func (l *lowerer) joinedStr(e *JoinedStr) *val {
	parts := []*val{l.strConst("")}
	for _, part := range e.Values {
		switch part := part.(type) {
		case *Formatted:
			parts = append(parts, l.formatted(part))
		default:
			parts = append(parts, l.str(l.settle(l.expr(part)))) // text: Python puts nothing else here
		}
	}
	return l.join(parts...)
}

func (l *lowerer) formatted(e *Formatted) *val {
	v := l.settle(l.exprOrNone(e.Value))
	switch e.Conversion {
	case "r", "a":
		v = l.repr(v)
	case "s":
		v = l.str(v)
	}
	if e.Spec == nil {
		return l.str(v)
	}
	spec := l.str(l.settle(l.expr(e.Spec)))
	l.at(e)
	return l.format(v, spec)
}

// format is Python's format(v, spec).
func (l *lowerer) format(v, spec *val) *val {
	if spec.c == "" {
		return l.str(v)
	}
	v = l.present(v)
	switch v.t.Kind {
	case KScalar:
		return l.text("str.format", v, l.textArg(spec))
	case KStr:
		return l.text("str.pad", v, l.textArg(spec))
	}
	l.fail("TypingError", "a format specification does not apply to "+v.t.user(), "Format its items.")
	return nil
}

// directive is one % of an old format: %[flags][width][.precision]kind.
type directive struct {
	flags, width, precision string
	kind                    byte
}

// takeDirective splits what follows a % into the directive and the rest.
func takeDirective(text string) (d directive, rest string, ok bool) {
	span := func(of string) string {
		n := len(text) - len(strings.TrimLeft(text, of))
		part := text[:n]
		text = text[n:]
		return part
	}
	const digits = "0123456789"
	d.flags, d.width = span("-+ #0"), span(digits)
	if strings.HasPrefix(text, ".") {
		text = text[1:]
		d.precision = "." + span(digits)
		if d.precision == "." {
			d.precision = ".0"
		}
	}
	if text == "" {
		return d, "", false
	}
	d.kind = text[0]
	return d, text[1:], strings.IndexByte("sradiufFeEgGxXoc%", d.kind) >= 0
}

// spec is the format specification with the directive's meaning.
func (d directive) spec(kind string) string {
	spec := ""
	switch {
	case strings.Contains(d.flags, "-"):
		spec = "<"
	case strings.Contains(d.flags, "0") && kind != "":
		spec = "0="
	default:
		spec = ">"
	}
	for _, flag := range []string{"+", " "} {
		if kind != "" && strings.Contains(d.flags, flag) {
			spec += flag
			break
		}
	}
	if kind != "" && strings.Contains(d.flags, "#") {
		spec += "#"
	}
	spec += d.width
	if kind != "d" && kind != "x" && kind != "X" && kind != "o" {
		spec += d.precision
	}
	return spec + kind
}

// formatPercent lowers "…" % value: the format must be known.
func (l *lowerer) formatPercent(format, args *val) *val {
	text, known := format.c.(string)
	if !known {
		l.unsupported("% on a text that only run time knows", "Use an f-string.")
	}
	values := []*val{args}
	if args.t.Kind == KTuple {
		values = args.items
	}
	parts := []*val{l.strConst("")}
	for {
		before, after, found := strings.Cut(text, "%")
		parts = append(parts, l.strConst(before))
		if !found {
			break
		}
		d, rest, ok := takeDirective(after)
		if !ok {
			l.unsupported("this % format", "Use an f-string.")
		}
		text = rest
		if d.kind == '%' {
			parts = append(parts, l.strConst("%"))
			continue
		}
		if len(values) == 0 {
			l.fail("TypingError", "not enough arguments for format string", "")
		}
		parts = append(parts, l.percentValue(d, l.settle(values[0])))
		values = values[1:]
	}
	if len(values) > 0 {
		l.fail("TypingError", "not all arguments converted during string formatting", "")
	}
	return l.join(parts...)
}

func (l *lowerer) percentValue(d directive, v *val) *val {
	switch d.kind {
	case 's':
		return l.padded(d, l.str(v))
	case 'r', 'a':
		return l.padded(d, l.repr(v))
	case 'c':
		if v.t.isIntegral() {
			v = l.text("str.chr", intVal(l.castScalar(v, ir.I64)))
		}
		return l.padded(d, l.str(v))
	}
	if !v.t.isScalar() || v.t.isComplex() {
		l.fail("TypingError", "%"+string(d.kind)+" needs a number, not "+v.t.user(), "")
	}
	switch kind := string(d.kind); kind {
	case "d", "i", "u":
		return l.format(l.wholeNumber(v), l.strConst(d.spec("d")))
	case "x", "X", "o":
		if !v.t.isIntegral() {
			l.fail("TypingError", "%"+kind+" needs an integer, not "+v.t.user(), "")
		}
		return l.format(l.wholeNumber(v), l.strConst(d.spec(kind)))
	default:
		return l.format(&val{t: floatType, v: l.castScalar(v, ir.F64)}, l.strConst(d.spec(kind)))
	}
}

// wholeNumber is a number cut to an integer; bools count.
func (l *lowerer) wholeNumber(v *val) *val {
	if v.t.isInt() {
		return v
	}
	return intVal(l.castScalar(v, ir.I64))
}

func (l *lowerer) padded(d directive, v *val) *val {
	if d.width == "" && d.precision == "" {
		return v
	}
	return l.format(v, l.strConst(d.spec("")))
}

// strFormat lowers "…{}…{0}…{name:spec}".format(…): the format must be known.
func (l *lowerer) strFormat(v *val, c *callArgs) *val {
	text, known := v.c.(string)
	if !known {
		l.unsupported("format() of a text that only run time knows", "Use an f-string.")
	}
	parts, next := []*val{l.strConst("")}, 0
	for text != "" {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			parts = append(parts, l.strConst(text))
			break
		}
		parts = append(parts, l.strConst(text[:i]))
		if i+1 < len(text) && text[i+1] == text[i] { // doubled: the brace itself
			parts, text = append(parts, l.strConst(text[i:i+1])), text[i+2:]
			continue
		}
		field, rest, found := strings.Cut(text[i+1:], "}")
		if text[i] == '}' || !found || strings.Contains(field, "{") {
			l.unsupported("this format", "Use an f-string.")
		}
		parts, text = append(parts, l.replacement(field, c, &next)), rest
	}
	return l.join(parts...)
}

// replacement is the value of one {field}, formatted.
func (l *lowerer) replacement(field string, c *callArgs, next *int) *val {
	field, spec, _ := strings.Cut(field, ":")
	field, conversion, _ := strings.Cut(field, "!")
	var v *val
	n, err := strconv.Atoi(field)
	switch {
	case field == "":
		n, err = *next, nil
		*next++
	case err != nil:
		v = c.kw[field]
	}
	if v == nil && (err != nil || n >= len(c.args)) {
		l.fail("TypingError", "format() has no value for {"+field+"}", "")
	}
	if v == nil {
		v = c.args[n]
	}
	if v = l.settle(v); conversion == "r" {
		v = l.repr(v)
	}
	return l.format(v, l.strConst(spec))
}

// strZfill pads with zeros behind a sign.
func (l *lowerer) strZfill(v *val, c *callArgs) *val {
	n, width := l.lengthIR(v), l.index64(c.bind(l, "width")[0])
	first := l.of("str.slice", ir.Str, v.v, l.Int(0), l.Make(ir.Min, ir.I64, n, l.Int(1)), l.Int(1))
	at := l.of("str.find", ir.I64, l.Text("+-"), first)
	signed := l.Make(ir.And, ir.Bool, l.Make(ir.Ge, ir.Bool, at, l.Int(0)), l.Make(ir.Gt, ir.Bool, n, l.Int(0)))
	k := l.Cast(signed, ir.I64)
	sign := l.text("str.slice", v, l.Int(0), k, l.Int(1))
	digits := l.text("str.slice", v, k, l.Make(ir.Sub, ir.I64, n, k), l.Int(1))
	room := l.Make(ir.Max, ir.I64, l.Make(ir.Sub, ir.I64, width, k), l.Int(0))
	return l.join(sign, l.format(digits, l.join(l.strConst("0>"), l.str(intVal(room)))))
}
