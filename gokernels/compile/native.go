package compile

import (
	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// machine gives the interpreter machine code, where there is some; nil where there is none at all.
func machine() interp.Native {
	if !native.Available() {
		return nil
	}
	return func(f *ir.Func, in *ir.Instr) interp.Kernel {
		r := native.Compile(f, in)
		if r == nil {
			return nil
		}
		return kernel{r}
	}
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
