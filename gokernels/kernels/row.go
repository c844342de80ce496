package kernels

import (
	"fmt"
	"strings"
)

// Row describes one kernel: everything that its Python function, stub, documentation, C dispatch and
// tests are made from.
type Row struct {
	Name   string
	Kind   Kind
	Args   []Arg      // in the order of the Python function; a result array and options come after them
	Types  []TypeRule // for each dtype that all array arguments may have; a missing one is a TypeError
	Hidden bool       // for the tests of the process, not for users

	Summary string   // one sentence, as the docstring begins
	Returns string   // what comes out
	Notes   []string // differences from NumPy and other facts, a paragraph each
	Raises  []string // "ValueError: if …"

	NumPy string  // the NumPy expression over Args that gives the same values
	ULP   float64 // how far a float result may be from NumPy's, in units of the last place; 0 = equal

	// Shape is the shape of Out[0], which may depend on values (bincount). Out is not looked at.
	Shape func(c *Call) ([]int, error)
	// Run does the work. After an error of type *Error nothing was written; after any other
	// (cancellation) the output holds anything.
	Run func(c *Call) error
}

// Kind groups the rows by the form of their results.
type Kind uint8

// The kinds.
const (
	Elementwise Kind = iota // the broadcast shape of the arrays
	Reduction               // the shape without Axis; no dimensions for NoAxis
	Scan                    // the same shape; for NoAxis the flattened array
	Counting                // one dimension, its length from the parameters or the values
	Contraction             // dot
	Program                 // no dimensions
)

var kindNames = [...]string{"elementwise", "reduction", "scan", "counting", "contraction", "program"}

// String is the name of the kind.
func (k Kind) String() string { return kindNames[k] }

// Arg is one argument of a kernel.
type Arg struct {
	Name    string
	Role    Role
	Default string // a Python literal; "" = must be given. An array whose Default is None may be missing from In
	As      DType  // what this array is cast to whatever Compute is; NoDType = Compute
	Result  DType  // the result's dtype whenever this optional array is given
	Doc     string
}

// Role says what an argument is, and so which list of a Call it goes to.
type Role uint8

// The roles.
const (
	ArrayArg Role = iota // Call.In
	FloatArg             // Call.Params, a float
	IntArg               // Call.Params, an integer
	SeedArg              // Call.Params, an unsigned integer; None = a fresh random.Seed()
	AxisArg              // Call.Axis; None = NoAxis
)

var roleNames = [...]string{"array", "float", "int", "seed", "axis"}

// String is the name of the role.
func (r Role) String() string { return roleNames[r] }

// TypeRule says what becomes of arrays of dtype In: they are cast to Compute, and the natural dtype of
// the result is Out. Out depends on Compute alone, so that it holds for mixed inputs too, whose
// Compute is NumPy's result_type. A kernel without arrays has one rule, of NoDType.
type TypeRule struct{ In, Compute, Out DType }

// Arrays is the number of array arguments, and how many of them must be given.
func (r *Row) Arrays() (most, least int) {
	for _, a := range r.Args {
		if a.Role == ArrayArg {
			most++
			if a.Default == "" {
				least++
			}
		}
	}
	return most, least
}

// Params is the number of arguments that go to Call.Params.
func (r *Row) Params() int {
	n := 0
	for _, a := range r.Args {
		if a.Role != ArrayArg && a.Role != AxisArg {
			n++
		}
	}
	return n
}

// Rule finds the type rule of an input dtype.
func (r *Row) Rule(in DType) (TypeRule, bool) {
	for _, t := range r.Types {
		if t.In == in {
			return t, true
		}
	}
	return TypeRule{}, false
}

// Out is the natural result dtype of a compute dtype, NoDType if the kernel cannot compute in it.
func (r *Row) Out(compute DType) DType {
	for _, t := range r.Types {
		if t.Compute == compute {
			return t.Out
		}
	}
	return NoDType
}

// Doc is the text of the docstring, in numpydoc form.
func (r *Row) Doc() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nParameters\n----------\n", r.Summary)
	for _, a := range r.Args {
		fmt.Fprintf(&b, "%s : %s\n    %s\n", a.Name, a.kind(), a.Doc)
	}
	fmt.Fprintf(&b, "\nReturns\n-------\n%s\n", r.Returns)
	if len(r.Raises) > 0 {
		b.WriteString("\nRaises\n------\n")
		for _, line := range r.Raises {
			name, why, _ := strings.Cut(line, ": ")
			fmt.Fprintf(&b, "%s\n    %s\n", name, why)
		}
	}
	if notes := r.notes(); len(notes) > 0 {
		fmt.Fprintf(&b, "\nNotes\n-----\n%s\n", strings.Join(notes, "\n\n"))
	}
	return b.String()
}

// notes are the row's and what follows from NumPy and ULP.
func (r *Row) notes() []string {
	notes := r.Notes
	if r.NumPy != "" {
		same := "The same values as"
		if r.ULP > 0 {
			same = fmt.Sprintf("Within %g ULP of", r.ULP)
		}
		notes = append([]string{fmt.Sprintf("%s ``%s``, whatever the number of threads.", same, r.NumPy)}, notes...)
	}
	return notes
}

// kind is the type that the docstring gives an argument.
func (a *Arg) kind() string {
	kind := map[Role]string{ArrayArg: "array_like", FloatArg: "float", IntArg: "int", SeedArg: "int or None", AxisArg: "int or None"}[a.Role]
	if a.Default != "" {
		kind += ", default " + a.Default
	}
	return kind
}
