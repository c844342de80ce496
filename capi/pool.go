package capi

import (
	"sync"
	"time"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// watchFunc runs what the caller has to do in Python while its kernel runs; false
// stops the kernel, with a Python exception set.
type watchFunc func(watcher uint64, done, total int) bool

// call is what one Run needs, kept for the next: a call of 8 elements takes less time
// than making it.
type call struct {
	kernels.Call
	arrays   [MaxArrays]kernels.Array
	used     int // arrays of this call
	params   [MaxParams]kernels.Param
	options  parallel.Options
	token    *parallel.Token // stops this call when the process ends
	watcher  uint64
	watch    watchFunc
	deadline time.Time
	onWatch  func(done, total int) error // watched, bound once
	job      *job                        // of a compiled program's call; nil before the first
}

// calls are the calls that run, and those that wait for their next use.
var calls = struct {
	sync.Mutex
	free   []*call
	all    []*call
	closed bool // no new calls: the process ends
}{}

func newCall() *call {
	c := &call{token: parallel.NewToken()}
	c.onWatch = c.watched
	c.Options = &c.options
	calls.all = append(calls.all, c)
	return c
}

// take returns a call to fill. A token that was used up is replaced.
func take() *call {
	calls.Lock()
	defer calls.Unlock()
	n := len(calls.free)
	if n == 0 {
		c := newCall()
		if calls.closed {
			c.token.Cancel(nil)
		}
		return c
	}
	c := calls.free[n-1]
	calls.free = calls.free[:n-1]
	if c.token.Err() != nil && !calls.closed {
		c.token = parallel.NewToken()
	}
	return c
}

func give(c *call) {
	clear(c.arrays[:c.used]) // no address outlives its call
	c.watch = nil
	calls.Lock()
	calls.free = append(calls.free, c)
	calls.Unlock()
}

// Shutdown stops every call that runs and those that are still to come, as the process
// ends; it returns how many calls there have been at once.
func Shutdown() (n int64, err error) {
	calls.Lock()
	calls.closed = true
	calls.Unlock()
	return CancelAll()
}

// CancelAll stops every call that runs now; it returns how many calls there have been at once.
func CancelAll() (n int64, err error) {
	defer guard(&err)
	calls.Lock()
	defer calls.Unlock()
	for _, c := range calls.all {
		c.token.Cancel(nil)
	}
	return int64(len(calls.all)), nil
}

// watched runs on the calling thread, now and then while its kernel runs.
func (c *call) watched(done, total int) error {
	if !c.deadline.IsZero() && time.Now().After(c.deadline) {
		return errTimeout
	}
	if err := c.token.Err(); err != nil {
		return err
	}
	if c.watch != nil && !c.watch(c.watcher, done, total) {
		return errPending
	}
	return nil
}
