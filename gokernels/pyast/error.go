package pyast

import (
	"fmt"
	"strings"

	"gokernels/gokernels/ir"
)

// Error is why a function cannot be compiled. Kind is the Python class: TypingError, UnsupportedError, ParallelError,
// NameError.
type Error struct {
	Kind string
	Pos  ir.Pos
	File string
	Func string
	Line string // the source line
	Text string
	Hint string
}

// Error formats as Python's own tracebacks: file, line, the source line with a caret, what is wrong, what to do.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  File %q, line %d, in %s\n", e.File, e.Pos.Line, e.Func)
	if line := strings.TrimRight(e.Line, "\r\n"); strings.TrimSpace(line) != "" {
		text := strings.TrimLeft(line, " \t")
		indent := len(line) - len(text)
		fmt.Fprintf(&b, "    %s\n    %s\n", text, caret(e.Pos, indent, len(text)))
	}
	b.WriteString(e.Text)
	if e.Hint != "" {
		b.WriteString("\n" + e.Hint)
	}
	return b.String()
}

// caret underlines the columns of pos in a line from which indent characters were cut.
func caret(pos ir.Pos, indent, length int) string {
	from := max(int(pos.Col)-1-indent, 0)
	to := int(pos.End) - 1 - indent
	if pos.EndLine != pos.Line || to <= from {
		to = from + 1
	}
	to = min(to, max(length, from+1))
	if from > 400 {
		return "^"
	}
	return strings.Repeat(" ", from) + strings.Repeat("^", min(to-from, 400))
}

// source returns line n of the function's file, "" if it is not known.
func (f *Function) source(n int32) string {
	i := int(n) - f.First
	if i < 0 || i >= len(f.Source) {
		return ""
	}
	return f.Source[i]
}
