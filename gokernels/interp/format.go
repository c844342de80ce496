package interp

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gokernels/gokernels/ir"
)

// spec is Python's format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type spec struct {
	fill      string
	align     byte // 0: none given
	sign      byte
	noMinus   bool // z: no minus before a zero
	alternate bool
	width     int
	group     string
	precision int // -1: none given
	kind      byte
}

// widest bounds width and precision, whose text is made whatever memory there is.
const widest = 1 << 20

// format is Python's format(v, text).
func format(v any, t ir.Type, text string) (string, error) {
	if text == "" {
		return reprOf(v), nil
	}
	name := pythonName(t)
	s, ok := parseSpec(text)
	if !ok {
		return "", fmt.Errorf("Invalid format specifier '%s' for object of type '%s'", text, name)
	}
	if s.width > widest || s.precision > widest {
		return "", errors.New("Too many decimal digits in format string")
	}
	switch v := v.(type) {
	case float64:
		return s.float(v, name)
	case complex128:
		return s.complex(v, name)
	case bool:
		return s.int(truth(v), false, name)
	case int64:
		return s.int(uint64(max(v, -v)), v < 0, name)
	}
	return s.int(v.(uint64), false, name)
}

func pythonName(t ir.Type) string {
	switch t.Kind() {
	case ir.KBool:
		return "bool"
	case ir.KFloat:
		return "float"
	case ir.KComplex:
		return "complex"
	}
	return "int"
}

// taker takes a specification from the front of a text.
type taker struct{ rest string }

func (p *taker) one(of string) byte {
	if p.rest == "" || strings.IndexByte(of, p.rest[0]) < 0 {
		return 0
	}
	c := p.rest[0]
	p.rest = p.rest[1:]
	return c
}

// number takes digits; too many of them count as more than widest.
func (p *taker) number() (int, bool) {
	n := 0
	for n < len(p.rest) && p.rest[n] >= '0' && p.rest[n] <= '9' {
		n++
	}
	digits := p.rest[:n]
	p.rest = p.rest[n:]
	value, err := strconv.Atoi(digits)
	if n > 0 && err != nil {
		value = widest + 1
	}
	return value, n > 0
}

func parseSpec(text string) (s spec, ok bool) {
	p := &taker{text}
	s = spec{fill: " ", precision: -1}
	const aligns = "<>=^"
	filled := false
	if _, n := utf8.DecodeRuneInString(text); len(text) > n && strings.IndexByte(aligns, text[n]) >= 0 {
		filled = true
		s.fill, s.align, p.rest = text[:n], text[n], text[n+1:]
	} else {
		s.align = p.one(aligns)
	}
	s.sign = p.one("+- ")
	s.noMinus = p.one("z") != 0
	s.alternate = p.one("#") != 0
	if strings.HasPrefix(p.rest, "0") && !filled {
		s.fill = "0"
		if s.align == 0 {
			s.align = '='
		}
	}
	s.width, _ = p.number()
	if c := p.one(",_"); c != 0 {
		s.group = string(c)
	}
	if p.one(".") != 0 {
		if s.precision, ok = p.number(); !ok {
			return s, false
		}
	}
	if p.rest != "" {
		s.kind, p.rest = p.rest[0], p.rest[1:]
	}
	return s, p.rest == ""
}

// number puts sign, prefix and digits together, groups and pads them. tail is what follows the whole digits.
func (s *spec) number(negative bool, prefix, whole, tail string) string {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case s.sign == '+' || s.sign == ' ':
		sign = string(s.sign)
	}
	head := sign + prefix
	if s.align == '=' && s.fill == "0" && s.group != "" {
		whole = s.grouped(whole, s.width-len(head)-len(tail))
	} else {
		whole = s.grouped(whole, 0)
	}
	return s.pad(head, whole+tail)
}

