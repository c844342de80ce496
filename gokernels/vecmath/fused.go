package vecmath

import "math"

// Axpby sets dst[i] = alpha*x[i] + beta*y[i], each operation rounded, as NumPy does.
//
// Max error: 0.5 ULP of each product and of the sum.
// Valid range: all arguments.
func Axpby(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	axpbySlice(dst, alpha, match(dst, x), beta, match(dst, y))
}

// Axpby32 sets dst[i] = alpha*x[i] + beta*y[i], each operation rounded.
//
// Max error: as Axpby.
// Valid range: all arguments.
func Axpby32(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	axpby32Slice(dst, alpha, match(dst, x), beta, match(dst, y))
}

// ExpAxpby sets dst[i] = e**(alpha*x[i] + beta*y[i]), bit for bit Axpby and then Exp.
//
// Max error: 1 ULP of e to the rounded sum.
// Valid range: as Exp.
func ExpAxpby(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	expAxpbySlice(dst, alpha, match(dst, x), beta, match(dst, y))
}

// ExpAxpby32 sets dst[i] = e**(alpha*x[i] + beta*y[i]), bit for bit Axpby32 and then Exp32.
//
// Max error: 1 ULP of e to the rounded sum.
// Valid range: as Exp32.
func ExpAxpby32(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	expAxpby32Slice(dst, alpha, match(dst, x), beta, match(dst, y))
}

// Gaussian sets dst[i] = exp(-0.5*((x-means[i])/widths[i])**2) / widths[i] * scale.
//
// Max error: 4 + 6*e ULP, where e = 0.5*((x-means[i])/widths[i])**2: an exponential
// multiplies the relative error of its argument by the argument.
// Valid range: all arguments; widths so small that 1/widths[i] overflows take the scalar path.
func Gaussian(dst, means, widths []float64, x, scale float64) {
	gaussianSlice(dst, match(dst, means), match(dst, widths), x, scale)
}

// Gaussian32 is Gaussian for float32.
//
// Max error: as Gaussian.
// Valid range: as Gaussian.
func Gaussian32(dst, means, widths []float32, x, scale float32) {
	gaussian32Slice(dst, match(dst, means), match(dst, widths), x, scale)
}

func axpby1[T float](alpha, x, beta, y T) T { return T(alpha*x) + T(beta*y) }

// gaussian1 multiplies by 1/width twice, which saves a division, unless that overflows.
func gaussian1(mean, width, x, scale float64) float64 {
	inverse := 1 / width
	if !(math.Abs(inverse) <= math.MaxFloat64) {
		d := (x - mean) / width
		return exp1(-0.5*d*d) / width * scale
	}
	d := (x - mean) * inverse
	return exp1(-0.5*d*d) * inverse * scale
}

func gaussian1f(mean, width, x, scale float32) float32 {
	inverse := 1 / width
	if !(math.Abs(float64(inverse)) <= math.MaxFloat32) {
		d := (x - mean) / width
		return exp1f(-0.5*d*d) / width * scale
	}
	d := (x - mean) * inverse
	return exp1f(-0.5*d*d) * inverse * scale
}

// The slices that the twins leave over.

func axpbyTail[T float](dst []T, alpha T, x []T, beta T, y []T) {
	for i := range dst {
		dst[i] = axpby1(alpha, x[i], beta, y[i])
	}
}

func gaussianTail(dst, means, widths []float64, x, scale float64) {
	for i := range dst {
		dst[i] = gaussian1(means[i], widths[i], x, scale)
	}
}

func gaussian32Tail(dst, means, widths []float32, x, scale float32) {
	for i := range dst {
		dst[i] = gaussian1f(means[i], widths[i], x, scale)
	}
}
