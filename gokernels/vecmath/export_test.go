package vecmath

// SetAccelerated turns the SIMD twins on or off, as far as this build and machine have them, and
// returns the previous setting: only so can one binary compare the twins.
func SetAccelerated(on bool) (was bool) {
	was = accelerated
	accelerated = on && machineAccelerated
	return was
}

var machineAccelerated = accelerated
