package pass

import "gokernels/gokernels/ir"

// arrays answers questions about arrays that this function made, and about one array asked of itself.
func arrays(c *context) {
	w := &asker{newMemory(c.f)}
	filter(c.f.Body, func(in *ir.Instr) bool {
		if in.Op == ir.Writable {
			return !w.writable(in.Args[0])
		}
		if answer, ok := w.answer(in); ok {
			*in = ir.Instr{Op: ir.Const, Type: ir.Bool, Int: truth(answer), Results: in.Results, Pos: in.Pos}
		}
		return true
	})
}

type asker struct{ *memory }

func (w *asker) answer(in *ir.Instr) (is, ok bool) {
	switch in.Op {
	case ir.Overlaps:
		return false, in.Args[0] == in.Args[1] || w.separate(in.Args[0], in.Args[1])
	case ir.Same:
		return true, in.Args[0] == in.Args[1]
	case ir.Contiguous:
		def := w.defs[in.Args[0]]
		return true, def != nil && def.Op == ir.Alloc && (def.Int&2 == 0 || len(def.Args) < 2)
	}
	return false, false
}

// writable reports whether an array is new and so may be written to; a broadcast view may not.
func (w *asker) writable(v ir.Value) bool {
	for {
		def := w.defs[v]
		if def == nil {
			return false
		}
		switch def.Op {
		case ir.Alloc:
			return true
		case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Field, ir.Reshape:
			v = def.Args[0]
		default:
			return false
		}
	}
}
