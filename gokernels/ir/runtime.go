package ir

// Routine is a run-time routine: what RT calls. Signatures are in Verify's language: "l" the container that
// Instr.Type names (or the first argument), "k" its key, "x" its columns, one value each, i "i64", b "bool", f "f64",
// s "str", "n" any scalar.
type Routine struct {
	Args, Results string
	Pure          bool
	Doc           string
}

// Runtime lists the routines by name.
var Runtime = map[string]Routine{
	"list.new":    {"", "l", false, "a new list of Instr.Type"},
	"list.len":    {"l", "i", false, "number of items"},
	"list.append": {"lx", "", false, "adds an item at the end"},
	"list.get":    {"li", "x", false, "item i, within [0, len)"},
	"list.set":    {"lix", "", false, "replaces item i, within [0, len)"},
	"list.insert": {"lix", "", false, "puts an item before item i, within [0, len]"},
	"list.pop":    {"li", "x", false, "removes item i, within [0, len), and returns it"},
	"list.clear":  {"l", "", false, "removes all"},
	"list.extend": {"ll", "", false, "appends the items of the second list"},
	"list.repeat": {"lli", "", false, "appends the items of the second list so many times, 0 if negative; the lists are two"},
	"list.slice":  {"liii", "l", false, "list first count step -> a new list"},
	"list.split":  {"ssb", "l", false, "text separator white -> the parts; white: between runs of white space"},
	"list.sort":   {"lb", "", false, "sorts by the columns in order, stably; true: descending"},

	"set.new":     {"", "l", false, "a new set of Instr.Type"},
	"set.len":     {"l", "i", false, "number of items"},
	"set.add":     {"lx", "", false, "adds an item"},
	"set.has":     {"lx", "b", false, "whether the item is in"},
	"set.discard": {"lx", "b", false, "removes an item; whether it was in"},
	"set.clear":   {"l", "", false, "removes all"},
	"set.at":      {"li", "x", false, "item i in order of insertion, within [0, len)"},

	"dict.new":   {"", "l", false, "a new dict of Instr.Type"},
	"dict.len":   {"l", "i", false, "number of items"},
	"dict.set":   {"lkx", "", false, "sets the value of a key"},
	"dict.has":   {"lk", "b", false, "whether the key is in"},
	"dict.get":   {"lk", "x", false, "the value of a key; KeyError if it is not in"},
	"dict.del":   {"lk", "b", false, "removes a key; whether it was in"},
	"dict.clear": {"l", "", false, "removes all"},
	"dict.key":   {"li", "k", false, "key i in order of insertion, within [0, len)"},
	"dict.value": {"li", "x", false, "value i in order of insertion, within [0, len)"},

	"str.len":     {"s", "i", true, "number of code points"},
	"str.add":     {"ss", "s", true, "the one after the other"},
	"str.cmp":     {"ss", "i", true, "-1, 0 or 1 by code points"},
	"str.at":      {"si", "s", true, "code point i, within [0, len), as text"},
	"str.slice":   {"siii", "s", true, "text first count step -> text"},
	"str.find":    {"ss", "i", true, "where the second is in the first, or -1"},
	"str.of":      {"n", "s", true, "as Python's str() prints the scalar; Instr.Sym \"np\" as str of a NumPy scalar"},
	"str.format":  {"ns", "s", false, "as Python's format(x, spec); ValueError for a bad spec"},
	"str.pad":     {"ss", "s", false, "as Python's format(text, spec); ValueError for a bad spec"},
	"str.repr":    {"s", "s", true, "as Python's repr(text)"},
	"str.count":   {"ss", "i", true, "how often the second is in the first, without overlap"},
	"str.repeat":  {"si", "s", false, "the text so many times, 0 if negative"},
	"str.replace": {"sss", "s", false, "text old new -> text"},
	"str.strip":   {"ssi", "s", true, "text chars sides -> text without the chars at its ends; sides: 1 left, 2 right, 4 white space instead of chars"},
	"str.is":      {"si", "b", true, "Python's isdigit (0), isalpha, isalnum, isspace, isupper, islower (5)"},
	"str.upper":   {"s", "s", true, "upper case"},
	"str.lower":   {"s", "s", true, "lower case"},
	"str.ord":     {"s", "i", false, "the code point; TypeError unless there is exactly one"},
	"str.chr":     {"i", "s", false, "the text of one code point; ValueError if there is none"},
	"str.int":     {"s", "i", false, "as Python's int(s); ValueError"},
	"str.float":   {"s", "f", false, "as Python's float(s); ValueError"},

	"print": {"s", "", false, "writes text to standard output"},

	"random.seed":        {"i", "", false, "restarts the stream of this function call's thread"},
	"random.bits":        {"", "i", false, "64 random bits"},
	"random.uniform":     {"", "f", false, "in [0, 1), 53 bits"},
	"random.normal":      {"", "f", false, "standard normal"},
	"random.exponential": {"", "f", false, "standard exponential"},
	"random.integer":     {"ii", "i", false, "in [lo, hi); ValueError if empty"},

	"thread.id":    {"", "i", false, "worker that runs this chunk, from 0"},
	"thread.count": {"", "i", false, "get_num_threads()"},
	"thread.max":   {"", "i", false, "the most that set_num_threads takes"},
	"thread.set":   {"i", "", false, "set_num_threads(n) for the rest of the call; ValueError"},
	"chunk.get":    {"", "i", false, "get_parallel_chunksize()"},
	"chunk.set":    {"i", "", false, "set_parallel_chunksize(n) for the rest of the call; ValueError"},
}
