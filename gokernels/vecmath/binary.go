package vecmath

// Add sets dst[i] = x[i] + y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Add(dst, x, y []float64) { addSlice(dst, match(dst, x), match(dst, y)) }

// Add32 sets dst[i] = x[i] + y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Add32(dst, x, y []float32) { add32Slice(dst, match(dst, x), match(dst, y)) }

// Sub sets dst[i] = x[i] - y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Sub(dst, x, y []float64) { subSlice(dst, match(dst, x), match(dst, y)) }

// Sub32 sets dst[i] = x[i] - y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Sub32(dst, x, y []float32) { sub32Slice(dst, match(dst, x), match(dst, y)) }

// Mul sets dst[i] = x[i] * y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Mul(dst, x, y []float64) { mulSlice(dst, match(dst, x), match(dst, y)) }

// Mul32 sets dst[i] = x[i] * y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y.
func Mul32(dst, x, y []float32) { mul32Slice(dst, match(dst, x), match(dst, y)) }

// Div sets dst[i] = x[i] / y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y; infinite or NaN for a zero y.
func Div(dst, x, y []float64) { divSlice(dst, match(dst, x), match(dst, y)) }

// Div32 sets dst[i] = x[i] / y[i].
//
// Max error: 0.5 ULP.
// Valid range: all x and y; infinite or NaN for a zero y.
func Div32(dst, x, y []float32) { div32Slice(dst, match(dst, x), match(dst, y)) }

// Min sets dst[i] = min(x[i], y[i]).
//
// Max error: 0 ULP.
// Valid range: all x and y; NaN if either is NaN, as np.minimum, and -0 below +0.
func Min(dst, x, y []float64) { minSlice(dst, match(dst, x), match(dst, y)) }

// Min32 sets dst[i] = min(x[i], y[i]).
//
// Max error: 0 ULP.
// Valid range: all x and y; NaN if either is NaN, as np.minimum, and -0 below +0.
func Min32(dst, x, y []float32) { min32Slice(dst, match(dst, x), match(dst, y)) }

// Max sets dst[i] = max(x[i], y[i]).
//
// Max error: 0 ULP.
// Valid range: all x and y; NaN if either is NaN, as np.maximum, and +0 above -0.
func Max(dst, x, y []float64) { maxSlice(dst, match(dst, x), match(dst, y)) }

// Max32 sets dst[i] = max(x[i], y[i]).
//
// Max error: 0 ULP.
// Valid range: all x and y; NaN if either is NaN, as np.maximum, and +0 above -0.
func Max32(dst, x, y []float32) { max32Slice(dst, match(dst, x), match(dst, y)) }

// AddScalar sets dst[i] = x[i] + c.
//
// Max error: 0.5 ULP.
// Valid range: all x and c.
func AddScalar(dst, x []float64, c float64) { addScalarSlice(dst, match(dst, x), c) }

// AddScalar32 sets dst[i] = x[i] + c.
//
// Max error: 0.5 ULP.
// Valid range: all x and c.
func AddScalar32(dst, x []float32, c float32) { addScalar32Slice(dst, match(dst, x), c) }

// MulScalar sets dst[i] = x[i] * c.
//
// Max error: 0.5 ULP.
// Valid range: all x and c.
func MulScalar(dst, x []float64, c float64) { mulScalarSlice(dst, match(dst, x), c) }

// MulScalar32 sets dst[i] = x[i] * c.
//
// Max error: 0.5 ULP.
// Valid range: all x and c.
func MulScalar32(dst, x []float32, c float32) { mulScalar32Slice(dst, match(dst, x), c) }

func add1[T float](x, y T) T { return x + y }

func sub1[T float](x, y T) T { return x - y }

func mul1[T float](x, y T) T { return x * y }

func div1[T float](x, y T) T { return x / y }

func min1[T float](x, y T) T { return min(x, y) }

func max1[T float](x, y T) T { return max(x, y) }
