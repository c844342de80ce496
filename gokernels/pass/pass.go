package pass

import (
	"fmt"

	"gokernels/gokernels/ir"
)

// Options says how Run works.
type Options struct {
	Check   bool     // ir.Verify after every pass
	Only    []string // the passes to run, by name, instead of the list
	Machine bool     // loops may become machine code
}

// Note is something to tell the user about a place in the source.
type Note struct {
	Pos  ir.Pos
	Text string
}

// step is one pass over one function.
type step struct {
	name string
	run  func(c *context)
}

// tidy is run between the larger passes: each is cheap, and each finds what the one before laid bare.
var tidy = []step{
	{"fold", fold},       // operations on constants, and those that change nothing; lengths of new arrays and views
	{"forward", forward}, // what a get reads, where it is known
	{"fold", fold},       // what that made constant
	{"arrays", arrays},   // questions about new arrays: are they writable, do they overlap
	{"common", common},   // operations that were done before
	{"branch", branch},   // ifs on constants, what follows a return, blocks that nobody leaves
	{"dead", dead},       // what nobody uses
}

// list is the compiler's middle.
var list = concat(
	[]step{{"inline", inline}},         // small functions, where they are called
	[]step{{"conditions", conditions}}, // and and or in front of a way out
	tidy,
	[]step{{"unroll", unroll}}, // loops of few turns within others
	[]step{{"fold", fold}},     // what then is constant
	[]step{{"hoist", hoist}},   // out of loops
	[]step{{"bounds", bounds}}, // checks of indices that the range of a loop proves
	tidy,
	[]step{{"hoist", hoist}},
	[]step{{"fuse", fuse}},           // neighbouring loops over the same ranges into one
	[]step{{"temps", temps}},         // arrays that only carry a value within an iteration
	[]step{{"forward", forward}},     // variables that stand for one array only
	[]step{{"views", views}},         // accesses by views in loops
	[]step{{"dead", dead}},           // views and broadcasts of which nothing is read any more
	[]step{{"scratch", scratch}},     // arrays that are made in every iteration
	[]step{{"stretch", stretch}},     // broadcasts out of loops
	[]step{{"views", views}},         // accesses by what these left
	[]step{{"nested", nested}},       // loops over arrays within others
	[]step{{"sink", sink}},           // stores at the ends of both branches of an if
	[]step{{"speculate", speculate}}, // what both branches of an if choose between
	[]step{{"branch", branch}},       // which then are selects
	[]step{{"closed", closed}},       // loops whose outcome needs no turns
	[]step{{"complexes", complexes}}, // complex numbers in loops into pairs of floats
	tidy,
)

func concat(parts ...[]step) (all []step) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// context is what a pass works on.
type context struct {
	m     *ir.Module
	f     *ir.Func
	notes *[]Note
	Options
}

// note tells something, once a place.
func (c *context) note(pos ir.Pos, format string, args ...any) {
	n := Note{pos, fmt.Sprintf(format, args...)}
	for _, old := range *c.notes {
		if old == n {
			return
		}
	}
	*c.notes = append(*c.notes, n)
}

// Run rewrites the module in place and returns what is worth telling. An error means that a pass is wrong and comes with
// Check only.
func Run(m *ir.Module, o Options) ([]Note, error) {
	var notes []Note
	if o.Check {
		if err := ir.Verify(m); err != nil {
			return nil, fmt.Errorf("before the passes: %w", err)
		}
	}
	for _, s := range chosen(o.Only) {
		for _, f := range m.Funcs {
			s.run(&context{m, f, &notes, o})
		}
		if s.name == "inline" {
			dropUncalled(m)
		}
		if o.Check {
			if err := ir.Verify(m); err != nil {
				return nil, fmt.Errorf("after %s: %w", s.name, err)
			}
		}
	}
	return notes, nil
}

// chosen returns the passes with these names, or the list.
func chosen(names []string) []step {
	if len(names) == 0 {
		return list
	}
	var steps []step
	for _, name := range names {
		for _, s := range list {
			if s.name == name {
				steps = append(steps, s)
				break
			}
		}
	}
	return steps
}
