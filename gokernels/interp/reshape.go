package interp

import "gokernels/gokernels/ir"

func linkReshape(l *linker, in *ir.Instr) op {
	d, a, at, where := l.result(in, 0), l.arg(in, 0), l.ats(in.Args[1:]), l.site(in)
	return func(f *frame) signal {
		from, shape := f.a[a], f.ints(at)
		wanted := tupleText(shape)
		if !complete(shape, from.Size()) {
			return where.raise(f, "ValueError", "cannot reshape array of size "+itoa(from.Size())+" into shape "+wanted)
		}
		v := from.view(len(shape))
		copy(v.Shape, shape)
		if !restride(v, from) {
			made, ok := f.t.newArray(from.Elem, shape, false, false)
			if !ok {
				return where.tooLarge(f, from.Elem, shape)
			}
			copyItems(made.Data, from)
			v = made
		}
		f.a[d] = v
		return next
	}
}

// complete replaces one -1 by what is left, and reports whether the shape has size items.
func complete(shape []int, size int) bool {
	n, open := 1, -1
	for k, d := range shape {
		switch {
		case d == -1 && open < 0:
			open = k
		case d < 0, d > 0 && n > 1<<62/d:
			return false
		default:
			n *= d
		}
	}
	if open < 0 {
		return n == size
	}
	if n == 0 || size%n != 0 {
		return false
	}
	shape[open] = size / n
	return true
}

// restride finds strides by which v, which has its shape, is a's items in C order; false if there are none. Runs of
// axes of a and v that hold the same number of items are matched; a run of a must be without gaps in itself.
func restride(v, a *Array) bool {
	if a.Size() == 0 {
		layOut(v, false)
		return true
	}
	shape, strides := squeezed(a)
	i, j := 0, 0
	for i < len(shape) && j < len(v.Shape) {
		i1, j1, n, m := i+1, j+1, shape[i], v.Shape[j]
		for n != m {
			if n < m {
				n, i1 = n*shape[i1], i1+1
			} else {
				m, j1 = m*v.Shape[j1], j1+1
			}
		}
		for k := i; k+1 < i1; k++ {
			if strides[k] != strides[k+1]*shape[k+1] {
				return false
			}
		}
		step := strides[i1-1]
		for k := j1 - 1; k >= j; k-- {
			v.Strides[k] = step
			step *= v.Shape[k]
		}
		i, j = i1, j1
	}
	for ; j < len(v.Shape); j++ { // axes of length 1
		v.Strides[j] = a.Elem.Size()
	}
	return true
}

// squeezed is the shape and strides without the axes of length 1.
func squeezed(a *Array) (shape, strides []int) {
	for k, n := range a.Shape {
		if n != 1 {
			shape, strides = append(shape, n), append(strides, a.Strides[k])
		}
	}
	return shape, strides
}

// copyItems copies the items of a in C order.
func copyItems(dst []byte, a *Array) {
	size := a.Elem.Size()
	at := make([]int, len(a.Shape))
	offset := a.Offset
	for k := 0; k < len(dst); k += size {
		copy(dst[k:k+size], a.Data[offset:])
		for d := len(at) - 1; d >= 0; d-- {
			offset += a.Strides[d]
			if at[d]++; at[d] < a.Shape[d] {
				break
			}
			offset -= at[d] * a.Strides[d]
			at[d] = 0
		}
	}
}
