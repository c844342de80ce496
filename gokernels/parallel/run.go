package parallel

// run is the caller's side of a region: it works as worker 0, then waits for the helpers.
func (r *region) run(threads int, s Schedule) {
	w := workers.enter(&r.self)
	r.worker = w
	defer r.finish(w)
	if !r.admit(w) {
		return
	}
	r.deal.reset(r.endNow(), threads, s)
	r.open(threads - 1)
	if threads > 1 {
		helpers.publish(r)
	}
	for {
		r.work(w, 0)
		r.close()
		r.await(w)
		if !r.deal.left(r.endNow()) || !r.admit(w) {
			return
		}
		r.reopen() // a helper that had to leave has left chunks
		helpers.offer()
	}
}

func (r *region) endNow() int { return int(r.end.Load()) }

// finish leaves nothing behind, also when a body or Watch ends the caller's goroutine.
func (r *region) finish(w *worker) {
	r.close()
	helpers.withdraw(r)
	r.await(w)
	if r.watch != nil {
		r.watch.disarm()
	}
	if w != &r.self {
		r.admit(w) // the outer chunk goes on
		return
	}
	if w.held {
		permitted.release(w)
		helpers.offer()
	}
	workers.leave(w)
}

// work runs chunks until this worker finds none or must leave.
func (r *region) work(w *worker, id int) {
	for !r.stretch(w, id) {
	}
}

// stretch is work up to a panic in the body, which makes it return false.
func (r *region) stretch(w *worker, id int) (done bool) {
	at := -1
	defer func() {
		if done {
			return
		}
		if v := recover(); v != nil {
			r.fail(at, nil, newPanic(v, at))
		} else {
			r.fail(at, ErrGoexit, nil) // and this goroutine goes on ending
		}
	}()
	for r.stays(w, id) {
		i, ok := r.deal.claim(id, r.endNow())
		if !ok {
			r.close()
			break
		}
		if err := r.cancel.Err(); err != nil {
			r.stop(err)
			break
		}
		at = i
		r.chunk(chunkAt(i, r.n, r.size, id))
		at = -1
	}
	return true
}

// chunk runs one chunk.
func (r *region) chunk(c Chunk) {
	if err := r.body(c); err != nil {
		r.fail(c.Index, err, nil)
	} else if r.watch != nil {
		r.watch.done.Add(int64(c.Hi - c.Lo))
	}
}

// stays is what a worker does between chunks; false sends it out of the region. The caller looks after Watch and
// hands its permit over when its turn is over; a helper leaves to whoever waits.
func (r *region) stays(w *worker, id int) bool {
	if id > 0 {
		return !permitted.contended()
	}
	r.look()
	if permitted.expired(w) && permitted.swap(&r.ticket) {
		w.held = false
		return r.queue(w)
	}
	return true
}

// admit gets the caller a permit, waiting in the queue if it must. False means that the region ended first.
func (r *region) admit(w *worker) bool {
	if w.held {
		return true
	}
	if permitted.try() || permitted.enqueue(&r.ticket) {
		w.hold()
		return true
	}
	return r.queue(w)
}

// queue waits until the ticket has a permit. Only an outermost region may give up: an inner one returns to a chunk
// that goes on running.
func (r *region) queue(w *worker) (admitted bool) {
	r.cancel.tell(r.parker)
	defer r.cancel.forget(r.parker)
	queued := true
	defer func() {
		if queued && !permitted.withdraw(&r.ticket) { // Watch ended this goroutine
			w.hold()
		}
	}()
	for !permitted.settle(&r.ticket) {
		r.look()
		if err := r.cancel.Err(); err != nil {
			r.stop(err)
		}
		if w == &r.self && r.endNow() <= 0 && permitted.withdraw(&r.ticket) {
			queued = false
			return false
		}
		r.sleep()
	}
	queued = false
	w.hold()
	return true
}

// await returns when no helper works in the closed region. The permit goes to others while the caller sleeps.
func (r *region) await(w *worker) {
	if r.deserted() || spin(r.deserted) || !r.markParked() {
		return
	}
	if w.held {
		permitted.release(w)
		helpers.offer()
	}
	for !r.deserted() {
		r.look()
		r.sleep()
	}
}

func (r *region) deserted() bool { return activeOf(r.state.Load()) == 0 }

// markParked asks the last helper for a poke; false means that there is none left.
func (r *region) markParked() bool {
	for {
		state := r.state.Load()
		if activeOf(state) == 0 {
			return false
		}
		if r.state.CompareAndSwap(state, state|parked) {
			return true
		}
	}
}

// assist is a helper's side of a region that it has joined.
func (r *region) assist(w *worker, id int) {
	defer permitted.release(w)
	defer r.quit(id)
	defer helpers.count(searching) // before quit: the caller's next region must not wake another helper
	r.work(w, id)
}
