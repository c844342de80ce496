package kernels

import (
	"math"
	"time"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// The kernels below misbehave on purpose, for the tests of the process around them.

// hiddenRows are _panic, _fault and _spin.
func hiddenRows() []Row {
	address := Arg{Name: "address", Role: IntArg, Default: "8", Doc: "The address to read."}
	seconds := Arg{Name: "seconds", Role: FloatArg, Doc: "How long to keep all workers busy."}
	return []Row{
		hiddenRow("_panic", "Panic in a chunk.", nil, func(*Call, parallel.Chunk) error {
			panic("_panic was called")
		}),
		hiddenRow("_fault", "Read an address that is not mapped in a chunk.", []Arg{address}, func(c *Call, _ parallel.Chunk) error {
			giveScalar(c, float64(peek(c.Params[0].int())))
			return nil
		}),
		{
			Name: "_spin", Kind: Program, Hidden: true, Summary: "Keep all workers busy.", Args: []Arg{seconds},
			Returns: "0.0", Types: noArrays(), Shape: scalarShape, Run: runSpin,
		},
	}
}

// peek reads a byte from anywhere. The checks of -race would end the process before the fault does.
//
//go:nocheckptr
func peek(address int64) byte { return *(*byte)(unsafe.Add(nil, address)) }

// spinChunk is how long a chunk of busy waiting takes.
const spinChunk = 100 * time.Microsecond

// hiddenRow runs body in all chunks but the first, which takes so long that a helper gets the second.
func hiddenRow(name, summary string, args []Arg, body func(c *Call, chunk parallel.Chunk) error) Row {
	return Row{
		Name: name, Kind: Program, Hidden: true, Summary: summary, Args: args, Returns: "0.0", Types: noArrays(), Shape: scalarShape,
		Run: func(c *Call) error {
			if len(c.Params) != len(args) {
				return errCount
			}
			opt := c.options(chunkWork)
			opt.Chunk = 1
			return parallel.For(2*parallel.MaxThreads, &opt, func(chunk parallel.Chunk) error {
				if chunk.Index == 0 {
					spinUntil(time.Now().Add(2 * spinChunk))
					return nil
				}
				return body(c, chunk)
			})
		},
	}
}

// runSpin is _spin's Run: as many chunks as all workers can get through in the time, and when the time
// is over the rest are empty.
func runSpin(c *Call) error {
	if len(c.Params) != 1 || !(c.Params[0].float() < math.MaxInt32) {
		return errCount
	}
	end := time.Now().Add(time.Duration(c.Params[0].float() * float64(time.Second)))
	opt := c.options(chunkWork)
	opt.Chunk = 1
	threads := opt.Threads
	if threads == 0 {
		threads = parallel.NumThreads()
	}
	chunks := threads * int(time.Until(end)/spinChunk+1)
	err := parallel.For(chunks, &opt, func(parallel.Chunk) error {
		spinUntil(earlier(end, time.Now().Add(spinChunk)))
		return nil
	})
	giveScalar(c, 0.0)
	return err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// spinUntil keeps the processor busy, as a kernel would.
func spinUntil(t time.Time) {
	for time.Now().Before(t) {
	}
}
