package capi

import (
	"gokernels/gokernels/compile"
	"gokernels/gokernels/interp"
)

// printFunc writes text to Python's sys.stdout; false stops the program, with a Python exception set.
type printFunc func(watcher uint64, text string) bool

// job is what a program's call needs beside what every call does, kept with it.
type job struct {
	compile.Call
	decoder
	values []interp.Value
	lists  []list
	print  printFunc
}

// list is a list, set or dict argument, to be written back if it has changed.
type list struct {
	slot    *slot
	value   interp.Value
	address uint64
	words   []uint64 // as it came
}

// owner marks the memory of an array argument: its number among them, and what was passed.
type owner struct {
	index int
	array *interp.Array
}

// roomDims is how many dimensions an argument has room for; NumPy allows more, but nobody uses them.
const roomDims = 8

// argument is room for one array argument, kept from call to call.
type argument struct {
	array interp.Array
	owner owner
	dims  [2 * roomDims]int // shape, strides
}

// decoder reads the arguments of a call.
type decoder struct {
	words  []uint64
	at     int
	arrays []*argument // room
	used   int
}
