package ir

import "strings"

// What text may ask for, so that a short one cannot ask for much memory: values of all functions together, and how
// deep regions may stand in each other.
const (
	maxValues  = 1 << 20
	maxRegions = 1000
)

// Parse reads the text form that Module.String prints: Parse(m.String()) prints the same again. It checks the form
// only; what it means is checked by Verify.
func Parse(text string) (m *Module, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			e, ok := reason.(*syntaxError)
			if !ok {
				panic(reason)
			}
			m, err = nil, e
		}
	}()
	p := &parser{lines: strings.Split(text, "\n"), m: &Module{}}
	for p.advance() {
		p.top()
	}
	return p.m, nil
}

// parser reads line after line; s is the present one.
type parser struct {
	s      scanner
	lines  []string
	at     int
	m      *Module
	f      *Func
	values int // numbers of values used up so far
	depth  int
}

// advance goes to the next line that holds more than a comment.
func (p *parser) advance() bool {
	for p.at < len(p.lines) {
		p.s = scanner{p.lines[p.at], p.at + 1}
		p.at++
		if c := p.s.next(); c != 0 && c != ';' {
			return true
		}
	}
	return false
}

// body goes to the next line within a function.
func (p *parser) body() {
	if !p.advance() {
		p.s.fail("the text ends within a function")
	}
}

func (p *parser) top() {
	switch word := p.s.word(""); word {
	case "file":
		if p.s.number(32) != int64(len(p.m.Files)) {
			p.s.fail("files are numbered from 0 in order")
		}
		p.m.Files = append(p.m.Files, p.s.quoted())
		p.end()
	case "func":
		p.m.Funcs = append(p.m.Funcs, p.fn())
	default:
		p.s.fail("want file or func, not %s", word)
	}
}

// end takes the comment at the end of a line and returns the position it names.
func (p *parser) end() (pos Pos) {
	if p.s.next() == 0 {
		return pos
	}
	p.s.need(";")
	if p.s.eat("line ") {
		pos.Line = int32(p.s.number(32))
		if p.s.eat("file ") {
			pos.File = int32(p.s.number(32))
		}
	}
	p.s.rest = ""
	return pos
}

func (p *parser) fn() *Func {
	f := &Func{Name: p.s.symbol("."), Types: []Type{Void}, Body: &Region{}}
	p.f = f
	p.s.need("(")
	f.Params = p.params(")")
	for p.s.next() != '{' {
		f.Results = append(f.Results, p.s.typ())
	}
	p.s.need("{")
	f.Pos = p.end()
	p.body()
	p.head()
	p.code(f.Body)
	p.end()
	return f
}

// head reads the variables and the number of labels.
func (p *parser) head() {
	for p.s.eat("var ") {
		name, n := p.variable()
		if int(n) != len(p.f.Vars) {
			p.s.fail("variables are numbered from 0 in order")
		}
		p.f.NewVar(name, p.s.typ())
		p.end()
		p.body()
	}
	if p.s.eat("labels ") {
		p.f.Labels = int32(p.s.number(32))
		p.end()
		p.body()
	}
}

// params reads "%1 i64, %2 f64" up to the closing text.
func (p *parser) params(closing string) (params []Value) {
	for !p.s.eat(closing) {
		if len(params) > 0 {
			p.s.need(",")
		}
		v := p.value()
		p.define(v, p.s.typ())
		params = append(params, v)
	}
	return params
}

func (p *parser) value() Value {
	p.s.need("%")
	v := p.s.number(32)
	if v < 0 {
		p.s.fail("no value %%%d", v)
	}
	return Value(v)
}

// define notes the type of a value; that it is made once only is Verify's affair, but it cannot have two types.
func (p *parser) define(v Value, t Type) {
	for have := len(p.f.Types); have <= int(v); have++ {
		if p.values++; p.values > maxValues {
			p.s.fail("more than %d values", maxValues)
		}
		p.f.NewValue(Void)
	}
	if p.f.Types[v] != Void && p.f.Types[v] != t {
		p.s.fail("%%%d has two types", v)
	}
	if v > 0 {
		p.f.Types[v] = t
	}
}

func (p *parser) variable() (string, Var) {
	p.s.need("$")
	name := p.s.symbol("")
	p.s.need(".")
	return name, Var(p.s.number(32))
}

// known reads a variable that the head has named.
func (p *parser) known() Var {
	name, v := p.variable()
	if v < 0 || int(v) >= len(p.f.Vars) || p.f.Vars[v].Name != name {
		p.s.fail("no variable $%s.%d", name, v)
	}
	return v
}

