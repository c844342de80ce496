//go:build !race

package parallel_test

const raceAllocs = 0
