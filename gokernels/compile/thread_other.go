//go:build !linux

package compile

// thread is unknown here: Watch then runs between chunks and while the caller waits, not within a serial loop.
func thread() int { return 0 }
