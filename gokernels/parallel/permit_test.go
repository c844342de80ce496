package parallel

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newPermits(total int) *permits {
	p := new(permits)
	p.resize(total)
	return p
}

func newTicket() *ticket { return &ticket{parker: newParker()} }

// must takes a permit for a new worker.
func must(t *testing.T, p *permits) *worker {
	w := new(worker)
	require.True(t, p.try())
	w.hold()
	return w
}

func poked(p parker) bool {
	select {
	case <-p:
		return true
	default:
		return false
	}
}

func TestPermitsRunOut(t *testing.T) {
	p := newPermits(2)
	a := must(t, p)
	must(t, p)
	assert.False(t, p.try())
	assert.False(t, p.tryHelp(new(worker)))
	assert.False(t, p.offered())
	p.release(a)
	assert.True(t, p.offered())
	assert.Equal(t, 1, p.running())
	assert.True(t, p.enqueue(newTicket()), "a free permit is taken, not queued for")
}

func TestEarlyReleaseLetsTheFirstTry(t *testing.T) {
	p := newPermits(1)
	a := must(t, p)
	first, second := newTicket(), newTicket()
	require.False(t, p.enqueue(first))
	require.False(t, p.enqueue(second))
	assert.True(t, p.contended())
	p.release(a)
	assert.True(t, poked(first.parker))
	assert.False(t, poked(second.parker))
	assert.False(t, p.tryHelp(new(worker)), "helpers do not go before callers")
	assert.False(t, p.settle(second), "nor the second before the first")
	b := must(t, p) // but a caller that runs already may
	assert.False(t, p.settle(first))
	p.release(b)
	assert.True(t, poked(first.parker), "told again")
	assert.True(t, p.settle(first))
	assert.True(t, p.contended())
}

func TestWhoHasWaitedATurnIsHandedThePermit(t *testing.T) {
	p := newPermits(1)
	a := must(t, p)
	first := newTicket()
	require.False(t, p.enqueue(first))
	first.since -= turn
	p.release(a)
	assert.False(t, p.try())
	assert.True(t, p.settle(first))
	assert.False(t, p.contended())
	assert.Equal(t, 1, p.running())
}

func TestATurnEnds(t *testing.T) {
	p := newPermits(1)
	a := must(t, p)
	assert.False(t, p.expired(a), "nobody waits")
	assert.Zero(t, a.contested, "so no clock was read")
	first, mine := newTicket(), newTicket()
	require.False(t, p.enqueue(first))
	assert.False(t, p.expired(a), "its last turn has just begun")
	a.contested -= turn
	assert.True(t, p.expired(a))
	require.True(t, p.swap(mine))
	assert.True(t, p.settle(first))
	assert.False(t, p.settle(mine))
	require.True(t, p.withdraw(first) == false, "too late")
	assert.True(t, p.withdraw(mine))
	assert.False(t, p.swap(mine), "nobody left to hand it to")
}

// TestEveryFreePermitIsOffered: each step must leave no free permit beside a caller that sleeps.
func TestEveryFreePermitIsOffered(t *testing.T) {
	p := newPermits(2)
	a, b := must(t, p), must(t, p)
	first, second, third := newTicket(), newTicket(), newTicket()
	for _, ticket := range []*ticket{first, second, third} {
		require.False(t, p.enqueue(ticket))
	}
	p.release(a)
	p.release(b)
	require.True(t, poked(first.parker))
	require.True(t, p.settle(first))
	assert.True(t, poked(second.parker), "the first passes the word on")
	require.True(t, p.withdraw(second))
	assert.True(t, poked(third.parker), "so does one that gives up")
	require.True(t, p.settle(third))
	late := newTicket()
	require.False(t, p.enqueue(late))
	p.resize(3)
	assert.True(t, poked(late.parker), "and whoever adds permits")
	assert.True(t, p.settle(late))
}

func TestGrantBesideAFreePermitWakesTheNext(t *testing.T) {
	p := newPermits(2)
	a, b := must(t, p), must(t, p)
	first, second := newTicket(), newTicket()
	require.False(t, p.enqueue(first))
	require.False(t, p.enqueue(second))
	p.release(a) // free, first told
	first.since -= turn
	p.release(b) // handed to first
	assert.True(t, poked(second.parker))
	assert.True(t, p.settle(second))
}

func TestShrinkingTakesEffectAsWorkersEnd(t *testing.T) {
	p := newPermits(3)
	a, b, c := must(t, p), must(t, p), must(t, p)
	p.resize(1)
	p.release(a)
	p.release(b)
	assert.False(t, p.try())
	p.release(c)
	assert.True(t, p.try())
	assert.Equal(t, 1, p.running())
}
