package parallel

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// ErrCancelled is the cause of a cancellation that names none.
var ErrCancelled = errors.New("cancelled")

// Token asks regions to stop. It may be shared by any number of them; the zero value is ready to use.
type Token struct {
	cause   atomic.Pointer[error]
	mu      sync.Mutex
	waiting []parker // callers that sleep, to be told
}

// NewToken returns a token that nobody has cancelled.
func NewToken() *Token { return new(Token) }

// Cancel stops every region that polls the token, at its next chunk. The first cause stays;
// nil stands for ErrCancelled.
func (t *Token) Cancel(cause error) {
	if cause == nil {
		cause = ErrCancelled
	}
	t.cause.CompareAndSwap(nil, &cause)
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, p := range t.waiting {
		p.poke()
	}
}

// Err is the cause of the cancellation, nil before it. A nil token is never cancelled.
func (t *Token) Err() error {
	if t == nil {
		return nil
	}
	if cause := t.cause.Load(); cause != nil {
		return *cause
	}
	return nil
}

// tell asks for p to be poked at a cancellation. Whoever asks looks at Err after it.
func (t *Token) tell(p parker) {
	if t != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.waiting = append(t.waiting, p)
	}
}

// forget undoes one tell.
func (t *Token) forget(p parker) {
	if t != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		i := slices.Index(t.waiting, p)
		t.waiting = slices.Delete(t.waiting, i, i+1)
	}
}
