//go:build !race

package random_test

const raceDetector = false
