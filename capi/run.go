//go:build !gopy

package capi

import (
	"math"
	"runtime/debug"
	"time"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// Run runs the kernel call that the frame describes and writes its result or its error
// into the frame. It never panics.
func Run(f *Frame, watch watchFunc) {
	c := take()
	err := c.run(f, watch)
	give(c)
	if err != nil {
		f.setError(err)
	}
}

func (c *call) run(f *Frame, watch watchFunc) (err error) {
	defer guard(&err)
	// Small calls run here and not under parallel, which sees to this for its workers.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	row, err := rowAt(f.Kernel)
	if err != nil {
		return err
	}
	if err := c.fill(f, row, watch); err != nil {
		return err
	}
	if err := row.Run(&c.Call); err != nil {
		return err
	}
	f.ResultDType, f.Result = int32(c.Scalar.DType), c.Scalar.Bits
	return nil
}

func rowAt(id int32) (*kernels.Row, error) {
	table := kernels.Table()
	if id < 0 || int(id) >= len(table) {
		return nil, errorf(indexError, "there is no kernel number %d", id)
	}
	return &table[id], nil
}

func (c *call) fill(f *Frame, row *kernels.Row, watch watchFunc) error {
	in, out := int(f.NIn), int(f.NOut)
	if in < 0 || out < 0 || in+out > MaxArrays {
		return errorf(typeError, "%s: %d arrays read and %d written; at most %d", row.Name, in, out, MaxArrays)
	}
	for i := range in + out {
		view(&c.arrays[i], &f.Arrays[i])
	}
	c.used = in + out
	c.In, c.Out = c.arrays[:in:in], c.arrays[in:in+out]
	c.setParams(f, row)
	c.Axis = kernels.NoAxis
	if f.Axis != NoAxis {
		c.Axis = int(f.Axis)
	}
	c.Compute, c.Scalar = kernels.DType(f.Compute), kernels.Scalar{}
	c.options = parallel.Options{Threads: int(f.Threads), Schedule: parallel.Schedule(f.Schedule), Chunk: int(f.Chunk), Cancel: c.token}
	return c.control(limits{f.Token, f.TimeoutNS, f.Watched != 0, f.Watch}, watch)
}

// setParams reads the scalars by the roles that the row gives them.
func (c *call) setParams(f *Frame, row *kernels.Row) {
	n := 0
	for i := range row.Args { // by index: an Arg is large
		switch row.Args[i].Role {
		case kernels.FloatArg:
			c.params[n] = kernels.Float(math.Float64frombits(f.Params[n]))
		case kernels.IntArg:
			c.params[n] = kernels.Int(int64(f.Params[n]))
		case kernels.SeedArg:
			c.params[n] = kernels.Uint(f.Params[n])
		default:
			continue
		}
		n++
	}
	c.Params = c.params[:n]
}

// limits is what a frame says of stopping its call.
type limits struct {
	token     int64
	timeoutNS int64
	watched   bool
	watcher   uint64
}

// control sets what can stop the call: a token, a time-out, the caller's own thread.
func (c *call) control(l limits, watch watchFunc) error {
	c.options.Cancel, c.options.Watch = c.token, nil
	if l.token != 0 {
		token, err := tokenOf(l.token)
		if err != nil {
			return err
		}
		c.options.Cancel = token
	}
	c.deadline = time.Time{}
	if l.timeoutNS > 0 {
		c.deadline = time.Now().Add(time.Duration(l.timeoutNS))
	}
	if l.watched {
		c.watcher, c.watch = l.watcher, watch
	}
	if l.timeoutNS > 0 || l.watched || l.token != 0 {
		c.options.Watch = c.onWatch
	}
	return nil
}
