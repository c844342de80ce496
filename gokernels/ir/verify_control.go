package ir

import "slices"

// shape checks the number of regions and the parameters of each, all i64.
func (v *verifier) shape(params ...int) {
	v.need(len(v.in.Regions) == len(params), "it has %d regions, not %d", len(params), len(v.in.Regions))
	for i, r := range v.in.Regions {
		v.need(len(r.Params) == params[i], "region %d has %d parameters, not %d", i+1, params[i], len(r.Params))
		for _, p := range r.Params {
			v.need(p > 0 && int(p) < len(v.f.Types) && v.f.Types[p] == I64, "%%%d is a parameter of a region and so i64", p)
		}
	}
}

func (v *verifier) ifElse(in *Instr) {
	v.signature([]Type{Bool}, nil)
	v.shape(0, 0)
	v.region(in.Regions[0])
	v.region(in.Regions[1])
}

// labelled checks a block or loop.
func (v *verifier) labelled(in *Instr) {
	if in.Op == For {
		v.signature([]Type{I64, I64, I64}, nil)
		v.shape(1)
	} else {
		v.signature(nil, nil)
		v.shape(0)
	}
	v.need(in.Int > 0 && in.Int <= int64(v.f.Labels), "label %d was not given out", in.Int)
	v.need(!v.labels[in.Int], "label %d is used twice", in.Int)
	v.labels[in.Int] = true
	v.targets = append(v.targets, target{in.Int, in.Op != Block, v.inPar})
	v.region(in.Regions[0])
	v.targets = v.targets[:len(v.targets)-1]
}

func (v *verifier) jump(in *Instr) {
	v.signature(nil, nil)
	v.shape()
	i := slices.IndexFunc(v.targets, func(t target) bool { return t.label == in.Int })
	v.need(i >= 0, "no construct around it has label %d", in.Int)
	v.need(v.targets[i].turns || in.Op == Break, "label %d is no loop", in.Int)
	v.need(v.targets[i].inPar == v.inPar, "it must not leave a parfor")
}

func (v *verifier) ret(in *Instr) {
	v.shape()
	v.need(v.inPar == 0, "it must not stand in a parfor")
	v.signature(v.f.Results, nil)
}

func (v *verifier) raise(in *Instr) {
	v.shape()
	v.need(in.Sym != "", "it names an exception")
	v.need(len(in.Results) == 0, "it has no results")
	for i := range in.Args {
		t := v.arg(i)
		v.need(t.IsScalar() || t == Str, "operand %d is a scalar or text, not %s", i+1, t)
	}
}

func (v *verifier) try(in *Instr) {
	v.signature(nil, nil)
	v.shape(0, 0)
	v.region(in.Regions[0])
	v.inCatch++
	v.region(in.Regions[1])
	v.inCatch--
}

func (v *verifier) caught(in *Instr) {
	v.need(v.inCatch > 0, "it stands in a handler")
	if in.Op == Rethrow {
		v.signature(nil, nil)
		v.shape()
		return
	}
	v.signature(nil, []Type{map[bool]Type{true: Str, false: Bool}[in.Sym == ""]})
}

func (v *verifier) parfor(in *Instr) {
	par := in.Par
	v.need(par != nil && par.NDim >= 0 && par.MaxChunks >= 0, "it says what a parfor must say")
	v.need(len(in.Args) == 3*par.NDim+2, "it has 3 operands a dimension and 2 more, not %d", len(in.Args))
	v.signature(slices.Repeat([]Type{I64}, len(in.Args)), nil)
	v.shape(0, par.NDim, 0)
	for i, x := range par.Locals {
		name := v.variable(x)
		v.need(!slices.Contains(par.Locals[:i], x), "%s is named twice", name)
		v.mayChange(x)
	}
	v.inPar++
	v.bodies = append(v.bodies, par)
	v.region(in.Regions[0])
	v.region(in.Regions[1])
	v.bodies = v.bodies[:len(v.bodies)-1]
	v.region(in.Regions[2])
	v.inPar--
}

// variable checks that there is such a variable and returns its name.
func (v *verifier) variable(x Var) string {
	v.need(x >= 0 && int(x) < len(v.f.Vars), "there is no variable %d", x)
	return (&printer{f: v.f}).variable(x)
}

// mayChange checks that a variable is a Local of every parfor in whose init or body this is. So a parfor within
// another's body has Locals of that one as its own: it leaves them changed.
func (v *verifier) mayChange(x Var) {
	for _, par := range v.bodies {
		v.need(slices.Contains(par.Locals, x), "%s is no Local of the parfor around", v.variable(x))
	}
}

func (v *verifier) get(in *Instr) {
	v.variable(in.Var)
	v.signature(nil, []Type{v.f.Vars[in.Var].Type})
}

func (v *verifier) set(in *Instr) {
	v.variable(in.Var)
	v.signature([]Type{v.f.Vars[in.Var].Type}, nil)
	v.mayChange(in.Var)
}

func (v *verifier) call(in *Instr) {
	i := slices.IndexFunc(v.m.Funcs, func(f *Func) bool { return f.Name == in.Sym })
	v.need(i >= 0, "there is no function %s", symbol(in.Sym))
	callee := v.m.Funcs[i]
	args := make([]Type, len(callee.Params))
	for i, p := range callee.Params {
		v.need(p > 0 && int(p) < len(callee.Types), "its parameter %%%d is no value", p)
		args[i] = callee.Types[p]
	}
	v.signature(args, callee.Results)
}
