package ir

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// String prints the module in the text form that Parse reads. Columns of positions are left out: what is printed is
// for people, who look for the line.
func (m *Module) String() string {
	p := &printer{}
	for i, name := range m.Files {
		p.line("file %d %s", i, strconv.Quote(name))
	}
	for _, f := range m.Funcs {
		p.fn(f)
	}
	return p.text.String()
}

// String prints the function in the text form that Parse reads.
func (f *Func) String() string {
	p := &printer{}
	p.fn(f)
	return p.text.String()
}

// Text prints an instruction without its regions, for messages and reports.
func (f *Func) Text(in *Instr) string {
	p := &printer{f: f}
	p.instr(in)
	return p.text.String()
}

// printer writes one function after the other; depth is the nesting of regions.
type printer struct {
	text  strings.Builder
	f     *Func
	depth int
}

func (p *printer) put(format string, args ...any) { fmt.Fprintf(&p.text, format, args...) }

func (p *printer) indent() { p.text.WriteString(strings.Repeat("  ", p.depth)) }

func (p *printer) line(format string, args ...any) {
	p.indent()
	p.put(format, args...)
	p.text.WriteByte('\n')
}

func (p *printer) fn(f *Func) {
	p.f = f
	p.put("func %s(%s)", symbol(f.Name), p.params(f.Params))
	for _, t := range f.Results {
		p.put(" %s", shown(t))
	}
	p.put(" {")
	p.pos(f.Pos)
	p.put("\n")
	p.depth++
	for i, v := range f.Vars {
		p.line("var %s %s", p.variable(Var(i)), shown(v.Type))
	}
	if f.Labels > 0 {
		p.line("labels %d", f.Labels)
	}
	p.code(f.Body)
	p.depth--
	p.line("}")
}

func (p *printer) params(params []Value) string {
	text := make([]string, len(params))
	for i, v := range params {
		text[i] = fmt.Sprintf("%%%d %s", v, shown(p.typeOf(v)))
	}
	return strings.Join(text, ", ")
}

// typeOf is TypeOf for values that may be out of range: a printer must show a broken function too.
func (p *printer) typeOf(v Value) Type {
	if v > 0 && int(v) < len(p.f.Types) {
		return p.f.Types[v]
	}
	return Void
}

func (p *printer) code(r *Region) {
	if r == nil {
		return
	}
	for _, in := range r.Code {
		p.indent()
		p.instr(in)
		if len(in.Regions) == 0 {
			p.pos(in.Pos)
			p.put("\n")
			continue
		}
		p.regions(in)
	}
}

// regions prints the regions of an instruction; its position stands behind the first brace.
func (p *printer) regions(in *Instr) {
	for i, r := range in.Regions {
		p.put(" {")
		if r != nil && len(r.Params) > 0 {
			p.put(" %s:", p.params(r.Params))
		}
		if i == 0 {
			p.pos(in.Pos)
		}
		p.put("\n")
		p.depth++
		p.code(r)
		p.depth--
		p.indent()
		p.put("}")
	}
	p.put("\n")
}

func (p *printer) pos(pos Pos) {
	if pos.Line == 0 {
		return
	}
	p.put(" ; line %d", pos.Line)
	if pos.File != 0 {
		p.put(" file %d", pos.File)
	}
}

