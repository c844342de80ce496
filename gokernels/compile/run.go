package compile

import (
	"gokernels/gokernels/interp"
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/random"
)

// Call is how a Program is to be run. Its zero value is ready.
type Call struct {
	Threads  int               // get_num_threads at entry; 0 = parallel.NumThreads()
	Chunk    int               // get_parallel_chunksize at entry; 0 = chosen by the rule
	Schedule parallel.Schedule // of loops that do not name theirs
	Cancel   *parallel.Token
	Stream   *random.Stream // of the calling thread; nil = a new one from the operating system

	// Watch runs now and then on the goroutine that called Run; an error stops the run and is returned. It is told how many
	// iterations of the outermost parallel loop are done; total is 0 outside of one.
	Watch func(done, total int) error
	// Print is given what the program printed, in pieces, on the same goroutine, all before Run returns.
	Print func(text string) error
	// Subclass tells whether an exception of the caller's own ("@7") is one of another class.
	Subclass func(class, of string) bool
	// Results is room for what Run returns; it may be nil.
	Results []interp.Value

	lent lent
}

// Run calls the program. The error is an *interp.Raised, the cause of a cancellation, or Watch's. It panics with a
// *parallel.Panic or whatever else the interpreter panics with.
func (p *Program) Run(c *Call, args []interp.Value) ([]interp.Value, error) {
	h := hosts.Get().(*host)
	h.begin(c)
	if h.me = 0; c.Watch != nil || c.Print != nil {
		h.me = parallel.Goroutine()
	}
	results, err := p.exec.RunInto(h, args, c.Results)
	if failed := h.end(); err == nil && failed != nil {
		results, err = nil, failed
	}
	hosts.Put(h) // not after a panic: some worker may still hold it
	return results, err
}
