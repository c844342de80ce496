//go:build !linux

package parallel

import "runtime"

func available() int { return runtime.NumCPU() }