// code reads instructions up to the closing brace of the region, from the present line on.
func (p *parser) code(r *Region) {
	if p.depth++; p.depth > maxRegions {
		p.s.fail("more than %d regions within each other", maxRegions)
	}
	for ; !p.s.eat("}"); p.body() {
		r.Code = append(r.Code, p.instr())
	}
	p.depth--
}

func (p *parser) instr() *Instr {
	in := &Instr{}
	if p.s.next() == '%' {
		for !p.s.eat("=") {
			in.Results = append(in.Results, p.value())
		}
	}
	name := p.s.word("")
	op, ok := ByName(name)
	if !ok {
		p.s.fail("no operation %s", name)
	}
	in.Op = op
	bits := p.attributes(in)
	p.args(in)
	p.types(in, bits)
	p.regions(in)
	return in
}

// attributes reads what printer.attributes prints; the bits of a constant are returned as text, as their type comes later.
func (p *parser) attributes(in *Instr) (bits string) {
	switch attribute[in.Op] {
	case attrBits:
		bits = p.s.token()
	case attrText:
		in.Sym = p.s.quoted()
	case attrSym:
		in.Sym = p.s.symbol(".")
	case attrVar:
		in.Var = p.known()
	case attrInt:
		p.s.need("[")
		in.Int = p.s.number(64)
		p.s.need("]")
	case attrInts:
		p.s.need("[")
		for !p.s.eat("]") {
			in.Ints = append(in.Ints, int(p.s.number(64)))
		}
	case attrLabel:
		p.s.need("@")
		in.Int = p.s.number(64)
	case attrPar:
		in.Par = p.par()
	}
	return bits
}

func (p *parser) par() *Par {
	if p.over() {
		return nil
	}
	par := &Par{Kind: p.s.symbol(".")}
	for {
		switch {
		case p.over():
			return par
		case p.s.eat("dims="):
			par.NDim = int(p.s.number(32))
		case p.s.eat("parallel"):
			par.Parallel = true
		case p.s.eat("ordered"):
			par.Ordered = true
		case p.s.eat("schedule="):
			par.Schedule = p.schedule()
		case p.s.eat("maxchunks="):
			par.MaxChunks = int(p.s.number(64))
		case p.s.eat("locals"):
			for p.s.next() == '$' {
				par.Locals = append(par.Locals, p.known())
			}
		default:
			p.s.fail("no property of parfor: %q", p.s.rest)
		}
	}
}

// over reports whether the attributes end here.
func (p *parser) over() bool {
	c := p.s.next()
	return c == 0 || strings.IndexByte("%(:{;", c) >= 0
}

func (p *parser) schedule() Schedule {
	n := p.s.number(9)
	if n < 0 {
		p.s.fail("no schedule %d", n)
	}
	return Schedule(n)
}

// args reads operands; parentheses around those of a parfor are for the eye.
func (p *parser) args(in *Instr) {
	if p.s.eat("<") {
		in.Type = p.s.typ()
		p.s.need(">")
	} else {
		in.Type = "?" // until the type of the result is known
	}
	for {
		for in.Op == ParFor && (p.s.eat("(") || p.s.eat(")")) {
		}
		if p.s.next() != '%' {
			return
		}
		in.Args = append(in.Args, p.value())
	}
}

// types reads the types of the results, and settles those of the instruction.
func (p *parser) types(in *Instr, bits string) {
	if len(in.Results) > 0 {
		p.s.need(":")
	}
	for _, v := range in.Results {
		p.define(v, p.s.typ())
	}
	if in.Type == "?" {
		in.Type = Void
		if typed(in.Op) {
			in.Type = (&printer{f: p.f}).implied(in)
		}
	}
	if in.Op == Const {
		n, err := bitsOf(in.Type, bits)
		if err != nil {
			p.s.fail("%v", err)
		}
		in.Int = n
	}
}

// regions reads the regions of an instruction, or the end of its line.
func (p *parser) regions(in *Instr) {
	if p.s.next() != '{' {
		in.Pos = p.end()
		return
	}
	for p.s.eat("{") {
		r := &Region{}
		if p.s.next() == '%' {
			r.Params = p.params(":")
		}
		in.Regions = append(in.Regions, r)
		if pos := p.end(); len(in.Regions) == 1 {
			in.Pos = pos
		}
		p.body()
		p.code(r)
	}
	p.end()
}
