package capi

import (
	"runtime/debug"
	"sync"
	"sync/atomic"

	"gokernels/gokernels/compile"
	"gokernels/gokernels/interp"
)

// handles keeps Go's memory that Python's objects point to: results' arrays until Python drops them, text and items until they
// are read. A handle is a number from 1 on; numbers are used again.
var handles table

type table struct {
	mu   sync.Mutex
	kept []any   // by handle - 1
	free []int64 // handles
}

func (t *table) put(v any) int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	if n := len(t.free); n > 0 {
		h := t.free[n-1]
		t.free = t.free[:n-1]
		t.kept[h-1] = v
		return h
	}
	t.kept = append(t.kept, v)
	return int64(len(t.kept))
}

// take forgets what a handle keeps and returns it, nil for a handle of nothing.
func (t *table) take(h int64) any {
	t.mu.Lock()
	defer t.mu.Unlock()
	if h < 1 || h > int64(len(t.kept)) || t.kept[h-1] == nil {
		return nil
	}
	v := t.kept[h-1]
	t.kept[h-1] = nil
	t.free = append(t.free, h)
	return v
}

// collectAfter is how many bytes Python may drop before Go looks for them: it collects when it allocates, and a program
// whose last call made a gigabyte would keep it.
const collectAfter = 128 << 20

var dropped struct {
	bytes      atomic.Int64
	collecting atomic.Bool
}

// release forgets what a handle keeps, and sees to it that much memory does not lie about.
func release(h int64) {
	var block []byte
	switch kept := handles.take(h).(type) {
	case []byte:
		block = kept
	case *interp.Block:
		if kept.Refs.Add(-1) > 0 || compile.GiveBack(kept) {
			return
		}
		block = kept.Data
	}
	if dropped.bytes.Add(int64(cap(block))) < collectAfter || !dropped.collecting.CompareAndSwap(false, true) {
		return
	}
	dropped.bytes.Store(0)
	go func() {
		defer dropped.collecting.Store(false)
		debug.FreeOSMemory()
	}()
}

func (t *table) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.kept) - len(t.free)
}

// Handles returns how many blocks of memory Python's objects hold.
func Handles() (n int64, err error) { return int64(handles.count()), nil }
