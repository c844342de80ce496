package compile

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// machine gives the interpreter machine code, where there is some; nil where there is none at all. The loops that have
// some are added to p.
func (p *Program) machine() interp.Native {
	if !native.Available() {
		return nil
	}
	library := native.NewLibrary(p.module)
	return func(f *ir.Func, in *ir.Instr) interp.Kernel {
		r := library.Compile(f, in)
		if r == nil {
			return nil
		}
		p.loops = append(p.loops, r)
		if dumps("asm") {
			fmt.Fprintf(os.Stderr, "%s", listing(r))
		}
		return kernel{r}
	}
}

// Instructions names what the machine code of loops is made of here.
func Instructions() string { return native.Instructions() }

// Asm lists the machine code of the loops that have some, for each pattern of strides that was met so far.
func (p *Program) Asm() string {
	var text strings.Builder
	for _, r := range p.loops {
		text.WriteString(listing(r))
	}
	return text.String()
}

func listing(r *native.Region) string {
	form := "scalar"
	switch {
	case r.Lanes():
		form = "in lanes"
	case r.Within():
		form = "scalar, with another form for arrays that lie apart"
	}
	text := ""
	keys := r.Keys()
	slices.Sort(keys)
	for _, key := range keys {
		code, err := r.Listing(key)
		if err != nil {
			continue
		}
		text += fmt.Sprintf("; the loop of line %d, %s, strides %x\n%s\n", r.Line(), form, key, code)
	}
	return text
}

// kernel is a native.Region as the interpreter sees it.
type kernel struct{ *native.Region }

func (k kernel) Plain() interp.Kernel {
	if r := k.Region.Plain(); r != nil {
		return kernel{r}
	}
	return nil
}

func (k kernel) Take(key uint64) (interp.Code, []uint64, error) {
	code, words, err := k.Region.Take(key)
	if err != nil {
		return nil, nil, err
	}
	return code, words, nil
}

func (k kernel) Give(code interp.Code, words []uint64) { k.Region.Give(code.(*native.Code), words) }
