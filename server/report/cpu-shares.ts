/** After so long, half of what somebody has used is forgotten. Not measured. */
const halfLifeMs = 5 * 60_000
/** More than use files in that time. Not measured. */
const maxRemembered = 4_096

/** Recent use of the processor by lines and boards: the one that has used less goes first. */
export class CpuShares {
  readonly #now: () => number
  readonly #used = new Map<string, { readonly cpuMs: number; readonly at: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  add(name: string, cpuMs: number): void {
    const sum = this.of(name) + cpuMs
    this.#used.delete(name)
    this.#used.set(name, { cpuMs: sum, at: this.#now() })
    for (const [oldest] of this.#used) {
      if (this.#used.size <= maxRemembered) break
      this.#used.delete(oldest)
    }
  }

  of(name: string): number {
    const known = this.#used.get(name)
    return known ? known.cpuMs * 2 ** ((known.at - this.#now()) / halfLifeMs) : 0
  }
}
