//go:build race

package parallel_test

// raceAllocs is what a region may allocate: the race detector makes sync.Pool drop things at random.
const raceAllocs = 100
