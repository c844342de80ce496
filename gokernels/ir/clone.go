package ir

import "slices"

// Clone returns a copy of the module that shares nothing with it.
func (m *Module) Clone() *Module {
	c := &Module{Files: slices.Clone(m.Files)}
	for _, f := range m.Funcs {
		g := *f
		g.Params, g.Results, g.Types, g.Vars = slices.Clone(f.Params), slices.Clone(f.Results), slices.Clone(f.Types), slices.Clone(f.Vars)
		g.Body = f.Body.Clone()
		c.Funcs = append(c.Funcs, &g)
	}
	return c
}

// Clone returns a copy of the region that shares nothing with it; values and labels keep their numbers.
func (r *Region) Clone() *Region {
	c := &Region{Params: slices.Clone(r.Params)}
	for _, in := range r.Code {
		c.Code = append(c.Code, in.Clone())
	}
	return c
}

// Clone returns a copy of the instruction and of its regions.
func (in *Instr) Clone() *Instr {
	c := *in
	c.Results, c.Args, c.Ints = slices.Clone(in.Results), slices.Clone(in.Args), slices.Clone(in.Ints)
	if in.Par != nil {
		par := *in.Par
		par.Locals = slices.Clone(par.Locals)
		c.Par = &par
	}
	c.Regions = nil
	for _, r := range in.Regions {
		c.Regions = append(c.Regions, r.Clone())
	}
	return &c
}
