package pyast

import "slices"

// reductionOf recognises s += x, s = s + x, s = x + s, s = max(s, x), s = np.maximum(x, s), s = s or x, s = s - x.
func (c *classifier) reductionOf(s Stmt) (name, op string, rest Expr) {
	switch s := s.(type) {
	case *AugAssign:
		if t, ok := s.Target.(*Name); ok && !mentions(s.Value, t.ID) {
			return t.ID, s.Op, s.Value
		}
	case *Assign:
		if len(s.Targets) != 1 {
			return "", "", nil
		}
		if t, ok := s.Targets[0].(*Name); ok {
			if op, rest := c.updateOf(t.ID, s.Value); op != "" && !mentions(rest, t.ID) {
				return t.ID, op, rest
			}
		}
	}
	return "", "", nil
}

func (c *classifier) updateOf(name string, value Expr) (op string, rest Expr) {
	switch e := value.(type) {
	case *BinOp:
		if isName(e.Left, name) {
			return e.Op, e.Right
		}
		if slices.Contains([]string{"Add", "Mult", "BitAnd", "BitOr", "BitXor"}, e.Op) && isName(e.Right, name) {
			return e.Op, e.Left
		}
		if chain := e.Op; (chain == "Add" || chain == "Sub" || chain == "Mult") && !isName(e.Left, name) { // s + a - b
			if inner, more := c.updateOf(name, e.Left); inner != "" && family(inner) == family(chain) {
				return inner, &Tuple{At{e.Pos}, []Expr{more, e.Right}}
			}
		}
	case *BoolOp:
		if isName(e.Values[0], name) && len(e.Values) == 2 {
			return e.Op, e.Values[1]
		}
		if isName(e.Values[len(e.Values)-1], name) && len(e.Values) == 2 {
			return e.Op, e.Values[0]
		}
	case *Call:
		return c.callUpdate(name, e)
	}
	return "", nil
}

var reducing = map[string]string{"builtins.max": "max", "builtins.min": "min", "numpy.maximum": "maximum", "numpy.minimum": "minimum",
	"numpy.fmax": "fmax", "numpy.fmin": "fmin", "numpy.logical_or": "Or", "numpy.logical_and": "And", "numpy.bitwise_or": "BitOr",
	"numpy.bitwise_and": "BitAnd", "numpy.bitwise_xor": "BitXor", "numpy.add": "Add", "numpy.multiply": "Mult"}

func (c *classifier) callUpdate(name string, e *Call) (op string, rest Expr) {
	kind := reducing[c.canonical(e.Func)]
	if kind == "" || len(e.Args) < 2 || len(e.Keywords) > 0 {
		return "", nil
	}
	at := slices.IndexFunc(e.Args, func(a Expr) bool { return isName(a, name) })
	if at < 0 {
		return "", nil
	}
	if at > 0 && (kind == "max" || kind == "min") {
		kind += newest
	}
	others := append(slices.Clone(e.Args[:at]), e.Args[at+1:]...)
	return kind, &Tuple{At{e.Pos}, others}
}

func isName(e Expr, name string) bool {
	n, ok := e.(*Name)
	return ok && n.ID == name
}

// mentions reports whether an expression reads a name.
func mentions(e Expr, name string) bool {
	found := false
	walkExpr(e, func(n any) {
		if isNode, ok := n.(*Name); ok && isNode.ID == name {
			found = true
		}
	})
	return found
}
