package vecmath

import (
	"math"
	"slices"
)

// Every number that an algorithm of this package depends on, once. Polynomials were computed by
// testdata/minimax.py: Remez exchange (erf: least squares) at 60 digits on the weighted error given with each table,
// coefficients rounded from the lowest order up, the rest fitted again after each rounding.
// TestPolynomialsMatchTheirFunctions holds each table against its function.
// Coefficients stand lowest order first.

// Constants cut into parts that add up to more bits than one float64 has; OEIS A002162 (ln 2),
// A007525 (1/ln 2), A002285 (log10 e), A007524 (log10 2), A019669 (pi/2), A000796 (pi), A060294 (2/pi).
const (
	log2E   = 1.4426950408889634
	log2ELo = 2.0355273740931033e-17

	log10E   = 0.4342944819032518
	log10ELo = 1.098319650216765e-17

	// log10Of2Hi has 41 bits: its product with any exponent is exact.
	log10Of2Hi = 0x1.34413509f7p-2
	log10Of2Lo = 1.42050232272661e-13

	// ln2Hi has 32 bits: its product with any exponent is exact.
	ln2Hi = 0x1.62e42fefp-1
	ln2Lo = 7.440617110012397e-11

	// ln2HiF and ln2LoF are the same for float32: 9 bits and the rest.
	ln2HiF = 0x1.63p-1
	ln2LoF = -0.00021219444005469057

	ln2Full   = 0.6931471805599453
	ln2FullLo = 2.3190468138462996e-17

	piHi = 3.141592653589793
	piLo = 1.2246467991473532e-16

	twoOverPi = 0.6366197723675814
	halfPi1   = 1.5707963267948966
	halfPi2   = 6.123233995736766e-17
	halfPi3   = -1.4973849048591698e-33

	twoThirdsLo = 3.700743415417188e-17
)

// Adding 1.5*2^52 to a float64 of magnitude below 2^51 rounds it to an integer, which is then
// in the low bits of the sum. The same for float32 with 1.5*2^23.
const (
	roundShift  = 0x1.8p52
	roundShiftF = 0x1.8p23
)

// The exponent arithmetic of log: adding logBias to the bits of x in [sqrt(1/2), sqrt(2))*2^k
// leaves k+1023 in the exponent field, and sqrtHalfBits+mantissa is x*2^-k.
const (
	sqrtHalfBits  = 0x3FE6A09E667F3BCD // bits of sqrt(1/2)
	logBias       = 0x3FF<<52 - sqrtHalfBits
	mantissaMask  = 1<<52 - 1
	exponentFloat = 0x433 << 52   // as bits: 2^52; or-ed with an integer n < 2^52 it is 2^52+n
	exponentBias  = 0x1p52 + 1023 // taken off again

	sqrtHalfBitsF  = 0x3F3504F3
	logBiasF       = 0x7F<<23 - sqrtHalfBitsF
	mantissaMaskF  = 1<<23 - 1
	exponentFloatF = 0x4B << 24 // as bits: 2^23
	exponentBiasF  = 0x1p23 + 127
)

// expQ approximates (e^r-1-r)/r^2 on |r| <= ln(2)/2; error of r^2*expQ, relative to e^r-1: 2^-60.6.
var expQ = [11]float64{
	0.5, 0.16666666666666677, 0.0416666666666667, 0.008333333333321615, 0.0013888888888866932,
	0.0001984126988615914, 2.4801587360416318e-05, 2.7557244181154493e-06, 2.755724285309651e-07,
	2.5109045199426795e-08, 2.09244199365874e-09,
}

// expQ32 is expQ for float32; error 2^-28.7.
var expQ32 = [6]float32{0.5, 0.1666666716, 0.04166635498, 0.008333273232, 0.001394100836, 0.0001991414319}

// expQ32Wide is expQ for float32 results computed in float64; error 2^-37.5.
var expQ32Wide = [7]float64{
	0.49999999999735745, 0.16666666754532863, 0.04166666695579396, 0.008333288959394381, 0.001388880916273199,
	0.00019904957871900512, 2.4882578193018024e-05,
}

// logP approximates (log((1+s)/(1-s))-2s)/s^3 in z = s^2 for s <= (sqrt(2)-1)/(sqrt(2)+1);
// error relative to the logarithm: 2^-59.5.
var logP = [7]float64{
	0.6666666666666734, 0.3999999999941653, 0.2857142874207013, 0.22222198599444104, 0.18183563197528196,
	0.1531407476265569, 0.14795745499476765,
}

