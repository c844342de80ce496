package interp

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var textRoutines = map[string]routine{
	"str.len":     func(c *call) signal { c.setInt(int64(utf8.RuneCountInString(c.text(0)))); return next },
	"str.add":     addText,
	"str.cmp":     func(c *call) signal { c.setInt(int64(compareText(c.text(0), c.text(1)))); return next },
	"str.at":      func(c *call) signal { c.setText(string(codePoints(c.text(0))[c.int(1)])); return next },
	"str.slice":   sliceText,
	"str.find":    findText,
	"str.of":      textOf,
	"str.format":  formatText,
	"str.pad":     padText,
	"str.repr":    func(c *call) signal { c.setText(quoted(c.text(0))); return next },
	"str.count":   func(c *call) signal { c.setInt(int64(strings.Count(c.text(0), c.text(1)))); return next },
	"str.repeat":  repeatText,
	"str.replace": replaceText,
	"str.strip":   stripText,
	"str.is":      isText,
	"str.upper":   func(c *call) signal { c.setText(upper(c.text(0))); return next },
	"str.lower":   func(c *call) signal { c.setText(strings.ToLower(c.text(0))); return next },
	"str.ord":     ordText,
	"str.chr":     chrText,
	"str.int":     intText,
	"str.float":   floatText,
}

func addText(c *call) signal {
	if !c.f.t.fits(len(c.text(0)) + len(c.text(1))) {
		return c.where.raise(c.f, "MemoryError")
	}
	c.setText(c.text(0) + c.text(1))
	return next
}

func repeatText(c *call) signal {
	text, times := c.text(0), max(int(c.int(1)), 0)
	if len(text) > 0 && (times > addressable/len(text) || !c.f.t.fits(len(text)*times)) {
		return c.where.raise(c.f, "MemoryError")
	}
	c.setText(strings.Repeat(text, times))
	return next
}

// compareText orders by code points, which is the order of bytes in UTF-8.
func compareText(a, b string) int { return strings.Compare(a, b) }

// upper has Python's one letter that becomes two where Go keeps it.
func upper(s string) string { return strings.ReplaceAll(strings.ToUpper(s), "ß", "SS") }

func codePoints(s string) []rune { return []rune(s) }

func sliceText(c *call) signal {
	points, first, count, step := codePoints(c.text(0)), c.int(1), c.int(2), c.int(3)
	cut := make([]rune, count)
	for i := range cut {
		cut[i] = points[first+int64(i)*step]
	}
	c.setText(string(cut))
	return next
}

func findText(c *call) signal {
	at := strings.Index(c.text(0), c.text(1))
	if at > 0 {
		at = utf8.RuneCountInString(c.text(0)[:at])
	}
	c.setInt(int64(at))
	return next
}

func textOf(c *call) signal {
	v := c.arg(0).Go(c.args[0].t)
	if c.numpy {
		c.setText(numpyText(v, c.args[0].t))
		return next
	}
	c.setText(reprOf(v))
	return next
}

func formatText(c *call) signal {
	text, err := format(c.arg(0).Go(c.args[0].t), c.args[0].t, c.text(1))
	if err != nil {
		return c.value(err.Error())
	}
	c.setText(text)
	return next
}

func ordText(c *call) signal {
	points := codePoints(c.text(0))
	if len(points) != 1 {
		return c.where.raise(c.f, "TypeError", "ord() expected a character, but string of length "+itoa(len(points))+" found")
	}
	c.setInt(int64(points[0]))
	return next
}

// chrText refuses surrogates, of which text here has none.
func chrText(c *call) signal {
	n := c.int(0)
	if n < 0 || n > unicode.MaxRune {
		return c.value("chr() arg not in range(0x110000)")
	}
	if !utf8.ValidRune(rune(n)) {
		return c.value("chr() arg is a surrogate, which text in a kernel cannot hold")
	}
	c.setText(string(rune(n)))
	return next
}

func intText(c *call) signal {
	text := strings.TrimFunc(c.text(0), unicode.IsSpace)
	n, err := strconv.ParseInt(digitsOnly(text), 10, 64)
	if err != nil {
		return c.value("invalid literal for int() with base 10: " + quoted(c.text(0)))
	}
	c.setInt(n)
	return next
}

// digitsOnly takes the underscores out of a number where Python allows them: between digits. Elsewhere it leaves one,
// which no number parses with.
func digitsOnly(text string) string {
	out := make([]byte, 0, len(text))
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for i := range len(text) {
		if text[i] != '_' || !digit(i-1) || !digit(i+1) {
			out = append(out, text[i])
		}
	}
	return string(out)
}

func floatText(c *call) signal {
	text := digitsOnly(strings.TrimFunc(c.text(0), unicode.IsSpace))
	x, err := strconv.ParseFloat(text, 64)
	bad := err != nil && !math.IsInf(x, 0) // beyond the range is infinite, as in Python
	if bad || strings.ContainsAny(text, "xX_") {
		return c.value("could not convert string to float: " + quoted(c.text(0)))
	}
	c.setFloat(x)
	return next
}
