package interp

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"gokernels/gokernels/ir"
)

// strOf and reprOf print an argument of an exception.
func strOf(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	return reprOf(v)
}

func reprOf(v any) string {
	switch v := v.(type) {
	case string:
		return quoted(v)
	case bool:
		return boolText(v)
	case float64:
		return floatRepr(v, 64)
	case complex128:
		return complexRepr(v, 64)
	}
	return fmt.Sprint(v)
}

// numpyText is str() of a NumPy scalar: one of float32 has its own shortest digits, where Python's would be those of the
// float64 that it becomes.
func numpyText(v any, t ir.Type) string {
	switch t {
	case ir.F32:
		return floatRepr(v.(float64), 32)
	case ir.C64:
		return complexRepr(v.(complex128), 32)
	}
	return reprOf(v)
}

func boolText(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// floatRepr is Python's repr: the shortest digits that read back the same, positional for exponents of -4 to 15.
func floatRepr(x float64, size int) string {
	text := floatDigits(x, size)
	if strings.ContainsAny(text, ".en") { // n: nan and inf
		return text
	}
	return text + ".0"
}

// floatDigits is floatRepr without the ".0" of whole numbers, as the parts of a complex are printed.
func floatDigits(x float64, size int) string {
	switch {
	case math.IsNaN(x):
		return "nan"
	case math.IsInf(x, 1):
		return "inf"
	case math.IsInf(x, -1):
		return "-inf"
	}
	digits := strconv.FormatFloat(x, 'e', -1, size)
	_, exponent, _ := strings.Cut(digits, "e")
	if e, _ := strconv.Atoi(exponent); e >= -4 && e < 16 {
		return strconv.FormatFloat(x, 'f', -1, size)
	}
	return digits
}

// complexRepr leaves a real part of +0 out.
func complexRepr(z complex128, size int) string {
	im := floatDigits(imag(z), size) + "j"
	if real(z) == 0 && !math.Signbit(real(z)) {
		return im
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + floatDigits(real(z), size) + im + ")"
}

// quoted is repr of text.
func quoted(s string) string {
	quote := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range s {
		switch {
		case r == quote || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(escaped(r))
		}
	}
	b.WriteRune(quote)
	return b.String()
}

func escaped(r rune) string {
	switch {
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}
