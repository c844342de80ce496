package native

// SetWidth gives the loops of a region so many iterations in the lanes, where they can have them.
func (r *Region) SetWidth(width int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := []*laneLoop{}
	if r.lane != nil {
		all = append(all, r.lane)
	}
	for _, l := range r.laned {
		all = append(all, l)
	}
	for _, l := range all {
		l.wide = width == 8 && l.canBeWide()
	}
	r.variants.Store(nil)
	r.last.Store(nil)
}
