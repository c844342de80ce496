package pyast

// walkStmts calls visit for every statement and expression of a body, not for those of inner functions.
func walkStmts(body []Stmt, visit func(n any)) {
	for _, s := range body {
		walkStmt(s, visit)
	}
}

func walkStmt(s Stmt, visit func(n any)) {
	visit(s)
	for _, e := range stmtExprs(s) {
		walkExpr(e, visit)
	}
	for _, body := range stmtBodies(s) {
		walkStmts(body, visit)
	}
}

// stmtExprs returns the expressions of a statement itself.
func stmtExprs(s Stmt) []Expr {
	switch s := s.(type) {
	case *Assign:
		return append(append([]Expr(nil), s.Targets...), s.Value)
	case *AugAssign:
		return []Expr{s.Target, s.Value}
	case *AnnAssign:
		return []Expr{s.Target, s.Value}
	case *For:
		return []Expr{s.Target, s.Iter}
	case *While:
		return []Expr{s.Test}
	case *If:
		return []Expr{s.Test}
	case *With:
		return append(append([]Expr(nil), s.Items...), s.As...)
	case *Return:
		return []Expr{s.Value}
	case *Raise:
		return []Expr{s.Exc, s.Cause}
	case *Assert:
		return []Expr{s.Test, s.Msg}
	case *ExprStmt:
		return []Expr{s.Value}
	case *Delete:
		return s.Targets
	case *yielding:
		return []Expr{s.Value}
	case *Try:
		var types []Expr
		for _, h := range s.Handlers {
			types = append(types, h.Type)
		}
		return types
	}
	return nil
}

// stmtBodies returns the statements within a statement.
func stmtBodies(s Stmt) [][]Stmt {
	switch s := s.(type) {
	case *For:
		return [][]Stmt{s.Body, s.Else}
	case *While:
		return [][]Stmt{s.Body, s.Else}
	case *If:
		return [][]Stmt{s.Body, s.Else}
	case *With:
		return [][]Stmt{s.Body}
	case *Try:
		bodies := [][]Stmt{s.Body}
		for _, h := range s.Handlers {
			bodies = append(bodies, h.Body)
		}
		return append(bodies, s.Else, s.Finally)
	}
	return nil
}

func walkExpr(e Expr, visit func(n any)) {
	if e == nil {
		return
	}
	visit(e)
	for _, child := range exprChildren(e) {
		walkExpr(child, visit)
	}
}

// exprChildren returns the expressions directly within an expression; nil entries are absent parts.
func exprChildren(e Expr) []Expr {
	switch e := e.(type) {
	case *BinOp:
		return []Expr{e.Left, e.Right}
	case *UnaryOp:
		return []Expr{e.Operand}
	case *BoolOp:
		return e.Values
	case *Compare:
		return append([]Expr{e.Left}, e.Right...)
	case *Call:
		all := append([]Expr{e.Func}, e.Args...)
		for _, k := range e.Keywords {
			all = append(all, k.Value)
		}
		return all
	case *Attribute:
		return []Expr{e.Value}
	case *Subscript:
		return []Expr{e.Value, e.Index}
	case *Slice:
		return []Expr{e.Lower, e.Upper, e.Step}
	case *Tuple:
		return e.Elts
	case *List:
		return e.Elts
	case *Set:
		return e.Elts
	case *Dict:
		return append(append([]Expr(nil), e.Keys...), e.Values...)
	case *IfExp:
		return []Expr{e.Test, e.Body, e.Else}
	case *Comp:
		return compChildren(e)
	case *Starred:
		return []Expr{e.Value}
	case *JoinedStr:
		return e.Values
	case *Formatted:
		return []Expr{e.Value, e.Spec}
	case *NamedExpr:
		return []Expr{e.Target, e.Value}
	case *Yield:
		return []Expr{e.Value}
	}
	return nil
}

func compChildren(e *Comp) []Expr {
	all := []Expr{e.Key, e.Elt}
	for _, g := range e.Generators {
		all = append(append(all, g.Target, g.Iter), g.Ifs...)
	}
	return all
}

// addAssigned adds the names that a node itself assigns.
func addAssigned(n any, names map[string]bool) {
	switch s := n.(type) {
	case *Assign:
		for _, t := range s.Targets {
			addTarget(t, names)
		}
	case *AugAssign:
		addTarget(s.Target, names)
	case *AnnAssign:
		if s.Value != nil {
			addTarget(s.Target, names)
		}
	case *For:
		addTarget(s.Target, names)
	case *With:
		for _, t := range s.As {
			addTarget(t, names)
		}
	case *Try:
		for _, h := range s.Handlers {
			if h.Name != "" {
				names[h.Name] = true
			}
		}
	case *FunctionDef:
		names[s.Function.Name] = true
	case *NamedExpr:
		names[s.Target.ID] = true
	case *yielding:
		s.assigned(names)
	case *Delete:
		for _, t := range s.Targets {
			addTarget(t, names)
		}
	}
}

// addTarget adds the names of an assignment's target.
func addTarget(t Expr, names map[string]bool) {
	switch t := t.(type) {
	case *Name:
		names[t.ID] = true
	case *Tuple:
		for _, e := range t.Elts {
			addTarget(e, names)
		}
	case *List:
		for _, e := range t.Elts {
			addTarget(e, names)
		}
	case *Starred:
		addTarget(t.Value, names)
	}
}

// localsOf returns the names that are local to a function: parameters and all that it assigns.
func localsOf(fn *Function) map[string]bool {
	names := map[string]bool{}
	for _, p := range fn.Params {
		names[p.Name] = true
	}
	if fn.Vararg != "" {
		names[fn.Vararg] = true
	}
	walkStmts(fn.Body, func(n any) { addAssigned(n, names) })
	return names
}
