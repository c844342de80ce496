package parallel

import (
	"errors"
	"fmt"
	"math"
)

// Range is Python's range(Start, Stop, Step).
type Range struct{ Start, Stop, Step int }

// ErrZeroStep is what a Range with Step 0 gives where it is used.
var ErrZeroStep = errors.New("range step must not be zero")

// Check is the reason why the range cannot be used, nil if it can.
func (r Range) Check() error {
	if r.Step == 0 {
		return ErrZeroStep
	}
	if r.count() > math.MaxInt {
		return fmt.Errorf("range(%d, %d, %d) has too many items", r.Start, r.Stop, r.Step)
	}
	return nil
}

// Len is the number of items; 0 for a Step of 0.
func (r Range) Len() int { return int(min(r.count(), math.MaxInt)) }

// count works on unsigned numbers: Stop-Start may exceed the largest int.
func (r Range) count() uint64 {
	switch {
	case r.Step > 0 && r.Start < r.Stop:
		return (uint64(r.Stop)-uint64(r.Start)-1)/uint64(r.Step) + 1
	case r.Step < 0 && r.Start > r.Stop:
		return (uint64(r.Start)-uint64(r.Stop)-1)/-uint64(r.Step) + 1
	}
	return 0
}

// At is item i, for 0 <= i < Len.
func (r Range) At(i int) int { return r.Start + i*r.Step }
