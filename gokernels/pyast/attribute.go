package pyast

import (
	"math"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// attribute lowers v.name: a field, a property, a method that is about to be called, something of a module.
func (l *lowerer) attribute(v *val, name string) *val {
	switch v.t.Kind {
	case KModule:
		return l.moduleAttribute(v, name)
	case KScalar:
		if a := l.scalarAttribute(v, name); a != nil {
			return a
		}
	case KTuple:
		if i := slices.Index(v.t.Fields, name); i >= 0 {
			return v.items[i]
		}
	case KArray:
		if a := l.arrayAttr(v, name); a != nil {
			return a
		}
	case KType:
		if a := l.typeAttribute(v, name); a != nil {
			return a
		}
	}
	return &val{t: &Type{Kind: KMethod, Name: name}, obj: l.settleUnlessLazy(v)}
}

// moduleAttribute resolves a dotted name that the caller did not, and what iinfo() and finfo() give.
func (l *lowerer) moduleAttribute(v *val, name string) *val {
	if dtype, ok := strings.CutPrefix(v.t.Name, "info:"); ok {
		return l.infoAttribute(ir.Type(dtype), name)
	}
	full := v.t.Name + "." + name
	if c, ok := constants[full]; ok {
		return l.constant(floatType, c)
	}
	if _, _, ok := dtypeOfName(full); ok && v.t.Name == "numpy" {
		return &val{t: &Type{Kind: KType, Name: full}}
	}
	return &val{t: &Type{Kind: KFunction, Name: full}}
}

var constants = map[string]float64{"numpy.pi": math.Pi, "numpy.e": math.E, "numpy.inf": math.Inf(1), "numpy.nan": math.NaN(), "math.pi": math.Pi,
	"math.e": math.E, "math.tau": 2 * math.Pi, "math.inf": math.Inf(1), "math.nan": math.NaN(), "numpy.euler_gamma": 0.5772156649015329}

// limitsOf is np.iinfo(t) or np.finfo(t): a module of its own, whose attributes are infoAttribute's.
func limitsOf(l *lowerer, c *callArgs) *val {
	v := c.bind(l, "type")[0]
	elem := v.t.Elem
	if !v.t.isScalar() && !v.t.isArray() {
		elem = l.elemOf(v)
	}
	if elem.IsComplex() {
		elem = elem.Real()
	}
	if elem.IsFloat() != (c.name == "numpy.finfo") {
		l.fail("TypingError", c.name+" of "+numpyWords[elem], "")
	}
	return &val{t: &Type{Kind: KModule, Name: "info:" + string(elem)}}
}

// infoAttribute is an attribute of np.iinfo(t) or np.finfo(t).
func (l *lowerer) infoAttribute(t ir.Type, name string) *val {
	bits := int64(t.Size() * 8)
	switch {
	case name == "bits":
		return l.intConst(bits)
	case name == "dtype":
		return dtypeVal(t)
	case t.IsSigned() && name == "max":
		return l.intConst(int64(1)<<(bits-1) - 1)
	case t.IsSigned() && name == "min":
		return l.intConst(-(int64(1)<<(bits-1) - 1) - 1)
	case t == ir.U64 && name == "max":
		return l.constant(scalarOf(ir.U64), uint64(math.MaxUint64))
	case t.IsUnsigned() && name == "max":
		return l.intConst(int64(1)<<bits - 1)
	case t.IsUnsigned() && name == "min":
		return l.intConst(0)
	}
	limits := map[string]float64{"max": math.MaxFloat64, "min": -math.MaxFloat64, "eps": 0x1p-52, "tiny": 0x1p-1022, "epsneg": 0x1p-53,
		"smallest_normal": 0x1p-1022, "smallest_subnormal": 0x1p-1074, "resolution": 1e-15}
	if t == ir.F32 {
		limits = map[string]float64{"max": math.MaxFloat32, "min": -math.MaxFloat32, "eps": 0x1p-23, "tiny": 0x1p-126, "epsneg": 0x1p-24,
			"smallest_normal": 0x1p-126, "smallest_subnormal": 0x1p-149, "resolution": 1e-6}
	}
	c, ok := limits[name]
	if !ok || !t.IsFloat() {
		l.unsupported("this attribute of iinfo or finfo", "")
	}
	return l.constant(scalarOf(t), c)
}

func (l *lowerer) scalarAttribute(v *val, name string) *val {
	switch name {
	case "real":
		if !v.t.isComplex() {
			return l.unary("UAdd", v)
		}
		return l.part(ir.RealPart, v)
	case "imag":
		if !v.t.isComplex() {
			return l.constant(&Type{Kind: KScalar, Elem: v.t.Elem, Weak: v.t.Weak}, int64(0))
		}
		return l.part(ir.ImagPart, v)
	case "dtype":
		return dtypeVal(v.t.Elem)
	case "ndim":
		return l.intConst(0)
	case "size":
		return l.intConst(1)
	case "shape":
		return l.tuple()
	case "T":
		return v
	case "itemsize", "nbytes":
		return l.intConst(int64(v.t.Elem.Size()))
	}
	return nil
}

func (l *lowerer) part(op ir.Op, v *val) *val {
	t := &Type{Kind: KScalar, Elem: v.t.Elem.Real(), Weak: v.t.Weak}
	return &val{t: t, v: l.Make(op, t.Elem, l.scalar(v))}
}

func (l *lowerer) typeAttribute(v *val, name string) *val {
	elem, _, ok := dtypeOfName(v.t.Name)
	if !ok {
		return nil
	}
	switch name {
	case "type":
		return v
	case "itemsize":
		return l.intConst(int64(elem.Size()))
	case "kind":
		return l.kindOf(&callArgs{name: "kind", args: []*val{v}})
	case "name":
		return l.strConst(numpyWords[elem])
	}
	return nil
}

// callMethod calls a method: of arrays, containers, text, scalars.
func (l *lowerer) callMethod(v *val, name string, c *callArgs) *val {
	c.name = name
	var r *val
	switch v.t.Kind {
	case KArray:
		if r = l.arrayMethod(v, name, c); r == nil {
			r = l.callLibraryArgs("ndarray."+name, &callArgs{name: name, args: append([]*val{v}, c.args...), kw: c.kw})
		}
	case KList, KSet, KDict:
		r = l.containerMethod(v, name, c)
	case KStr:
		r = l.strMethod(v, name, c)
	case KScalar:
		r = l.scalarMethod(v, name, c)
	case KTuple:
		r = l.tupleMethod(v, name, c)
	case KFunction:
		r = l.callBuiltin(v.t.Name+"."+name, c)
	case KType:
		r = l.typeMethod(v.t.Name, name, c)
	}
	if r == nil {
		l.unsupported("the method "+name+"() of "+v.t.user(), "")
	}
	return r
}

// typeMethod is Numba's List.empty_list(t) and Dict.empty(k, v), which give the types of their items.
func (l *lowerer) typeMethod(class, name string, c *callArgs) *val {
	switch class + "." + name {
	case "builtins.list.empty_list":
		a := c.bind(l, "item_type", "allocated?")
		v, _ := l.newContainer(l.containerType(KList, itemTypeOf(l, a[0])))
		return v
	case "builtins.dict.empty":
		a := c.bind(l, "key_type", "value_type", "n_keys?")
		v, _ := l.newContainer(l.containerType(KDict, itemTypeOf(l, a[0]), itemTypeOf(l, a[1])))
		return v
	}
	return nil
}

// itemTypeOf is the type of items that a type object names; nil, which is learnt from what is put in, if it is no number.
func itemTypeOf(l *lowerer, v *val) *Type {
	if v.t.Kind != KType || !(strings.HasPrefix(v.t.Name, "numpy.") || weakTypes[v.t.Name] != nil) {
		return nil
	}
	if t := weakTypes[v.t.Name]; t != nil {
		return t
	}
	switch elem := l.elemOf(v); elem {
	case ir.I64:
		return intType
	case ir.F64:
		return floatType
	case ir.Bool:
		return boolType
	default:
		return scalarOf(elem)
	}
}

var weakTypes = map[string]*Type{"builtins.int": intType, "builtins.float": floatType, "builtins.bool": boolType, "builtins.str": strType}

func (l *lowerer) scalarMethod(v *val, name string, c *callArgs) *val {
	switch name {
	case "conjugate", "conj":
		if v.t.isComplex() {
			return &val{t: v.t, v: l.Make(ir.Conj, v.t.Elem, l.scalar(v))}
		}
		return v
	case "item":
		return &val{t: weakest(category(v.t.Elem)), v: l.castScalar(v, weakest(category(v.t.Elem)).Elem)}
	case "is_integer":
		if v.t.isFloat() {
			x := l.scalar(v)
			whole := l.Make(ir.Eq, ir.Bool, l.Make(ir.Floor, v.t.Elem, x), x)
			return boolVal(l.Make(ir.And, ir.Bool, whole, l.Make(ir.IsFinite, ir.Bool, x)))
		}
		return l.boolConst(true)
	case "astype":
		return l.castTo(v, l.dtypeOf(c.bind(l, "dtype", "copy?")[0]))
	case "sum", "min", "max", "copy":
		return v
	case "bit_length", "bit_count":
		return l.callLibrary("gokernels."+name, v)
	}
	return nil
}

func (l *lowerer) tupleMethod(v *val, name string, c *callArgs) *val {
	switch name {
	case "index", "count":
		x := c.bind(l, "value")[0]
		n := l.intConst(0)
		if name == "index" {
			return l.tupleIndex(v, x)
		}
		for _, item := range v.items {
			n = l.binop("Add", n, l.unary("UAdd", l.truth(l.compare("Eq", item, x))))
		}
		return n
	case "_replace":
		items := slices.Clone(v.items)
		for field, x := range c.kw {
			i := slices.Index(v.t.Fields, field)
			if i < 0 {
				l.fail("TypingError", "no field "+quote(field), "")
			}
			items[i] = l.settle(x)
		}
		r := l.tuple(items...)
		r.t.Fields, r.t.ID = v.t.Fields, v.t.ID
		return r
	}
	return nil
}

func (l *lowerer) tupleIndex(v, x *val) *val {
	found := intVal(l.Int(-1))
	for k := len(v.items) - 1; k >= 0; k-- {
		equal := l.truth(l.compare("Eq", v.items[k], x))
		found = intVal(l.Make(ir.Select, ir.I64, l.scalar(equal), l.Int(int64(k)), found.v))
	}
	l.raiseIf(l.Make(ir.Lt, ir.Bool, found.v, l.Int(0)), "ValueError", "tuple.index(x): x not in tuple")
	return found
}

// index1 wraps and checks an integer index against a length.
func (l *lowerer) index1(v *val, n ir.Value, axis int) ir.Value {
	if !v.t.isIntegral() {
		l.fail("TypingError", "an index is an integer, not "+v.t.user(), "Convert it with int(…).")
	}
	i := l.castScalar(v, ir.I64)
	return l.With(ir.Instr{Op: ir.Bounds, Int: int64(axis), Args: []ir.Value{i, n}}, ir.I64)
}

// parallelArrays reports whether array expressions here run in parallel.
func (l *lowerer) parallelArrays() bool { return l.options.Parallel && l.par == nil }

// storeSubscript lowers a[i] = v.
func (l *lowerer) storeSubscript(t *Subscript, v *val) {
	base := l.settleUnlessLazy(l.expr(t.Value))
	index := l.expr(t.Index)
	l.at(t)
	switch base.t.Kind {
	case KArray:
		l.storeArray(base, l.indexItems(index), v)
	case KList, KDict:
		l.storeContainer(base, l.settle(index), l.settle(v))
	default:
		l.refuseStore(base)
	}
}

// refuseStore refuses to assign to an item of what has none that can be assigned.
func (l *lowerer) refuseStore(base *val) {
	if base.t.Kind == KTuple {
		l.fail("TypingError", "a tuple's items cannot be assigned", "Make a new tuple, or use an array.")
	}
	l.unsupported("assigning to an item of "+base.t.user(), "Make a new one.")
}

func (l *lowerer) deleteSubscript(t *Subscript) {
	l.deleteContainer(l.settle(l.expr(t.Value)), l.settle(l.expr(t.Index)))
}

// storeAttribute lowers a.real = v, a.shape = …, record.field = v.
func (l *lowerer) storeAttribute(t *Attribute, v *val) {
	base := l.settle(l.expr(t.Value))
	if base.t.Kind != KArray || t.Attr == "shape" {
		l.unsupported("assigning to the attribute "+t.Attr, "")
	}
	target := l.arrayAttr(base, t.Attr)
	if target == nil || !target.t.isArray() {
		if target != nil && base.t.Record != nil {
			l.storeArray(base, []*val{l.strConst(t.Attr)}, v)
			return
		}
		l.unsupported("assigning to the attribute "+t.Attr, "")
	}
	l.storeInto(target, v)
}

// augAssign lowers x op= v: names are bound anew, arrays change in place.
func (l *lowerer) augAssign(s *AugAssign) {
	switch t := s.Target.(type) {
	case *Name:
		x := l.expr(t)
		v := l.expr(s.Value)
		l.at(s)
		switch {
		case x.t.isArray():
			l.inPlace(s.Op, l.settle(x), v)
		case x.t.Kind == KList && s.Op == "Add":
			l.containerMethod(l.settle(x), "extend", &callArgs{name: "extend", args: []*val{v}})
		default:
			l.bind(t.ID, l.binop(s.Op, x, v))
		}
	case *Subscript:
		base, index := l.settle(l.expr(t.Value)), l.expr(t.Index)
		if base.t.isArray() && (!callsAny(s.Value) || !l.augEarly(base, index, s)) {
			v := l.expr(s.Value)
			l.at(s)
			l.augArray(base, l.indexItems(index), s.Op, v)
		}
		if base.t.isArray() {
			return
		}
		if base.t.Kind != KList && base.t.Kind != KDict {
			l.refuseStore(base)
		}
		index = l.settle(index)
		old := l.settle(l.indexContainer(base, index))
		v := l.expr(s.Value)
		l.at(s)
		l.storeContainer(base, index, l.settle(l.binop(s.Op, old, v)))
	case *Attribute:
		l.at(s)
		if x := l.expr(t); x.t.isArray() && t.Attr != "T" {
			l.inPlace(s.Op, l.settle(x), l.expr(s.Value))
			return
		}
		l.storeAttribute(t, l.binop(s.Op, l.expr(t), l.expr(s.Value)))
	default:
		l.unsupported("this assignment", "")
	}
}

// callsAny reports whether an expression calls something, which may write to arrays.
func callsAny(e Expr) bool {
	found := false
	walkExpr(e, func(n any) {
		_, call := n.(*Call)
		found = found || call
	})
	return found
}

// augEarly is a[i] += f(a): the element is read before f is called. false: the index takes no element.
func (l *lowerer) augEarly(base, index *val, s *AugAssign) bool {
	parts := l.indexItems(index)
	if f, _ := flatItem(base, parts); f != nil || base.t.Record != nil || len(parts) != base.t.NDim {
		return false
	}
	items := l.planIndex(base, parts)
	if _, element := basic(items); !element {
		return false
	}
	l.checkWritable(base)
	at := l.elementIndex(base, items)
	old := scalarVal(base.t.Elem, l.Make(ir.Load, base.t.Elem, append([]ir.Value{base.v}, at...)...))
	v := l.expr(s.Value)
	l.at(s)
	r := l.onlyElement(l.assignable(base, l.binop(s.Op, old, v)))
	l.storeElement(base, at, l.elementFor(base, r))
	return true
}

// indexIter indexes range(…)[i].
func (l *lowerer) indexIter(base, index *val) *val {
	src := l.sourceOf(base)
	if src.items != nil {
		return l.indexTuple(l.tuple(src.items...), index)
	}
	return src.item(l.index1(index, src.n, -1))
}

// inRange lowers "x in range(…)".
func (l *lowerer) inRange(x, r *val) *val {
	found := &slot{vars: l.varsOf("in", l.boolConst(false))}
	found.proto = &val{t: boolType}
	l.forEach(r, func(item *val) { l.assign(found, l.anyOf(l.read(found), l.truth(l.compare("Eq", x, item)))) })
	return l.read(found)
}