func (p *printer) instr(in *Instr) {
	for _, v := range in.Results {
		p.put("%%%d ", v)
	}
	if len(in.Results) > 0 {
		p.put("= ")
	}
	p.put("%s", in.Op)
	p.attributes(in)
	p.args(in)
	for i, v := range in.Results {
		p.put("%s%s", [2]string{" ", " : "}[btoi(i == 0)], shown(p.typeOf(v)))
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// args prints the operands; those of a parfor in one pair of parentheses a dimension.
func (p *printer) args(in *Instr) {
	ranges := 0
	if in.Op == ParFor && in.Par != nil {
		ranges = 3 * min(max(in.Par.NDim, 0), len(in.Args)/3)
	}
	for i, v := range in.Args {
		switch {
		case i < ranges && i%3 == 0:
			p.put(" (%%%d", v)
		case i < ranges && i%3 == 2:
			p.put(" %%%d)", v)
		default:
			p.put(" %%%d", v)
		}
	}
}

// attributes prints what stands between the name of the operation and its operands. Instr.Type is printed only where
// it is not the type of the result.
func (p *printer) attributes(in *Instr) {
	switch attribute[in.Op] {
	case attrBits:
		p.put(" %s", literal(in.Type, in.Int))
	case attrText:
		p.put(" %s", strconv.Quote(in.Sym))
	case attrSym:
		p.put(" %s", symbol(in.Sym))
	case attrVar:
		p.put(" %s", p.variable(in.Var))
	case attrInt:
		p.put("[%d]", in.Int)
	case attrInts:
		p.put("%v", in.Ints)
	case attrLabel:
		p.put(" @%d", in.Int)
	case attrPar:
		p.par(in.Par)
	}
	if in.Type != p.implied(in) && typed(in.Op) {
		p.put(" <%s>", shown(in.Type))
	}
}

// implied is the type that the text gives an instruction unless it says otherwise.
func (p *printer) implied(in *Instr) Type {
	if in.Op == RT || len(in.Results) == 0 {
		return Void
	}
	return p.typeOf(in.Results[0])
}

func typed(op Op) bool {
	return op == Const || op == Cast || op == Alloc || op == Field || op == Recast || op == RT
}

func (p *printer) par(par *Par) {
	if par == nil {
		return
	}
	p.put(" %s dims=%d", symbol(par.Kind), par.NDim)
	if par.Parallel {
		p.put(" parallel")
	}
	if par.Ordered {
		p.put(" ordered")
	}
	if par.Schedule != 0 {
		p.put(" schedule=%d", par.Schedule)
	}
	if par.MaxChunks != 0 {
		p.put(" maxchunks=%d", par.MaxChunks)
	}
	for i, v := range par.Locals {
		p.put("%s%s", [2]string{" ", " locals "}[btoi(i == 0)], p.variable(v))
	}
}

func (p *printer) variable(v Var) string {
	name := "?"
	if v >= 0 && int(v) < len(p.f.Vars) {
		name = p.f.Vars[v].Name
	}
	if !isWord(name, "") {
		name = strconv.Quote(name)
	}
	return fmt.Sprintf("$%s.%d", name, v)
}

// shown makes Void visible.
func shown(t Type) string {
	if t == Void {
		return "void"
	}
	return string(t)
}

// symbol quotes a name unless it is a plain word, which may have dots.
func symbol(name string) string {
	if isWord(name, ".") {
		return name
	}
	return strconv.Quote(name)
}

func isWord(s, also string) bool {
	for i, c := range s {
		if !wordRune(c) && (i == 0 || !strings.ContainsRune(also, c)) {
			return false
		}
	}
	return s != ""
}

func wordRune(c rune) bool {
	return c == '_' || (c != unicode.ReplacementChar && (unicode.IsLetter(c) || unicode.IsDigit(c)))
}

// literal prints the bits of a constant as a number if reading that number gives the same bits, in hexadecimal if not.
func literal(t Type, bits int64) string {
	text := ""
	switch {
	case t == Bool && uint64(bits) < 2:
		text = strconv.FormatBool(bits == 1)
	case t == U64:
		text = strconv.FormatUint(uint64(bits), 10)
	case t.IsInt():
		text = strconv.FormatInt(bits, 10)
	case t == F32:
		text = decimal(float64(math.Float32frombits(uint32(bits))), 32)
	case t == F64:
		text = decimal(math.Float64frombits(uint64(bits)), 64)
	}
	if again, err := bitsOf(t, text); text == "" || err != nil || again != bits {
		return fmt.Sprintf("0x%x", uint64(bits))
	}
	return text
}

// decimal prints the shortest number that reads back; the dot tells floats from ints at a glance.
func decimal(x float64, size int) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 0):
		return [2]string{"inf", "-inf"}[btoi(x < 0)]
	}
	text := strconv.FormatFloat(x, 'g', -1, size)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	return text
}

// Bits of the quiet NaN that the text nan stands for: IEEE 754's quiet bit and no payload, as in Python.
const (
	nan32 = 0x7fc00000
	nan64 = 0x7ff8000000000000
)

// bitsOf reads a literal of type t.
func bitsOf(t Type, text string) (int64, error) {
	switch {
	case strings.HasPrefix(text, "0x"):
		bits, err := strconv.ParseUint(text[2:], 16, 64)
		return int64(bits), err
	case t == Bool:
		b, err := strconv.ParseBool(text)
		return int64(btoi(b)), err
	case t.IsUnsigned():
		bits, err := strconv.ParseUint(text, 10, 8*t.Size())
		return int64(bits), err
	case t.IsInt():
		return strconv.ParseInt(text, 10, 8*t.Size())
	case t.IsFloat():
		return parseFloat(t, text)
	}
	return 0, fmt.Errorf("no such constant of type %s: %s", shown(t), text)
}

func parseFloat(t Type, text string) (int64, error) {
	if text == "nan" {
		return [2]int64{nan64, nan32}[btoi(t == F32)], nil
	}
	x, err := strconv.ParseFloat(text, 8*t.Size())
	if err != nil && !math.IsInf(x, 0) {
		return 0, err
	}
	return FloatBits(t, x), nil
}

// Which attribute stands in the text of an operation.
const (
	attrNone = iota
	attrBits
	attrText
	attrSym
	attrVar
	attrInt
	attrInts
	attrLabel
	attrPar
)

var attribute = [numOps]uint8{
	Const: attrBits, ConstStr: attrText, Get: attrVar, Set: attrVar, Permute: attrInts, ParFor: attrPar,
	Dim: attrInt, Stride: attrInt, Alloc: attrInt, Bounds: attrInt, SliceBounds: attrInt, Slice: attrInt, Index: attrInt, NewAxis: attrInt, Field: attrInt,
	Call: attrSym, RT: attrSym, Raise: attrSym, Caught: attrSym,
	Block: attrLabel, Loop: attrLabel, For: attrLabel, Break: attrLabel, Continue: attrLabel,
}
