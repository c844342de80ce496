package interp

// token stands for one chunk of a parallel loop while it runs.
type token struct{ _ byte }

// owned is the part of a container that says which chunk made it. A chunk may change the size of its own containers
// only: others' may be changed by another chunk at the same time, which the compiler refuses where it sees it, but a list
// can have several names.
type owned struct{ owner *token }

func (o *owned) own() *owned { return o }

type container interface{ own() *owned }

// making are the routines whose result is a new container, growing those that change the size or order of their first
// argument.
var (
	making  = names("list.new", "list.slice", "list.split", "set.new", "dict.new")
	growing = names("list.append", "list.insert", "list.pop", "list.clear", "list.extend", "list.repeat", "list.sort",
		"set.add", "set.discard", "set.clear", "dict.set", "dict.del", "dict.clear")
)

func names(all ...string) map[string]bool {
	set := map[string]bool{}
	for _, name := range all {
		set[name] = true
	}
	return set
}

// guarded wraps a routine that makes or grows a container.
func guarded(name string, run routine) routine {
	if making[name] {
		return func(c *call) signal {
			s := run(c)
			if s == next {
				c.f.o[c.results[0].at].(container).own().owner = c.f.t.self
			}
			return s
		}
	}
	return func(c *call) signal {
		if self := c.f.t.self; self != nil && c.f.o[c.args[0].at].(container).own().owner != self {
			return c.where.raise(c.f, "RuntimeError", "a list, set or dict that iterations of a parallel loop share is changed by one of them")
		}
		return run(c)
	}
}
