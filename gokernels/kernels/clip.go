package kernels

// clipRow is clip: min(max(a, lo), hi).
func clipRow() Row {
	return elementwiseRow(Row{
		Name: "clip", Summary: "Each element moved into [lo, hi].", NumPy: "np.clip(a, lo, hi)",
		Args: []Arg{
			arrayArg("a", "The elements."),
			arrayArg("lo", "The lower bounds; broadcasts against `a`."),
			arrayArg("hi", "The upper bounds; broadcasts against `a`."),
		},
		Types:   computed(same, all...),
		Returns: "An array of the broadcast shape of the arguments.",
		Notes:   []string{"Where `lo` is above `hi` the result is `hi`. If any of the three is NaN, so is the result."},
	}, ternaryInts(clip, clip, clip, clip, clip, clip, clip, clip).
		and(ternaryFloats(clip, clip)).and(loops{Bool: ternary(clipBools)}), 2)
}

// clip is dst[i] = min(max(a[i], lo[i]), hi[i]).
func clip[T number](dst, a, lo, hi []T) {
	a, lo, hi = a[:len(dst)], lo[:len(dst)], hi[:len(dst)]
	for i := range dst {
		dst[i] = min(max(a[i], lo[i]), hi[i])
	}
}

// clipBools is dst[i] = (a[i] || lo[i]) && hi[i].
func clipBools(dst, a, lo, hi []truth) {
	a, lo, hi = a[:len(dst)], lo[:len(dst)], hi[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i]|lo[i] != 0) & truthOf(hi[i] != 0)
	}
}
