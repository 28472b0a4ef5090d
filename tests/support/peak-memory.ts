import { existsSync, readFileSync } from 'node:fs'

/**
 * The most memory this process has had resident so far, bytes. Not `resourceUsage().maxRSS`: Linux counts into that what the
 * process that started this one had at that time.
 */
export function peakMemory(): number {
  const status = '/proc/self/status'
  if (!existsSync(status)) return process.resourceUsage().maxRSS * 1_024
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}
