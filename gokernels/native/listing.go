package native

import (
	"fmt"
	"strconv"
	"strings"
)

// Listing prints the code of a pattern of strides, an instruction of code.go in a line: where its bytes begin, what it is,
// and what it writes and reads. Jumps to addresses, saves and restores that the emitter adds have no line of their own.
func (r *Region) Listing(key uint64) (text string, err error) {
	defer func() {
		if e := recover(); e != nil {
			text, err = "", asError(e)
		}
	}()
	r.mu.Lock()
	defer r.mu.Unlock()
	var lines []line
	r.lowered(key, &lines)
	for _, x := range lines {
		if x.label != 0 {
			text += fmt.Sprintf("L%d:\n", x.label)
		} else {
			text += fmt.Sprintf("%5x  %s\n", x.at, x.text)
		}
	}
	return text, nil
}

// line is one of a listing: a label, or an instruction and where it begins.
type line struct {
	label, at int
	text      string
}

// Keys lists the patterns of strides for which there is code.
func (r *Region) Keys() (keys []uint64) {
	if m := r.variants.Load(); m != nil {
		for k := range *m {
			keys = append(keys, k)
		}
	}
	return keys
}

var generalNames = [...]string{"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"}

// list notes an instruction that begins here.
func (e *emitter) list(in *inst) {
	if e.lines == nil {
		return
	}
	x := line{at: len(e.code)}
	if in.op == label {
		x.label = in.label
	} else {
		x.text = e.text(in)
	}
	*e.lines = append(*e.lines, x)
}

func (e *emitter) text(in *inst) string {
	var parts []string
	store := in.op.form == fVecStore || in.op.form == fMaskStore || in.op.form == fStore || in.op.form == fUpdate
	if in.m != nil && store {
		parts = append(parts, e.addressText(in.m))
	}
	for _, v := range []vreg{in.d, in.a, in.b, in.c} {
		if v != 0 {
			parts = append(parts, e.spotText(v))
		}
	}
	if in.m != nil && !store {
		parts = append(parts, e.addressText(in.m))
	}
	if in.imm != 0 && in.op != label {
		parts = append(parts, strconv.FormatInt(in.imm, 10))
	}
	if in.label != 0 {
		parts = append(parts, "L"+strconv.Itoa(in.label))
	}
	text := in.op.name + " " + strings.Join(parts, ", ")
	if in.op.v.l == 2 {
		return strings.ReplaceAll(text, "ymm", "zmm")
	}
	return text
}

func (e *emitter) spotText(v vreg) string {
	s := e.spots[v]
	switch {
	case s.m != nil:
		return e.addressText(s.m)
	case e.class[v] == vector:
		return "ymm" + strconv.Itoa(int(s.reg))
	}
	return generalNames[s.reg]
}

func (e *emitter) addressText(m *address) string {
	switch {
	case m.pool > 0:
		return fmt.Sprintf("[pool+%d]", m.pool-1)
	case m.context:
		return fmt.Sprintf("[rbp+%d]", m.disp)
	}
	text := e.spotText(m.base)
	if m.index != 0 {
		text += fmt.Sprintf("+%s*%d", e.spotText(m.index), 1<<m.scale)
	}
	if m.disp != 0 {
		text += fmt.Sprintf("%+d", m.disp)
	}
	return "[" + text + "]"
}
