package interp

import (
	"strings"

	"gokernels/gokernels/ir"
)

// Raised is a Python exception: a builtin class by its name, or "@7", object 7 of the caller's table. Args are bool,
// int64, uint64, float64, complex128 or string.
type Raised struct {
	Class string
	Args  []any
	Func  string // the function that raised it
	File  string // from Module.Files
	Pos   ir.Pos
}

// Error is the class and the message.
func (r *Raised) Error() string {
	if text := r.Message(); text != "" {
		return r.Class + ": " + text
	}
	return r.Class
}

// Message is str(exception).
func (r *Raised) Message() string {
	switch len(r.Args) {
	case 0:
		return ""
	case 1:
		if r.Class == "KeyError" { // as Python: a missing '' would be invisible
			return reprOf(r.Args[0])
		}
		return strOf(r.Args[0])
	}
	parts := make([]string, len(r.Args))
	for i, arg := range r.Args {
		parts[i] = reprOf(arg)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// bases is the part of Python's class hierarchy that kernels meet; what is not listed derives from Exception.
var bases = map[string]string{
	"Exception":           "BaseException",
	"KeyboardInterrupt":   "BaseException",
	"SystemExit":          "BaseException",
	"GeneratorExit":       "BaseException",
	"ZeroDivisionError":   "ArithmeticError",
	"OverflowError":       "ArithmeticError",
	"FloatingPointError":  "ArithmeticError",
	"IndexError":          "LookupError",
	"KeyError":            "LookupError",
	"UnicodeError":        "ValueError",
	"UnicodeDecodeError":  "UnicodeError",
	"UnicodeEncodeError":  "UnicodeError",
	"RecursionError":      "RuntimeError",
	"NotImplementedError": "RuntimeError",
	"ModuleNotFoundError": "ImportError",
	"UnboundLocalError":   "NameError",
	"IndentationError":    "SyntaxError",
	"FileNotFoundError":   "OSError",
	"FileExistsError":     "OSError",
	"PermissionError":     "OSError",
	"TimeoutError":        "OSError",
	"ConnectionError":     "OSError",
}

// isA reports whether an exception of the class is caught by one that names of. EnvironmentError and IOError are
// Python's other names of OSError.
func isA(h Host, class, of string) bool {
	if of == "EnvironmentError" || of == "IOError" {
		of = "OSError"
	}
	for c := class; c != ""; c = baseOf(c) {
		if c == of {
			return true
		}
	}
	table, ok := h.(Classes)
	return ok && class[0] == '@' && table.Subclass(class, of)
}

func baseOf(class string) string {
	switch base, ok := bases[class]; {
	case ok:
		return base
	case class == "BaseException":
		return ""
	}
	return "Exception"
}
