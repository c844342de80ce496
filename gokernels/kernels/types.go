package kernels

// The type rules below are those of NumPy 2's ufuncs (numpy.ufunc.resolve_dtypes), but for float16,
// which is none of our dtypes.

// floatRules are those of functions of real numbers: integers become the smallest float that holds
// them. NumPy's float16 for integers of 8 bits and bools is float64 here.
func floatRules() []TypeRule {
	return []TypeRule{
		{Bool, Float64, Float64},
		{Int8, Float64, Float64}, {Int16, Float32, Float32}, {Int32, Float64, Float64}, {Int64, Float64, Float64},
		{Uint8, Float64, Float64}, {Uint16, Float32, Float32}, {Uint32, Float64, Float64}, {Uint64, Float64, Float64},
		{Float32, Float32, Float32}, {Float64, Float64, Float64},
	}
}

// float16Note says what floatRules do differently from NumPy.
const float16Note = "Bools and integers of 8 bits give float64, where NumPy gives float16."

// doubleRules are those of kernels that always work in float64, float32 apart.
func doubleRules() []TypeRule {
	rules := make([]TypeRule, 0, numDTypes)
	for _, d := range DTypes() {
		if d == Float32 {
			rules = append(rules, TypeRule{d, d, d})
		} else {
			rules = append(rules, TypeRule{d, Float64, Float64})
		}
	}
	return rules
}

// computed makes the rules of dtypes that are computed in themselves, out(d) being the result.
func computed(out func(d DType) DType, dts ...DType) []TypeRule {
	rules := make([]TypeRule, 0, len(dts))
	for _, d := range dts {
		rules = append(rules, TypeRule{d, d, out(d)})
	}
	return rules
}

// same is the result dtype of kernels that keep their operands' dtype.
func same(d DType) DType { return d }

// always is the result dtype of kernels that always give d.
func always(d DType) func(DType) DType { return func(DType) DType { return d } }

var (
	ints    = []DType{Int8, Int16, Int32, Int64, Uint8, Uint16, Uint32, Uint64}
	numbers = append(append([]DType{}, ints...), Float32, Float64)
	all     = append([]DType{Bool}, numbers...)
)

// boolAsInt8 puts the rule of kernels before rules that know no bools but take them as int8.
func boolAsInt8(rules []TypeRule) []TypeRule {
	for _, r := range rules {
		if r.Compute == Int8 {
			return append([]TypeRule{{Bool, Int8, r.Out}}, rules...)
		}
	}
	return rules
}

// totals is the result dtype of sums and products: NumPy widens integers to 64 bits.
func totals(d DType) DType {
	switch {
	case d == Bool || d.IsSigned():
		return Int64
	case d.IsUnsigned():
		return Uint64
	}
	return d
}

// widened are the rules of kernels that accumulate integers in 64 bits.
func widened() []TypeRule {
	rules := make([]TypeRule, 0, numDTypes)
	for _, d := range all {
		rules = append(rules, TypeRule{d, totals(d), totals(d)})
	}
	return rules
}

// noArrays are the rules of kernels without arrays, which give a float64.
func noArrays() []TypeRule { return []TypeRule{{NoDType, NoDType, Float64}} }