// logP32 is logP for float32; error 2^-35.2.
var logP32 = [4]float32{0.6666666269, 0.4000097215, 0.2849879563, 0.2427868396}

// logP32Wide is logP for float32 results computed in float64; error 2^-44.9.
var logP32Wide = [5]float64{0.6666666667580403, 0.3999999562081945, 0.28572109263120343, 0.22176184364252743, 0.19584213601449255}

// logT approximates (logP-2/3)/z with the exact 2/3; error relative to the logarithm: 2^-73.4.
var logT = [8]float64{
	0.3999999999999998, 0.2857142857144384, 0.22222222217789597, 0.181818188440312, 0.15384558424524747,
	0.13336264703827153, 0.11675775589958418, 0.1198180390208364,
}

// sinS approximates (sin(r)-r)/r^3 in z = r^2 for |r| <= pi/4; error relative to r: 2^-58.0.
var sinS = [6]float64{
	-0.16666666666666632, 0.008333333333322486, -0.00019841269829853493, 2.7557313705146913e-06,
	-2.5050759907208576e-08, 1.5896887749486756e-10,
}

// cosC approximates (cos(r)-1+r^2/2)/r^4 in z = r^2; error relative to cos(r): 2^-63.9.
var cosC = [6]float64{
	0.041666666666666595, -0.0013888888888873338, 2.4801587288997566e-05, -2.755731421538304e-07,
	2.0875705137071043e-09, -1.1358734512823608e-11,
}

// sinS32 and cosC32 are the same for float32 results; errors 2^-37.6 and 2^-42.7.
var (
	sinS32 = [4]float64{-0.16666666641607958, 0.008333329383429422, -0.00019839333979291648, 2.7183028160329355e-06}
	cosC32 = [4]float64{0.04166666661945274, -0.0013888883496525211, 2.4799459195240965e-05, -2.720565507402797e-07}
)

// asinR approximates (asin(t)-t)/t^3 in z = t^2 for |t| <= 1/2; error relative to asin(t): 2^-59.8.
var asinR = [13]float64{
	0.1666666666666676, 0.07499999999970862, 0.04464285717456793, 0.030381942709412323, 0.022372214951447922,
	0.017351612530746217, 0.013980815630935865, 0.011398943680949522, 0.010780119198612477, 0.003706766831796393,
	0.02170691565623667, -0.0209987915071636, 0.0326287672327954,
}

// atanQ approximates (atan(t)-t)/t^3 in z = t^2 for t <= tan(pi/8); error relative to atan(t): 2^-61.5.
var atanQ = [12]float64{
	-0.33333333333333326, 0.19999999999997098, -0.14285714285317075, 0.11111111083805314, -0.09090907988532008,
	0.07692279270735447, -0.06666175773284662, 0.05876526156834379, -0.052152218630274715, 0.04490565252060282,
	-0.03316929406838647, 0.01488047969629423,
}

// The limits of its argument reduction.
const (
	tanEighthPi  = 0.41421356237309503 // sqrt(2) - 1
	tan3EighthPi = 2.414213562373095   // sqrt(2) + 1
)

// erfA approximates erf(x)/x - 1 in z = x^2 for x <= 1; error relative to erf(x)/x: 2^-56.5, that of the first coefficient.
var erfA = [13]float64{
	0.1283791670955126, -0.3761263890318388, 0.11283791670958981, -0.026866170645658563, 0.005223977629430647,
	-0.0008548327206877562, 0.00012055338350728011, -1.4925751164538799e-05, 1.6463275513433146e-06,
	-1.6372504790291608e-07, 1.4798348314277617e-08, -1.187366957610892e-09, 6.753941904816912e-11,
}

// erfB approximates -log(erfc(a))/a - 1 for 1 <= a <= 5.95; its error, times a*erfc(a), relative to erf(a): 2^-60.1.
var erfB = [19]float64{
	0.12837920360967614, 0.6366193400279212, 0.10277501181733267, -0.01913684284995633, -0.0001886527011640596,
	0.001658709843687148, -0.0005371639534050239, -3.3326409989351475e-05, 0.00011755772963170758,
	-6.803221279215322e-05, 2.5554587967287565e-05, -7.182995724346005e-06, 1.5691192325338049e-06,
	-2.6758464726443234e-07, 3.511164859038926e-08, -3.4317604813247287e-09, 2.355114360624868e-10,
	-1.012667506930662e-11, 2.0521582854044588e-13,
}

