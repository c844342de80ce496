package pyast

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"
)

// reader reads the JSON of the wire form: objects, lists, texts, integers of 32 bits, null, true and false. It takes a
// seventh of encoding/json's time, which for a function of 200 lines was more than all passes of the compiler.
type reader struct {
	wire  string
	at    int
	items []any // of the lists that are being read
}

func readJSON(wire []byte) (any, error) {
	if !utf8.Valid(wire) {
		return nil, errors.New("not UTF-8")
	}
	r := &reader{wire: string(wire)}
	value, err := r.value()
	if err == nil && r.next() != 0 {
		err = r.wrong("after the end")
	}
	return value, err
}

// next skips spaces and returns the character there, 0 at the end.
func (r *reader) next() byte {
	for ; r.at < len(r.wire); r.at++ {
		if c := r.wire[r.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

func (r *reader) wrong(where string) error {
	if r.at >= len(r.wire) {
		return io.ErrUnexpectedEOF
	}
	return fmt.Errorf("unexpected character %q at byte %d, %s", r.wire[r.at], r.at, where)
}

// value reads a value; Decode has checked how deep it is.
func (r *reader) value() (any, error) {
	switch c := r.next(); {
	case c == '[':
		return r.list()
	case c == '{':
		return r.object()
	case c == '"':
		return r.text()
	case c == '-' || c >= '0' && c <= '9':
		return r.integer()
	}
	for _, w := range [...]struct {
		word  string
		value any
	}{{"null", nil}, {"true", true}, {"false", false}} {
		if end := r.at + len(w.word); end <= len(r.wire) && r.wire[r.at:end] == w.word {
			r.at = end
			return w.value, nil
		}
	}
	return nil, r.wrong("where a value begins")
}

func (r *reader) integer() (any, error) {
	start := r.at
	for r.at++; r.at < len(r.wire) && r.wire[r.at] >= '0' && r.wire[r.at] <= '9'; r.at++ {
	}
	n, err := strconv.ParseInt(r.wire[start:r.at], 10, 32)
	if err != nil {
		return nil, fmt.Errorf("expected an integer of 32 bits, got %.30s", r.wire[start:r.at])
	}
	return int(n), nil
}

func (r *reader) text() (string, error) {
	start, escaped := r.at, false
	for r.at++; r.at < len(r.wire); r.at++ {
		switch c := r.wire[r.at]; {
		case c == '"':
			r.at++
			if !escaped {
				return r.wire[start+1 : r.at-1], nil
			}
			var text string
			err := json.Unmarshal([]byte(r.wire[start:r.at]), &text)
			return text, err
		case c == '\\':
			escaped = true
			r.at++
		case c < ' ':
			return "", r.wrong("in a text")
		}
	}
	return "", io.ErrUnexpectedEOF
}

// list reads [value, …].
func (r *reader) list() (any, error) {
	start := len(r.items)
	more := r.open(']')
	for more {
		value, err := r.value()
		if err != nil {
			return nil, err
		}
		r.items = append(r.items, value)
		if more, err = r.more(']'); err != nil {
			return nil, err
		}
	}
	list := slices.Clone(r.items[start:])
	r.items = r.items[:start]
	return list, nil
}

// object reads {text: value, …}.
func (r *reader) object() (any, error) {
	object := map[string]any{}
	more := r.open('}')
	for more {
		if r.next() != '"' {
			return nil, r.wrong("where a name begins")
		}
		name, err := r.text()
		if err != nil {
			return nil, err
		}
		if r.next() != ':' {
			return nil, r.wrong("after a name")
		}
		r.at++
		if object[name], err = r.value(); err != nil {
			return nil, err
		}
		if more, err = r.more('}'); err != nil {
			return nil, err
		}
	}
	return object, nil
}

// open goes behind the opening bracket; false: there is nothing up to the closing one, which is passed.
func (r *reader) open(closing byte) bool {
	r.at++
	if r.next() != closing {
		return true
	}
	r.at++
	return false
}

// more goes behind the comma or the closing bracket that follows an item.
func (r *reader) more(closing byte) (bool, error) {
	c := r.next()
	if c != ',' && c != closing {
		return false, r.wrong("after an item")
	}
	r.at++
	return c == ',', nil
}
