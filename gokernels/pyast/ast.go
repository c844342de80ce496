package pyast

import "gokernels/gokernels/ir"

// Unit is what Python sends for one function: the function and all that it refers to, each compiled function once.
// Functions[0] is the one that was asked for.
type Unit struct {
	Functions []*Function
}

// Function is one Python function: def or lambda.
type Function struct {
	ID      int // the caller's number, by which globals and argument types refer to it
	Name    string
	File    string
	Source  []string // source lines, the first being line FirstLine of File
	First   int
	Params  []Param
	Vararg  string // name of *args, "" if none
	Body    []Stmt // a lambda has one Return
	Globals map[string]*Global
	Options Options
	Line    int
}

// Param is one parameter. Default is nil if it has none.
type Param struct {
	Name        string
	Default     *Global
	KeywordOnly bool
}

// Options are those of the decorator.
type Options struct {
	Parallel    bool
	FastMath    bool
	NumpyErrors bool // error_model='numpy': scalar division by zero gives inf
	NoBounds    bool // boundscheck=False was asked for explicitly (checks stay on: accepted, without effect)
}

// GlobalKind tells what a global or closure name stands for.
type GlobalKind string

// The kinds of Global.
const (
	GConst     GlobalKind = "const"      // Value: nil, bool, int64, uint64, float64, complex128, string, []*Global (tuple)
	GModule    GlobalKind = "module"     // Name: numpy, math, …
	GFunction  GlobalKind = "function"   // Name: numpy.sin, math.sqrt, builtins.len, gokernels.prange, …
	GType      GlobalKind = "type"       // Name: a dtype or Python's type: numpy.float64, builtins.int, builtins.tuple
	GCompiled  GlobalKind = "compiled"   // ID: a function of the Unit
	GArray     GlobalKind = "array"      // ID: number in the caller's table of objects; Name: its type text
	GException GlobalKind = "exception"  // Name: of a builtin class; ID: number in the table of objects for others
	GTuple     GlobalKind = "namedtuple" // Name, Fields: a namedtuple class; ID: number in the table of objects
	GOther     GlobalKind = "other"      // Name: what it is, for the error message
)

// Global is the value of a global or closure name at the time of compiling.
type Global struct {
	Kind   GlobalKind
	Name   string
	ID     int
	Value  any
	Weak   bool // of a const number: a Python number, not a NumPy scalar; Name is the NumPy type otherwise
	Fields []string
}

// Expr is an expression of Python's ast.
type Expr interface{ Where() ir.Pos }

// Stmt is a statement of Python's ast.
type Stmt interface{ Where() ir.Pos }

// At is the position that every node has.
type At struct{ Pos ir.Pos }

// Where returns the node's position.
func (a At) Where() ir.Pos { return a.Pos }

// The expressions; fields are those of Python's ast module. Dotted names that start at a module are one Name whose
// ID has dots ("np.random.normal") and stands in Globals.
type (
	Name struct {
		At
		ID string
	}
	Constant struct {
		At
		Value any // nil, bool, int64, uint64, float64, complex128, string, Ellipsis, Huge
	}
	BinOp struct {
		At
		Op          string // Add Sub Mult Div FloorDiv Mod Pow LShift RShift BitOr BitXor BitAnd MatMult
		Left, Right Expr
	}
	UnaryOp struct {
		At
		Op      string // UAdd USub Not Invert
		Operand Expr
	}
	BoolOp struct {
		At
		Op     string // And Or
		Values []Expr
	}
	Compare struct {
		At
		Left  Expr
		Ops   []string // Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn
		Right []Expr
	}
	Call struct {
		At
		Func     Expr
		Args     []Expr
		Keywords []Keyword
	}
	Attribute struct {
		At
		Value Expr
		Attr  string
	}
	Subscript struct {
		At
		Value, Index Expr
	}
	Slice struct {
		At
		Lower, Upper, Step Expr // nil where absent
	}
	Tuple struct {
		At
		Elts []Expr
	}
	List struct {
		At
		Elts []Expr
	}
	Set struct {
		At
		Elts []Expr
	}
	Dict struct {
		At
		Keys, Values []Expr
	}
	IfExp struct {
		At
		Test, Body, Else Expr
	}
	Lambda struct {
		At
		Function *Function
	}
	Comp struct {
		At
		Kind       string // List Set Dict Generator
		Key, Elt   Expr   // Key of a Dict only
		Generators []Generator
	}
	Starred struct {
		At
		Value Expr
	}
	JoinedStr struct {
		At
		Values []Expr // Constant text and Formatted
	}
	Formatted struct {
		At
		Value      Expr
		Conversion string // "", "s", "r", "a"
		Spec       Expr   // nil or JoinedStr
	}
	NamedExpr struct {
		At
		Target *Name
		Value  Expr
	}
	// Yield is the value of a statement of its own: what is sent to a generator is not known here.
	Yield struct {
		At
		Value Expr // nil: None
	}
	// Unsupported stands for syntax that has no meaning here: Await, …
	Unsupported struct {
		At
		What string
	}
)

// Keyword is one keyword argument; Name "" is **.
type Keyword struct {
	Name  string
	Value Expr
}

// Generator is one "for … in … if …" of a comprehension.
type Generator struct {
	Target, Iter Expr
	Ifs          []Expr
}

// EllipsisValue is the constant "...".
type EllipsisValue struct{}

// Huge is an integer constant beyond 64 bits, by its digits.
type Huge string

// The statements; fields are those of Python's ast module.
type (
	Assign struct {
		At
		Targets []Expr
		Value   Expr
	}
	AugAssign struct {
		At
		Target Expr
		Op     string
		Value  Expr
	}
	AnnAssign struct {
		At
		Target, Value Expr // Value may be nil
	}
	For struct {
		At
		Target, Iter Expr
		Body, Else   []Stmt
	}
	While struct {
		At
		Test       Expr
		Body, Else []Stmt
	}
	If struct {
		At
		Test       Expr
		Body, Else []Stmt
	}
	With struct {
		At
		Items []Expr // context expressions
		As    []Expr // nil where absent
		Body  []Stmt
	}
	Return struct {
		At
		Value Expr
	}
	Raise struct {
		At
		Exc, Cause Expr
	}
	Assert struct {
		At
		Test, Msg Expr
	}
	Try struct {
		At
		Body     []Stmt
		Handlers []Handler
		Else     []Stmt
		Finally  []Stmt
	}
	ExprStmt struct {
		At
		Value Expr
	}
	FunctionDef struct {
		At
		Function *Function // Globals is nil: names resolve where it is defined
	}
	Delete struct {
		At
		Targets []Expr
	}
	Nonlocal struct {
		At
		Names []string
	}
	Pass     struct{ At }
	Break    struct{ At }
	Continue struct{ At }
)

// Handler is one except clause; Type is nil for a bare one.
type Handler struct {
	At
	Type Expr
	Name string
	Body []Stmt
}