// inverseCbrtBits - bits(a)/3 are about the bits of a^(-1/3): 4/3 of the bits of 1, less what makes the largest relative
// error above and below equal. oneThird33 is (2^33+1)/3: n*oneThird33 >> 33 is n/3 for n < 2^32.
const (
	inverseCbrtBits = 0x553ef0ef << 32
	oneThird33      = 0xAAAAAAAB
)

// twoOverPiBits are the first 1216 bits of 2/pi after the point, behind a word for the integer part.
var twoOverPiBits = [...]uint64{
	0,
	0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
	0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
	0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
	0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
	0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
}

// tables are the numbers above, and the limits of the fast paths, by name; a constant is a table of one.
var tables = map[string][]float64{
	"expQ": expQ[:], "expQ32": widened(expQ32[:]), "expQ32Wide": expQ32Wide[:],
	"logP": logP[:], "logP32": widened(logP32[:]), "logP32Wide": logP32Wide[:], "logT": logT[:],
	"sinS": sinS[:], "cosC": cosC[:], "sinS32": sinS32[:], "cosC32": cosC32[:],
	"asinR": asinR[:], "atanQ": atanQ[:], "erfA": erfA[:], "erfB": erfB[:],

	"log2E": {log2E}, "log2ELo": {log2ELo}, "log10E": {log10E}, "log10ELo": {log10ELo},
	"log10Of2Hi": {log10Of2Hi}, "log10Of2Lo": {log10Of2Lo},
	"ln2Hi": {ln2Hi}, "ln2Lo": {ln2Lo}, "ln2HiF": {ln2HiF}, "ln2LoF": {ln2LoF}, "ln2Full": {ln2Full}, "ln2FullLo": {ln2FullLo},
	"piHi": {piHi}, "piLo": {piLo}, "twoOverPi": {twoOverPi}, "halfPi1": {halfPi1}, "halfPi2": {halfPi2}, "halfPi3": {halfPi3},
	"twoThirdsLo": {twoThirdsLo}, "tanEighthPi": {tanEighthPi}, "tan3EighthPi": {tan3EighthPi},

	"expMin": {expMin}, "expMax": {expMax}, "expMinF": {expMinF}, "expMaxF": {expMaxF}, "exp2Min": {exp2Min}, "exp2Max": {exp2Max},
	"expm1Min": {expm1Min}, "expm1Max": {expm1Max}, "log1pMax": {log1pMax}, "tanhLimit": {tanhLimit}, "trigLimit": {trigLimit},
	"powLimit": {powLimit}, "powLimit32": {powLimit32}, "atanMost": {atanMost}, "atan2Most": {atan2Most}, "atan2Least": {atan2Least},
	"areaMost": {areaMost}, "hypotMost": {hypotMost}, "hypotLeast": {hypotLeast}, "cbrtLeast": {cbrtLeast}, "cbrtMost": {math.MaxFloat64}, "erfMost": {erfMost},
}

// integers are the constants of arithmetic on the bits of floats.
var integers = map[string]uint64{
	"sqrtHalfBits": sqrtHalfBits, "logBias": logBias, "mantissaMask": mantissaMask, "exponentFloat": exponentFloat,
	"sqrtHalfBitsF": sqrtHalfBitsF, "logBiasF": logBiasF, "mantissaMaskF": mantissaMaskF, "exponentFloatF": exponentFloatF,
	"inverseCbrtBits": inverseCbrtBits, "oneThird33": oneThird33,
}

// Coefficients returns a copy of a table or constant of this package by its name, such as "expQ" or "ln2Hi", or nil; code
// that emits these algorithms for another processor starts from the same numbers.
func Coefficients(name string) []float64 { return slices.Clone(tables[name]) }

// Bits returns a constant of the arithmetic on the bits of floats, such as "logBias", or 0.
func Bits(name string) uint64 { return integers[name] }

func widened(c []float32) []float64 {
	out := make([]float64, len(c))
	widen(out, c)
	return out
}
