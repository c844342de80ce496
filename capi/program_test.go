package capi

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// programFor compiles a module in text form; its first line is the type of the result.
func programFor(t testing.TB, text string) int64 {
	t.Helper()
	unit, err := Define(text)
	require.NoError(t, err)
	answer, err := Specialize(unit, "")
	require.NoError(t, err)
	var found specialized
	require.NoError(t, json.Unmarshal([]byte(answer), &found))
	require.Empty(t, found.Error)
	return found.Program
}
