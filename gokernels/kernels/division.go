package kernels

import "math"

// divisionRows are floor_divide and remainder, with Python's signs.
func divisionRows() []Row {
	row := func(name, summary string, table loops, notes ...string) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args: pairArgs(), Types: boolAsInt8(computed(same, numbers...)), Returns: pairReturns,
			Notes: append(notes, "Division of an integer by 0 gives 0, without a warning. Bools give int8."),
		}, table, 6)
	}
	return []Row{
		row("floor_divide", "The quotient of the elements, rounded down.",
			binaryInts(floorDivide, floorDivide, floorDivide, floorDivide, divide, divide, divide, divide).
				and(binaryFloats(floorDivideFloats, floorDivideFloats)),
			"The least integer of a dtype divided by -1 wraps."),
		row("remainder", "What floor_divide leaves: a - b*floor(a/b), with the sign of `b`.",
			binaryInts(remainder, remainder, remainder, remainder, modulo, modulo, modulo, modulo).
				and(binaryFloats(remainderFloats, remainderFloats))),
	}
}

// floorDivide is dst[i] = b[i] == 0 ? 0 : floor(a[i] / b[i]).
func floorDivide[T signed](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		x, y := a[i], b[i]
		if y == 0 {
			dst[i] = 0
			continue
		}
		q := x / y
		if x%y != 0 && (x < 0) != (y < 0) {
			q--
		}
		dst[i] = q
	}
}

// divide is dst[i] = b[i] == 0 ? 0 : a[i] / b[i].
func divide[T unsigned](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		if y := b[i]; y == 0 {
			dst[i] = 0
		} else {
			dst[i] = a[i] / y
		}
	}
}

// remainder is dst[i] = b[i] == 0 ? 0 : a[i] - b[i]*floor(a[i]/b[i]).
func remainder[T signed](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		y := b[i]
		if y == 0 {
			dst[i] = 0
			continue
		}
		r := a[i] % y
		if r != 0 && (r < 0) != (y < 0) {
			r += y
		}
		dst[i] = r
	}
}

// modulo is dst[i] = b[i] == 0 ? 0 : a[i] mod b[i].
func modulo[T unsigned](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		if y := b[i]; y == 0 {
			dst[i] = 0
		} else {
			dst[i] = a[i] % y
		}
	}
}

// floorDivideFloats is dst[i] = a[i] // b[i] as divmod has it.
func floorDivideFloats[T float](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i], _ = divmod(a[i], b[i])
	}
}

// remainderFloats is dst[i] = a[i] % b[i] as divmod has it.
func remainderFloats[T float](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		_, dst[i] = divmod(a[i], b[i])
	}
}

// divmod is Python's divmod for floats, rounding as NumPy's npy_divmod rounds: the remainder is exact
// but for the addition that gives it the sign of b, and the quotient is the whole number nearest
// to (a - remainder) / b.
func divmod[T float](a, b T) (quotient, mod T) {
	mod = T(fmod(float64(a), float64(b)))
	if b == 0 {
		return a / b, mod
	}
	quotient = (a - mod) / b
	switch {
	case mod == 0:
		mod = T(math.Copysign(0, float64(b)))
	case mod != mod:
	case (b < 0) != (mod < 0):
		mod += b
		quotient--
	}
	if quotient == 0 {
		return T(math.Copysign(0, float64(a/b))), mod
	}
	down := T(math.Floor(float64(quotient)))
	if quotient-down > 0.5 {
		down++
	}
	return down, mod
}

// exactQuotient is the bound below which a whole quotient is exact in a float64 (its 53 bits).
const exactQuotient = 1 << 53

// fmod is C's fmod, exact. While the quotient is small it is one division and one fused
// multiplication: the rounded quotient can reach the next whole number but not pass it, and then
// a - quotient*b is exact and between -b and b. Anything else takes math.Mod's loop, ten times slower.
func fmod(a, b float64) float64 {
	x, y := math.Abs(a), math.Abs(b)
	if x < y {
		return a
	}
	q := math.Trunc(x / y)
	if !(q < exactQuotient) {
		return math.Mod(a, b)
	}
	r := math.FMA(-q, y, x)
	if r < 0 {
		r += y
	}
	return math.Copysign(r, a)
}
