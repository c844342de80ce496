package interp

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

func padText(c *call) signal {
	text, err := formatString(c.text(0), c.text(1))
	if err != nil {
		return c.value(err.Error())
	}
	c.setText(text)
	return next
}

// formatString is Python's format(text, specification).
func formatString(v, text string) (string, error) {
	s, ok := parseSpec(text)
	switch {
	case !ok:
		return "", fmt.Errorf("Invalid format specifier '%s' for object of type 'str'", text)
	case s.width > widest || s.precision > widest:
		return "", errors.New("Too many decimal digits in format string")
	case s.kind != 0 && s.kind != 's':
		return "", s.unknown("str")
	case s.sign != 0:
		return "", errors.New("Sign not allowed in string format specifier")
	case s.group != "":
		return "", fmt.Errorf("Cannot specify '%s' with 's'.", s.group)
	case s.align == '=' && s.fill != "0":
		return "", errors.New("'=' alignment not allowed in string format specifier")
	}
	if s.align == 0 || s.align == '=' { // zeros before the width fill at the right of a text
		s.align = '<'
	}
	if points := []rune(v); s.precision >= 0 && s.precision < len(points) {
		v = string(points[:s.precision])
	}
	return s.pad("", v), nil
}

// replaceText replaces all. The room for the result is asked for first: it may be the product of both lengths.
func replaceText(c *call) signal {
	text, old, new := c.text(0), c.text(1), c.text(2)
	if !c.f.t.fits(len(text) + strings.Count(text, old)*len(new)) {
		return c.where.raise(c.f, "MemoryError")
	}
	c.setText(strings.ReplaceAll(text, old, new))
	return next
}

// The sides of str.strip.
const (
	stripLeft  = 1
	stripRight = 2
	stripWhite = 4
)

func stripText(c *call) signal {
	text, chars, sides := c.text(0), c.text(1), c.int(2)
	drop := func(r rune) bool { return strings.ContainsRune(chars, r) }
	if sides&stripWhite != 0 {
		drop = isSpace
	}
	if sides&stripLeft != 0 {
		text = strings.TrimLeftFunc(text, drop)
	}
	if sides&stripRight != 0 {
		text = strings.TrimRightFunc(text, drop)
	}
	c.setText(text)
	return next
}

// isSpace has the separators of Python's isspace that Unicode's White_Space has not.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// characters are the tests of str.is by number; every character must pass.
var characters = []func(r rune) bool{
	func(r rune) bool { return unicode.Is(unicode.Nd, r) || unicode.Is(superscripts, r) },
	unicode.IsLetter,
	func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) },
	isSpace,
}

// superscripts are digits for isdigit though not decimal ones: ² ³ ¹ and U+2070 to U+2089.
var superscripts = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0xb2, Hi: 0xb3, Stride: 1}, {Lo: 0xb9, Hi: 0xb9, Stride: 1},
	{Lo: 0x2070, Hi: 0x2070, Stride: 1}, {Lo: 0x2074, Hi: 0x2079, Stride: 1}, {Lo: 0x2080, Hi: 0x2089, Stride: 1}}, LatinOffset: 2}

func isText(c *call) signal {
	text, kind := c.text(0), int(c.int(1))
	if kind >= len(characters) { // isupper, islower: of the letters that have case, which there must be
		upper := strings.IndexFunc(text, unicode.IsUpper) >= 0 || strings.IndexFunc(text, unicode.IsTitle) >= 0
		lower := strings.IndexFunc(text, unicode.IsLower) >= 0
		c.setBool(upper != lower && upper == (kind == len(characters)))
		return next
	}
	c.setBool(utf8.RuneCountInString(text) > 0 && strings.IndexFunc(text, func(r rune) bool { return !characters[kind](r) }) < 0)
	return next
}

// splitText is listed with the lists, as it makes one.
func splitText(c *call) signal {
	text, sep := c.text(0), c.text(1)
	var parts []string
	if c.arg(2).Lo != 0 {
		parts = strings.FieldsFunc(text, isSpace)
	} else {
		parts = strings.Split(text, sep)
	}
	list := NewList(c.t)
	for _, part := range parts {
		list.Append(Value{Ref: part})
	}
	c.set(0, Value{Ref: list})
	return next
}
