//go:build !pyast

package compile

func decodePython([]byte) (source, error) {
	return nil, &Error{"UnsupportedError", "this build has no front end"}
}