// grouped sets separators, after zeros up to a length have been put before the digits.
func (s *spec) grouped(digits string, length int) string {
	if s.group == "" || digits == "" || digits[0] > '9' && s.kind != 'x' && s.kind != 'X' { // nan, inf
		return digits
	}
	every := 3
	if strings.IndexByte("boxX", s.kind) >= 0 && s.kind != 0 {
		every = 4
	}
	// n digits take n + (n-1)/every bytes
	for n := len(digits); n+(n-1)/every < length; n++ {
		digits = "0" + digits
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%every == 0 {
			b.WriteString(s.group)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// pad fills up to the width; numbers stand at the right unless told otherwise.
func (s *spec) pad(head, body string) string {
	missing := max(0, s.width-utf8.RuneCountInString(head)-utf8.RuneCountInString(body))
	switch s.align {
	case '<':
		return head + body + strings.Repeat(s.fill, missing)
	case '^':
		return strings.Repeat(s.fill, missing/2) + head + body + strings.Repeat(s.fill, missing-missing/2)
	case '=':
		return head + strings.Repeat(s.fill, missing) + body
	}
	return strings.Repeat(s.fill, missing) + head + body
}

func (s *spec) unknown(name string) error {
	return fmt.Errorf("Unknown format code '%c' for object of type '%s'", s.kind, name)
}

func (s *spec) int(n uint64, negative bool, name string) (string, error) {
	base, prefix := 10, ""
	switch s.kind {
	case 0, 'd', 'n':
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x', 'X':
		base, prefix = 16, "0"+string(s.kind)
	case 'c':
		return s.char(n, negative)
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x := float64(n)
		if negative {
			x = -x
		}
		return s.float(x, name)
	default:
		return "", s.unknown(name)
	}
	switch {
	case s.precision >= 0:
		return "", errors.New("Precision not allowed in integer format specifier")
	case s.noMinus:
		return "", errors.New("Negative zero coercion (z) not allowed in format specifier with integer format code")
	case s.group == "," && base != 10, s.group != "" && s.kind == 'n':
		return "", fmt.Errorf("Cannot specify '%s' with '%c'.", s.group, s.kind)
	}
	digits := strconv.FormatUint(n, base)
	if s.kind == 'X' {
		digits = strings.ToUpper(digits)
	}
	if !s.alternate {
		prefix = ""
	}
	return s.number(negative, prefix, digits, ""), nil
}

func (s *spec) char(n uint64, negative bool) (string, error) {
	switch {
	case s.sign != 0:
		return "", errors.New("Sign not allowed with integer format specifier 'c'")
	case s.group != "":
		return "", fmt.Errorf("Cannot specify '%s' with 'c'.", s.group)
	case negative || n > utf8.MaxRune:
		return "", errors.New("%c arg not in range(0x110000)")
	}
	if s.align == 0 {
		s.align = '<'
	}
	return s.pad("", string(rune(n))), nil
}

func (s *spec) float(x float64, name string) (string, error) {
	if s.kind != 0 && strings.IndexByte("eEfFgGn%", s.kind) < 0 {
		return "", s.unknown(name)
	}
	if s.group != "" && s.kind == 'n' {
		return "", fmt.Errorf("Cannot specify '%s' with 'n'.", s.group)
	}
	text := s.digits(math.Abs(x), true)
	end := strings.IndexAny(text, ".eE%")
	if end < 0 || text[0] > '9' {
		end = len(text)
	}
	return s.number(s.minus(x, text), "", text[:end], text[end:]), nil
}

// minus reports whether a number that was printed as text has a minus before it.
func (s *spec) minus(x float64, text string) bool {
	zero := strings.Trim(text, "0.e+-%E") == ""
	return math.Signbit(x) && x == x && !(s.noMinus && zero)
}

// digits prints a number that is not negative by the kind alone. point: a number without kind has a point or exponent.
func (s *spec) digits(x float64, point bool) string {
	if s.kind == '%' {
		x *= 100
	}
	var text string
	switch lower := s.kind | 0x20; {
	case math.IsNaN(x):
		text = "nan"
	case math.IsInf(x, 0):
		text = "inf"
	case s.kind == 0 && s.precision < 0:
		text = floatDigits(x, 64)
		if point && !strings.ContainsAny(text, ".e") {
			text += ".0"
		}
		text = s.pointed(text)
	case lower == 'f' || s.kind == '%':
		text = s.pointed(strconv.FormatFloat(x, 'f', s.precisionOr(6), 64))
	case lower == 'e':
		text = s.pointed(strconv.FormatFloat(x, 'e', s.precisionOr(6), 64))
	default:
		text = s.general(x, point && s.kind == 0)
	}
	if s.kind == '%' {
		text += "%"
	}
	if s.kind >= 'A' && s.kind <= 'Z' {
		text = strings.ToUpper(text)
	}
	return text
}

func (s *spec) precisionOr(n int) int {
	if s.precision < 0 {
		return n
	}
	return s.precision
}

// pointed adds the point that # keeps.
func (s *spec) pointed(text string) string {
	if !s.alternate || strings.Contains(text, ".") {
		return text
	}
	mantissa, exponent, found := strings.Cut(text, "e")
	if found {
		return mantissa + ".e" + exponent
	}
	return text + "."
}

// general is g: precision digits, positional for exponents from -4 up to them, without zeros at the end. A number that
// needs a point has one digit less for that.
func (s *spec) general(x float64, point bool) string {
	p := max(s.precisionOr(6), 1)
	text := strconv.FormatFloat(x, 'e', p-1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	e, _ := strconv.Atoi(exponent)
	most := p
	if point {
		most--
	}
	if e < -4 || e >= most {
		if s.alternate {
			return s.pointed(text)
		}
		return trimmed(mantissa) + "e" + exponent
	}
	text = strconv.FormatFloat(x, 'f', max(p-1-e, 0), 64)
	if s.alternate {
		return s.pointed(text)
	}
	if text = trimmed(text); point && !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// trimmed takes zeros at the end off, but not those before a point.
func trimmed(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// complex prints the parts as floats; without kind in parentheses, and without a real part of +0.
func (s *spec) complex(z complex128, name string) (string, error) {
	switch {
	case s.kind != 0 && strings.IndexByte("eEfFgGn", s.kind) < 0:
		return "", s.unknown(name)
	case s.fill == "0":
		return "", errors.New("Zero padding is not allowed in complex format specifier")
	case s.align == '=':
		return "", errors.New("'=' alignment flag is not allowed in complex format specifier")
	}
	re, im := s.part(real(z), s.sign), s.part(imag(z), '+')+"j"
	text := re + im
	if s.kind == 0 {
		text = "(" + text + ")"
		if real(z) == 0 && !math.Signbit(real(z)) {
			text = s.part(imag(z), s.sign) + "j"
		}
	}
	return s.pad("", text), nil
}

func (s *spec) part(x float64, sign byte) string {
	bare := spec{fill: " ", sign: sign, group: s.group, kind: s.kind}
	text := s.digits(math.Abs(x), false)
	end := strings.IndexAny(text, ".eE")
	if end < 0 || text[0] > '9' {
		end = len(text)
	}
	return bare.number(s.minus(x, text), "", text[:end], text[end:])
}
