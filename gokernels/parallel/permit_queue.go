package parallel

import "slices"

// enqueue puts the ticket at the end of the queue, unless a permit is free: then it takes that.
// That one or the other happens in one step is what makes a release see the waiter or the waiter the permit.
func (p *permits) enqueue(t *ticket) (got bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		word := p.word.Load()
		if freeOf(word) > 0 {
			if p.word.CompareAndSwap(word, withFree(word, -1)) {
				return true
			}
		} else if p.word.CompareAndSwap(word, word+oneWaiting) {
			p.push(t)
			return false
		}
	}
}

func (p *permits) push(t *ticket) {
	t.since, t.granted, t.woken = now(), false, false
	p.queue = append(p.queue, t)
}

// settle is for a caller that was poked: it reports whether the ticket has a permit now.
func (p *permits) settle(t *ticket) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.granted {
		return true
	}
	t.woken = false
	if p.queue[0] != t || !p.try() {
		return false
	}
	p.remove(t)
	p.nudge()
	return true
}

// withdraw takes the ticket off the queue; it reports false if it was too late and the ticket has a permit.
func (p *permits) withdraw(t *ticket) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t.granted {
		return false
	}
	p.remove(t)
	p.nudge()
	return true
}

// pass is release when someone may wait. Who has waited a turn is given the permit; else the permit becomes
// free and the first in the queue is told to try for it.
func (p *permits) pass() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.queue) > 0 && now()-p.queue[0].since >= turn {
		p.grant(p.queue[0])
		return
	}
	p.add(1)
	p.nudge()
}

// swap hands the permit of a worker whose turn is over to the first in the queue and queues its own ticket.
// It reports false, and the worker keeps the permit, if nobody waits any more.
func (p *permits) swap(t *ticket) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.queue) == 0 {
		return false
	}
	p.grant(p.queue[0])
	p.word.Add(oneWaiting)
	p.push(t)
	p.nudge()
	return true
}

// grant gives a permit, which the caller of grant has, to a ticket of the queue.
func (p *permits) grant(t *ticket) {
	p.remove(t)
	t.granted = true
	t.parker.poke()
	p.nudge()
}

// nudge tells the first in the queue that a permit is free, if so. It is called wherever either may have changed,
// so that no free permit and sleeping caller stay together.
func (p *permits) nudge() {
	if len(p.queue) > 0 && !p.queue[0].woken && freeOf(p.word.Load()) > 0 {
		p.queue[0].woken = true
		p.queue[0].parker.poke()
	}
}

func (p *permits) remove(t *ticket) {
	i := slices.Index(p.queue, t)
	p.queue = slices.Delete(p.queue, i, i+1)
	p.word.Add(^uint64(oneWaiting - 1))
}
