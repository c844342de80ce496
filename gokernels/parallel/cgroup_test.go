package parallel

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
)

func files(pairs ...string) fstest.MapFS {
	fs := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fs[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fs
}

const (
	mounts2 = "22 1 0:21 / /proc rw - proc proc rw\n30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw\n"
	mounts1 = "33 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:16 - cgroup cgroup rw,cpu,cpuacct\n" +
		"34 31 0:30 / /sys/fs/cgroup/memory rw shared:17 - cgroup cgroup rw,memory\n"
	docker1 = "33 31 0:29 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n"
)

func TestCPUQuota(t *testing.T) {
	for _, tc := range []struct {
		name string
		want int // 0 for no quota
		fs   fstest.MapFS
	}{
		{"nothing to read", 0, files()},
		{"v2 without a limit", 0, files("proc/self/cgroup", "0::/a\n", "proc/self/mountinfo", mounts2,
			"sys/fs/cgroup/a/cpu.max", "max 100000\n")},
		{"v2, rounded up", 2, files("proc/self/cgroup", "0::/a\n", "proc/self/mountinfo", mounts2,
			"sys/fs/cgroup/a/cpu.max", "150000 100000\n")},
		{"v2, at least one", 1, files("proc/self/cgroup", "0::/\n", "proc/self/mountinfo", mounts2,
			"sys/fs/cgroup/cpu.max", "1000 100000\n")},
		{"v2, the parent's is less", 3, files("proc/self/cgroup", "0::/a/b/c\n", "proc/self/mountinfo", mounts2,
			"sys/fs/cgroup/a/b/c/cpu.max", "max 100000\n", "sys/fs/cgroup/a/cpu.max", "300000 100000",
			"sys/fs/cgroup/a/b/cpu.max", "800000 100000\n")},
		{"v2 outside of the namespace's root", 4, files("proc/self/cgroup", "0::/../../b\n", "proc/self/mountinfo", mounts2,
			"sys/fs/cgroup/cpu.max", "400000 100000\n")},
		{"v1", 2, files("proc/self/cgroup", "9:memory:/m\n4:cpu,cpuacct:/a\n", "proc/self/mountinfo", mounts1,
			"sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "110000\n", "sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n")},
		{"v1 without a limit", 0, files("proc/self/cgroup", "4:cpu,cpuacct:/a\n", "proc/self/mountinfo", mounts1,
			"sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "-1\n", "sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n")},
		{"v1 in a container", 1, files("proc/self/cgroup", "4:cpu:/docker/abc\n", "proc/self/mountinfo", docker1,
			"sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")},
		{"both, v1 has the controller", 5, files("proc/self/cgroup", "4:cpu,cpuacct:/a\n0::/b\n", "proc/self/mountinfo", mounts1+mounts2,
			"sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_quota_us", "500000\n", "sys/fs/cgroup/cpu,cpuacct/a/cpu.cfs_period_us", "100000\n")},
		{"only the memory controller", 0, files("proc/self/cgroup", "9:memory:/m\n", "proc/self/mountinfo", mounts1)},
		{"a blank in the path", 2, files("proc/self/cgroup", "0::/\n",
			"proc/self/mountinfo", "30 23 0:26 / /my\\040groups rw - cgroup2 none rw\n", "my groups/cpu.max", "200000 100000\n")},
		{"garbage", 0, files("proc/self/cgroup", "0:\n0::/a\n", "proc/self/mountinfo", "x - y\n"+mounts2,
			"sys/fs/cgroup/a/cpu.max", "much\n", "sys/fs/cgroup/cpu.max", "a b\n")},
	} {
		got, ok := cpuQuota(tc.fs)
		assert.Equal(t, tc.want, got, tc.name)
		assert.Equal(t, tc.want > 0, ok, tc.name)
	}
}
