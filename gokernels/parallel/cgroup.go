package parallel

import (
	"bytes"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
)

// The kernel's documents: admin-guide/cgroup-v2.rst (cpu.max), scheduler/sched-bwc.rst (cpu.cfs_quota_us), and
// proc_pid_cgroup(5) and proc_pid_mountinfo(5) for the two tables.

// cpuQuota is the smallest CPU quota among the control groups of this process and their parents, in CPUs, rounded up.
// The file system is "/", or a test's.
func cpuQuota(root fs.FS) (cpus int, ok bool) {
	groups, mounts := cgroupPaths(root), cgroupMounts(root)
	least := math.Inf(1)
	for _, m := range mounts {
		if group, found := groups[m.kind]; found {
			least = min(least, m.least(root, group))
		}
	}
	if math.IsInf(least, 1) {
		return 0, false
	}
	return max(1, int(math.Ceil(least))), true
}

// cgroupKind tells the two versions of the interface apart.
type cgroupKind int

const (
	version2 cgroupKind = 2
	version1 cgroupKind = 1
)

// cgroupPaths is the path of this process's group in the hierarchy of each kind that has the CPU controller.
func cgroupPaths(root fs.FS) map[cgroupKind]string {
	paths := map[cgroupKind]string{}
	for _, line := range lines(root, "proc/self/cgroup") {
		// 0::/user.slice or 4:cpu,cpuacct:/docker/1234
		f := strings.SplitN(line, ":", 3)
		switch {
		case len(f) < 3:
		case f[0] == "0" && f[1] == "":
			paths[version2] = f[2]
		case slices.Contains(strings.Split(f[1], ","), "cpu"):
			paths[version1] = f[2]
		}
	}
	return paths
}

// cgroupMount is where a hierarchy is mounted, and which of its groups is seen there.
type cgroupMount struct {
	kind       cgroupKind
	top, point string
}

// cgroupMounts finds the hierarchies that have the CPU controller.
func cgroupMounts(root fs.FS) (mounts []cgroupMount) {
	for _, line := range lines(root, "proc/self/mountinfo") {
		// 36 35 98:0 /top /point rw,noatime master:1 - cgroup2 cgroup rw
		left, right, _ := strings.Cut(line, " - ")
		l, r := strings.Fields(left), strings.Fields(right)
		if len(l) < 5 || len(r) < 3 {
			continue
		}
		var m cgroupMount
		switch {
		case r[0] == "cgroup2":
			m.kind = version2
		case r[0] == "cgroup" && slices.Contains(strings.Split(r[2], ","), "cpu"):
			m.kind = version1
		default:
			continue
		}
		m.top, m.point = unescape(l[3]), unescape(l[4])
		mounts = append(mounts, m)
	}
	return mounts
}

// unescape undoes mountinfo's writing of blanks and backslashes as octal numbers.
func unescape(s string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(s)
}

// least is the smallest quota from the group up to the mount point. A group that is not under what is mounted (a
// container that does not see its own) is taken to be the mount point.
func (m cgroupMount) least(root fs.FS, group string) float64 {
	below, inside := strings.CutPrefix(group, strings.TrimSuffix(m.top, "/"))
	if !inside || strings.Contains(below, "..") {
		below = ""
	}
	stop := strings.Trim(m.point, "/")
	quota := math.Inf(1)
	for dir := path.Join(stop, below); ; dir = path.Dir(dir) {
		quota = min(quota, m.quota(root, dir))
		if dir == stop || dir == "." {
			return quota
		}
	}
}

// quota is what the files of one group allow, +Inf for all.
func (m cgroupMount) quota(root fs.FS, dir string) float64 {
	if m.kind == version2 {
		// "max 100000" or "150000 100000"
		f := strings.Fields(strings.Join(lines(root, path.Join(dir, "cpu.max")), " "))
		if len(f) < 2 {
			return math.Inf(1)
		}
		return ratio(f[0], f[1])
	}
	quota, period := lines(root, path.Join(dir, "cpu.cfs_quota_us")), lines(root, path.Join(dir, "cpu.cfs_period_us"))
	if len(quota) == 0 || len(period) == 0 {
		return math.Inf(1)
	}
	return ratio(quota[0], period[0]) // -1 is no quota
}

// ratio is quota/period if both are positive numbers, else +Inf.
func ratio(quota, period string) float64 {
	q, err1 := strconv.ParseFloat(quota, 64)
	p, err2 := strconv.ParseFloat(period, 64)
	if err1 != nil || err2 != nil || q <= 0 || p <= 0 {
		return math.Inf(1)
	}
	return q / p
}

// lines is the lines of a file; none if it cannot be read.
func lines(root fs.FS, name string) []string {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		return nil
	}
	return strings.Split(string(bytes.TrimSpace(data)), "\n")
}
