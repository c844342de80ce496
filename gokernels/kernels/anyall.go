package kernels

// anyAllRows are any and all, which stop at the first element that decides.
func anyAllRows() []Row {
	row := func(name, summary, empty string, stop bool) Row {
		return reductionRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, axis=axis)",
			Types: computed(always(Bool), all...),
			Notes: []string{"A number is true unless it is zero; NaN is true. Of no elements it is " + empty + "."},
		}, "", searches(stop))
	}
	return []Row{
		row("any", "Whether any element is true.", "False", true),
		row("all", "Whether all elements are true.", "True", false),
	}
}

// searches are the reducers that look for an element whose truth is stop.
func searches(stop bool) [numDTypes]reduction {
	return [numDTypes]reduction{
		Bool: searchFor[truth](stop),
		Int8: searchFor[int8](stop), Int16: searchFor[int16](stop), Int32: searchFor[int32](stop), Int64: searchFor[int64](stop),
		Uint8: searchFor[uint8](stop), Uint16: searchFor[uint16](stop), Uint32: searchFor[uint32](stop), Uint64: searchFor[uint64](stop),
		Float32: searchFor[float32](stop), Float64: searchFor[float64](stop),
	}
}

// searchFor accumulates whether an element whose truth is stop was found.
func searchFor[T element](stop bool) reduction {
	return reduceOne(reducer[bool, truth]{
		merge:  func(x, y bool) bool { return x || y },
		finish: func(found bool, _ int, _ *Call) truth { return truthOf(found == stop) },
		done:   func(found bool) bool { return found },
		cost:   0.4,
	}, func(a []T, _ int) bool { return indexOfTruth(a, stop) >= 0 },
		func(acc []bool, a []T, _ int) {
			a = a[:len(acc)]
			for i := range acc {
				acc[i] = acc[i] || (a[i] != 0) == stop
			}
		})
}

// indexOfTruth is the place of the first element whose truth is wanted, -1 if there is none.
func indexOfTruth[T element](a []T, wanted bool) int {
	for i, v := range a {
		if (v != 0) == wanted {
			return i
		}
	}
	return -1
}
