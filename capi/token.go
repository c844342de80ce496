package capi

import (
	"sync"

	"gokernels/gokernels/parallel"
)

// tokens holds the cancel tokens that Python made, by handle: Go's pointers do not
// cross the boundary.
var tokens = struct {
	sync.Mutex
	next int64
	live map[int64]*parallel.Token
}{live: map[int64]*parallel.Token{}}

// NewToken makes a cancel token and returns its handle, which is never 0.
func NewToken() (handle int64, err error) {
	defer guard(&err)
	tokens.Lock()
	defer tokens.Unlock()
	tokens.next++
	tokens.live[tokens.next] = parallel.NewToken()
	return tokens.next, nil
}

// CancelToken stops the calls that poll the token; it returns the handle.
func CancelToken(handle int64) (_ int64, err error) {
	defer guard(&err)
	token, err := tokenOf(handle)
	if err == nil {
		token.Cancel(nil)
	}
	return handle, err
}

// FreeToken forgets the token; calls that use it go on. It returns the handle.
func FreeToken(handle int64) (_ int64, err error) {
	defer guard(&err)
	tokens.Lock()
	defer tokens.Unlock()
	delete(tokens.live, handle)
	return handle, nil
}

func tokenOf(handle int64) (*parallel.Token, error) {
	tokens.Lock()
	defer tokens.Unlock()
	if token := tokens.live[handle]; token != nil {
		return token, nil
	}
	return nil, errorf(valueError, "cancel: no such token (made in another process?)")
}
