package pyast

type maker[T any] struct {
	arity int
	make  func(f fields) T
}

// The tables of nodes, filled by init because the makers use them.
var (
	exprs map[string]maker[Expr]
	stmts map[string]maker[Stmt]
)

func init() {
	exprs = map[string]maker[Expr]{
		"Name":        {1, func(f fields) Expr { return &Name{f.At, f.name(0)} }},
		"Constant":    {1, func(f fields) Expr { return &Constant{f.At, f.constant(f.values[0])} }},
		"BinOp":       {3, func(f fields) Expr { return &BinOp{f.At, f.op(0, binaryOps), f.need(1), f.need(2)} }},
		"UnaryOp":     {2, func(f fields) Expr { return &UnaryOp{f.At, f.op(0, unaryOps), f.need(1)} }},
		"BoolOp":      {2, func(f fields) Expr { return boolOp(f) }},
		"Compare":     {3, func(f fields) Expr { return compare(f) }},
		"Call":        {3, func(f fields) Expr { return &Call{f.At, f.need(0), f.all(1), f.keywords(2)} }},
		"Attribute":   {2, func(f fields) Expr { return &Attribute{f.At, f.need(0), f.name(1)} }},
		"Subscript":   {2, func(f fields) Expr { return &Subscript{f.At, f.need(0), f.need(1)} }},
		"Slice":       {3, func(f fields) Expr { return &Slice{f.At, f.expr(0), f.expr(1), f.expr(2)} }},
		"Tuple":       {1, func(f fields) Expr { return &Tuple{f.At, f.all(0)} }},
		"List":        {1, func(f fields) Expr { return &List{f.At, f.all(0)} }},
		"Set":         {1, func(f fields) Expr { return &Set{f.At, f.all(0)} }},
		"Dict":        {2, func(f fields) Expr { return dict(f) }},
		"IfExp":       {3, func(f fields) Expr { return &IfExp{f.At, f.need(0), f.need(1), f.need(2)} }},
		"Lambda":      {1, func(f fields) Expr { return &Lambda{f.At, f.nested(f.values[0])} }},
		"Comp":        {4, func(f fields) Expr { return comp(f) }},
		"Starred":     {1, func(f fields) Expr { return &Starred{f.At, f.need(0)} }},
		"JoinedStr":   {1, func(f fields) Expr { return &JoinedStr{f.At, f.all(0)} }},
		"Formatted":   {3, func(f fields) Expr { return &Formatted{f.At, f.need(0), f.op(1, formats), f.expr(2)} }},
		"NamedExpr":   {2, func(f fields) Expr { return namedExpr(f) }},
		"Yield":       {1, func(f fields) Expr { return &Yield{f.At, f.expr(0)} }},
		"Unsupported": {1, func(f fields) Expr { return &Unsupported{f.At, f.name(0)} }},
	}
	stmts = map[string]maker[Stmt]{
		"Assign":      {2, func(f fields) Stmt { return &Assign{f.At, f.all(0), f.need(1)} }},
		"AugAssign":   {3, func(f fields) Stmt { return &AugAssign{f.At, f.need(0), f.op(1, binaryOps), f.need(2)} }},
		"AnnAssign":   {2, func(f fields) Stmt { return &AnnAssign{f.At, f.need(0), f.expr(1)} }},
		"For":         {4, func(f fields) Stmt { return &For{f.At, f.need(0), f.need(1), f.stmts(2), f.stmts(3)} }},
		"While":       {3, func(f fields) Stmt { return &While{f.At, f.need(0), f.stmts(1), f.stmts(2)} }},
		"If":          {3, func(f fields) Stmt { return &If{f.At, f.need(0), f.stmts(1), f.stmts(2)} }},
		"With":        {3, func(f fields) Stmt { return with(f) }},
		"Return":      {1, func(f fields) Stmt { return &Return{f.At, f.expr(0)} }},
		"Raise":       {2, func(f fields) Stmt { return &Raise{f.At, f.expr(0), f.expr(1)} }},
		"Assert":      {2, func(f fields) Stmt { return &Assert{f.At, f.need(0), f.expr(1)} }},
		"Try":         {4, func(f fields) Stmt { return &Try{f.At, f.stmts(0), f.handlers(1), f.stmts(2), f.stmts(3)} }},
		"ExprStmt":    {1, func(f fields) Stmt { return &ExprStmt{f.At, f.need(0)} }},
		"FunctionDef": {1, func(f fields) Stmt { return &FunctionDef{f.At, f.nested(f.values[0])} }},
		"Delete":      {1, func(f fields) Stmt { return &Delete{f.At, f.all(0)} }},
		"Nonlocal":    {1, func(f fields) Stmt { return &Nonlocal{f.At, f.names(0)} }},
		"Pass":        {0, func(f fields) Stmt { return &Pass{f.At} }},
		"Break":       {0, func(f fields) Stmt { return &Break{f.At} }},
		"Continue":    {0, func(f fields) Stmt { return &Continue{f.At} }},
	}
}

func boolOp(f fields) Expr {
	node := &BoolOp{f.At, f.op(0, boolOps), f.all(1)}
	if len(node.Values) < 2 {
		f.fail("BoolOp of %d values", len(node.Values))
	}
	return node
}

func compare(f fields) Expr {
	node := &Compare{f.At, f.need(0), f.names(1), f.all(2)}
	if len(node.Ops) == 0 || len(node.Ops) != len(node.Right) {
		f.fail("Compare has %d operators and %d operands", len(node.Ops), len(node.Right))
	}
	for _, op := range node.Ops {
		fields{f.decoder, f.At, []any{op}}.op(0, compareOps)
	}
	return node
}

func dict(f fields) Expr {
	node := &Dict{f.At, f.exprs(0), f.all(1)}
	if len(node.Keys) != len(node.Values) {
		f.fail("Dict has %d keys and %d values", len(node.Keys), len(node.Values))
	}
	return node
}

// comp has a key for a dict only.
func comp(f fields) Expr {
	node := &Comp{f.At, f.op(0, compKinds), f.expr(1), f.need(2), f.generators(3)}
	if (node.Kind == "Dict") != (node.Key != nil) || len(node.Generators) == 0 {
		f.fail("a comprehension lacks its key or its for")
	}
	return node
}

func namedExpr(f fields) Expr {
	target, ok := f.need(0).(*Name)
	if !ok {
		f.fail("the target of := is no name")
	}
	return &NamedExpr{f.At, target, f.need(1)}
}

func with(f fields) Stmt {
	node := &With{f.At, f.all(0), f.exprs(1), f.stmts(2)}
	if len(node.Items) == 0 || len(node.Items) != len(node.As) {
		f.fail("With has %d contexts and %d names", len(node.Items), len(node.As))
	}
	return node
}
