package parallel

// parker is where one goroutine sleeps until another pokes it. Pokes are remembered, but not counted, and one may
// arrive that was meant for an earlier wait: whoever parks looks again at what it waits for, in a loop.
type parker chan struct{}

func newParker() parker { return make(parker, 1) }

func (p parker) park() { <-p }

func (p parker) poke() {
	select {
	case p <- struct{}{}:
	default:
	}
}
