package native

import (
	"fmt"
	"runtime"
)

// Budget is how many turns of loops code runs before it looks up: some 0.2 to 20 ms.
const Budget = 200_000

// Statuses of Run; above 0 an exit, below Callout-i call i.
const (
	Done    = 0
	Poll    = statusTurn
	Bail    = statusBail
	Callout = statusCallout
)

// Words of the Context that Run's caller sets and reads.
const (
	ResumeWord = atResume / 8
	FromWord   = atFrom / 8
	ToWord     = atTo / 8
	StartWord  = atStart / 8
	StepWord   = atStep / 8
	TurnWord   = atTurn / 8
	StreamWord = atWords / 8
	ArgsWord   = atArgs / 8
	ResultWord = atResult / 8
	MaskWord   = atMask / 8
)

// keep unmaps the code when nobody can run it any more.
func keep(v *Code) {
	runtime.AddCleanup(v, unmap, v.pages)
}

// Run runs code, or goes on with it. It panics with a runtime.Error that has an Addr where code touches a bad address.
func (v *Code) Run(words []uint64) int64 {
	words[atBudget/8] = Budget
	if v.deep && words[ResumeWord] == 0 {
		beginStack(words)
	}
	s := call(v.pages, contextAddress(words))
	if v.deep {
		tellDepth(words)
	}
	runtime.KeepAlive(words)
	runtime.KeepAlive(v)
	if s == statusFault {
		panic(badAddress(words[faultWord]))
	}
	return s
}

// badAddress is what the Go runtime panics with where code that it compiled touches one.
type badAddress uintptr

func (a badAddress) Error() string {
	return fmt.Sprintf("machine code touched the bad address %#x", uintptr(a))
}
func (a badAddress) RuntimeError() {}
func (a badAddress) Addr() uintptr { return uintptr(a) }
