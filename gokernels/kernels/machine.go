package kernels

import (
	"math"
	"sync"
	"unsafe"
)

// A Map does n elements that lie next to each other, dst[i] = f(a[i], b[i]), with the bits of a portable loop; p are the bits
// of two numbers of a call, one does a single element.
type Map func(n int, dst, a, b unsafe.Pointer, p [2]uint64, one func(dst, a, b unsafe.Pointer))

// A Machine makes machine code for some kernels on float64, or float32, nil for others.
type Machine func(name string, double bool) Map

var machine Machine

// UseMachine makes kernels use machine code where there is some. It must come before the first call of any.
func UseMachine(m Machine) { machine = m }

// fewForMachine is how many elements are not worth making code: that takes as long as a hundred thousand.
const fewForMachine = 256

// mapped is the machine code of one kernel and type, made when first wanted.
type mapped func() Map

func machineMap(name string, d DType) mapped {
	return sync.OnceValue(func() Map {
		if machine == nil {
			return nil
		}
		return machine(name, d == Float64)
	})
}

// with is a loop in machine code; portable does what there is none for, and does it where there is none.
func (m mapped) with(p [2]uint64, portable loop) loop {
	one := func(dst, a, b unsafe.Pointer) { portable(1, dst, a, b, nil) }
	return func(n int, dst, a, b, c unsafe.Pointer) {
		if n >= fewForMachine {
			if run := m(); run != nil {
				run(n, dst, a, b, p, one)
				return
			}
		}
		portable(n, dst, a, b, c)
	}
}

// machined adds machine code to the loops on floats.
func (l loops) machined(name string) loops {
	for _, d := range []DType{Float32, Float64} {
		l[d] = machineMap(name, d).with([2]uint64{}, l[d])
	}
	return l
}

// bitsOf are the bits of two numbers of a dtype.
func bitsOf(x, y float64, d DType) [2]uint64 {
	if d == Float32 {
		return [2]uint64{uint64(math.Float32bits(float32(x))), uint64(math.Float32bits(float32(y)))}
	}
	return [2]uint64{math.Float64bits(x), math.Float64bits(y)}
}
