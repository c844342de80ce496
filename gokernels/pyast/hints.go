package pyast

import "strings"

// insteadOfCalls is what to write instead of a function that compiled code does not have; the longest beginning counts.
var insteadOfCalls = map[string]string{
	"builtins.next":            "Go over the generator with for x in g(…), and break after the value that is wanted.",
	"builtins.iter":            "Go over it with for.",
	"builtins.filter":          "Write a comprehension: [x for x in xs if f(x)].",
	"builtins.bin":             "Write f\"{n:#b}\".",
	"builtins.oct":             "Write f\"{n:#o}\".",
	"builtins.hex":             "Write f\"{n:#x}\".",
	"builtins.getattr":         "Write the attribute out: x.name.",
	"builtins.setattr":         "Return the value instead.",
	"builtins.open":            "Read the file outside, and pass an array.",
	"builtins.input":           "Ask outside, and pass the answer.",
	"builtins.super":           "Pass what the function needs of the object.",
	"builtins.bytes":           "Pass numpy.frombuffer(b, numpy.uint8).",
	"builtins.frozenset":       "Use set.",
	"builtins.slice":           "Write the slice where it is used: a[start:stop].",
	"functools.partial":        "Write lambda x: f(a, x).",
	"functools.":               "Write a loop.",
	"itertools.":               "Write nested loops, or a generator of your own.",
	"operator.":                "Write a lambda: lambda x: x[1].",
	"time.":                    "Measure outside, around the call.",
	"numpy.nditer":             "Use for x in a.flat, np.ndenumerate(a) or np.ndindex(a.shape).",
	"numpy.vectorize":          "Use gokernels.vectorize on the function, outside.",
	"numpy.apply_along_axis":   "Write a loop over the rows.",
	"numpy.random.default_rng": "Use np.random.seed and np.random.random in the function: a seed reproduces them on any number of threads.",
	"numpy.random.RandomState": "Use np.random.seed and np.random.random in the function.",
	"numpy.random.":            "Use np.random.random, normal, integers of randint, or draw outside and pass an array.",
	"numpy.fft.":               "Transform outside: NumPy's is compiled already.",
	"numpy.linalg.":            "Compute it outside: NumPy's is compiled already.",
	"numpy.load":               "Read the file outside, and pass the array.",
	"numpy.save":               "Return the array, and write the file outside.",
	"numpy.":                   "Call it outside and pass what it gives, or write a loop.",
	"gokernels.objmode":        "Return from the function, do it in Python, and call the next one.",
}

// insteadOfCall is the hint for a function that is not supported, "" if there is none.
func insteadOfCall(name string) string {
	best := ""
	for prefix := range insteadOfCalls {
		if len(prefix) > len(best) && (name == prefix || strings.HasSuffix(prefix, ".") && strings.HasPrefix(name, prefix)) {
			best = prefix
		}
	}
	return insteadOfCalls[best]
}
