// Package layering holds the arrows between packages: a test over `go list` and
// over the Python imports fails when one points the wrong way.
package layering
