package native_test

import (
	"os"
	"strconv"
)

// programs is how many random programs are compared: GOKERNELS_FUZZ, or what takes a few seconds.
func programs() int {
	if n, err := strconv.Atoi(os.Getenv("GOKERNELS_FUZZ")); err == nil {
		return n
	}
	return 300
}
