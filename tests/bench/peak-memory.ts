import { readFileSync } from 'node:fs'

/**
 * The most memory this process has had resident so far, bytes. Not `resourceUsage().maxRSS`: Linux counts into that what the
 * process that started this one had at that time.
 */
export function peakMemory(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
