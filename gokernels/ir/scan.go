package ir

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// syntaxError is what the parser panics with and Parse returns: a parser without an error check at every token is the
// one that can be read.
type syntaxError struct {
	line int
	text string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.text) }

// scanner takes one line of text apart.
type scanner struct {
	rest string
	line int
}

func (s *scanner) fail(format string, args ...any) {
	panic(&syntaxError{s.line, fmt.Sprintf(format, args...)})
}

func (s *scanner) space() { s.rest = strings.TrimLeft(s.rest, " \t\r") }

// next returns the first byte of the next token, 0 at the end.
func (s *scanner) next() byte {
	s.space()
	if s.rest == "" {
		return 0
	}
	return s.rest[0]
}

// eat takes text if it comes next.
func (s *scanner) eat(text string) bool {
	s.space()
	rest, ok := strings.CutPrefix(s.rest, text)
	if ok {
		s.rest = rest
	}
	return ok
}

func (s *scanner) need(text string) {
	if !s.eat(text) {
		s.fail("want %s before %q", text, s.rest)
	}
}

// take cuts n bytes off.
func (s *scanner) take(n int) string {
	text := s.rest[:n]
	s.rest = s.rest[n:]
	return text
}

// word takes letters, digits and underscores, and the bytes of also behind the first.
func (s *scanner) word(also string) string {
	s.space()
	n := 0
	for n < len(s.rest) {
		c, size := utf8.DecodeRuneInString(s.rest[n:])
		if !wordRune(c) && (n == 0 || !strings.ContainsRune(also, c)) {
			break
		}
		n += size
	}
	if n == 0 {
		s.fail("want a word before %q", s.rest)
	}
	return s.take(n)
}

// token takes everything up to a space.
func (s *scanner) token() string {
	s.space()
	n := strings.IndexAny(s.rest, " \t\r")
	if n < 0 {
		n = len(s.rest)
	}
	return s.take(n)
}

func (s *scanner) quoted() string {
	s.space()
	prefix, err := strconv.QuotedPrefix(s.rest)
	if err != nil || prefix[0] != '"' {
		s.fail("want quoted text before %q", s.rest)
	}
	text, _ := strconv.Unquote(s.take(len(prefix)))
	return text
}

// symbol takes a name, quoted or plain.
func (s *scanner) symbol(also string) string {
	if s.next() == '"' {
		return s.quoted()
	}
	return s.word(also)
}

// number takes a decimal integer of at most bits bits.
func (s *scanner) number(bits int) int64 {
	s.space()
	n := 0
	for n < len(s.rest) && (s.rest[n] >= '0' && s.rest[n] <= '9' || n == 0 && s.rest[n] == '-') {
		n++
	}
	v, err := strconv.ParseInt(s.rest[:n], 10, bits)
	if err != nil {
		s.fail("want a number before %q", s.rest)
	}
	s.rest = s.rest[n:]
	return v
}

// typ takes a type; void stands for the empty one.
func (s *scanner) typ() Type {
	s.space()
	n, depth := 0, 0
	for ; n < len(s.rest); n++ {
		c := s.rest[n]
		if c == '(' {
			depth++
		} else if c == ')' && depth > 0 {
			depth--
		} else if !typeByte(c) && (depth == 0 || c != ',' && c != ';') {
			break
		}
	}
	t := Type(s.rest[:n])
	if t == "void" {
		t = Void
	} else if !t.Valid() {
		s.fail("want a type before %q", s.rest)
	}
	s.rest = s.rest[n:]
	return t
}

func typeByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '[' || c == ']'
}
