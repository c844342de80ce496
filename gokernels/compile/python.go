package compile

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
	"gokernels/gokernels/pass"
	"gokernels/gokernels/pyast"
)

// python is a function of Python's.
type python struct{ unit *pyast.Unit }

func decodePython(wire []byte) (source, error) {
	u, err := pyast.Decode(wire)
	if err != nil {
		return nil, err
	}
	return python{u}, nil
}

func (s python) compile(types string) (*Program, error) {
	args, err := pyast.ParseTypes(types)
	if err != nil {
		return nil, &Error{"TypingError", err.Error()}
	}
	low, err := pyast.Lower(s.unit, s.unit.Functions[0], args)
	if err != nil {
		return nil, named(err)
	}
	dump("lowered", low.Module)
	notes, err := pass.Run(low.Module, pass.Options{Machine: native.Available()})
	if err != nil {
		return nil, err
	}
	dump("optimised", low.Module)
	p, err := New(low.Module, low.Result.Result())
	if err != nil {
		return nil, err
	}
	p.Captured = low.Captured
	p.Report, err = report(low, notes)
	return p, err
}

// dump prints the IR to standard error where the environment variable GOKERNELS_DUMP has the word ir.
func dump(what string, m *ir.Module) {
	if dumps("ir") {
		fmt.Fprintf(os.Stderr, "; %s\n%s\n", what, m)
	}
}

// dumps reports whether the environment variable GOKERNELS_DUMP has a word: ir, asm.
func dumps(word string) bool {
	return slices.Contains(strings.Split(os.Getenv("GOKERNELS_DUMP"), ","), word)
}

// named gives a compile error its Python class.
func named(err error) error {
	var e *pyast.Error
	if errors.As(err, &e) {
		return &Error{e.Kind, e.Error()}
	}
	return err
}

// note is one line of the report: a loop, or what a pass did.
type note struct {
	Line     int32  `json:"line"`
	File     string `json:"file,omitempty"`
	Kind     string `json:"kind"`
	Parallel bool   `json:"parallel"`
	Text     string `json:"text"`
}

// report is a JSON list: the loops, then what the passes did to them.
func report(low *pyast.Lowered, notes []pass.Note) (string, error) {
	all := []note{}
	for _, l := range low.Report {
		all = append(all, note{l.Line, l.File, l.Kind, l.Parallel, l.Text})
	}
	for _, n := range notes {
		all = append(all, note{Line: n.Pos.Line, File: fileOf(low, n.Pos.File), Kind: "pass", Text: n.Text})
	}
	text, err := json.Marshal(all)
	return string(text), err
}

func fileOf(low *pyast.Lowered, n int32) string {
	if n >= 0 && int(n) < len(low.Module.Files) {
		return low.Module.Files[n]
	}
	return ""
}
