// Loaded with --import: writes CPU time and wall time (ms) and peak memory (MB) of the whole process, start-up included, to the file named in
// USAGE_FILE.
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpu: (user + system) / 1000, wall: performance.now(), memory: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(process.env.USAGE_FILE, JSON.stringify(usage));
});
