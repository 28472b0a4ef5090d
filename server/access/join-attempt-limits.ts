/**
 * Limits the wrong secrets and codes from one line to the internet in a minute. Right ones are not counted:
 * 300 people behind one address join freely.
 */
export interface JoinAttemptLimits {
  /** True when there were too many wrong attempts. */
  readonly isOver: (line: string) => boolean
  readonly failed: (line: string) => void
  /**
   * Looks an attempt up. Undefined, and counted, for a wrong one. 'too many', and nothing looked up, when the
   * limit is reached. Only as many attempts are looked up at once as may still be wrong; the others wait. So
   * a crowd joins with its right code, and many wrong attempts sent together are not all tried.
   */
  readonly inTurn: <Opened>(
    line: string,
    look: () => Promise<Opened | undefined>,
  ) => Promise<Opened | undefined | 'too many'>
}

interface Attempts {
  wrong: number
  /** When the wrong attempts no longer count. */
  until: number
  pending: number
  readonly waiting: (() => void)[]
}

const windowMs = 60_000
/** Lines kept before expired ones are removed. Not measured. */
const minKept = 1_000

/**
 * A network may fail as often as so many lines. On a campus many people mistype; an attacker may have all
 * 65,536 lines of a network. Not measured.
 */
const linesOfNetwork = 10

/**
 * Counts attempts by line, and by the network that the line is part of, so that changing lines does not help.
 * `now`: milliseconds of a clock that never goes back.
 */
export function joinAttemptLimits(perMinute: number, now: () => number): JoinAttemptLimits {
  const lines = limitsByName(perMinute, now)
  const networks = limitsByName(perMinute * linesOfNetwork, now)
  return {
    isOver: (line) => {
      const network = networkOf(line)
      return lines.isOver(line) || (network !== undefined && networks.isOver(network))
    },
    failed: (line) => {
      const network = networkOf(line)
      lines.failed(line)
      if (network !== undefined) networks.failed(network)
    },
    inTurn: async <Opened>(line: string, look: () => Promise<Opened | undefined>) => {
      const network = networkOf(line)
      // The line first: a person who waits for their own line keeps nobody of the network waiting.
      return lines.inTurn<Opened | 'too many'>(line, async () =>
        network === undefined ? look() : networks.inTurn(network, look),
      )
    },
  }
}

/** The /48 of an IPv6 line, which one subscriber may have (RFC 6177). IPv4 addresses have no such network. */
function networkOf(line: string): string | undefined {
  const groups = line.split(':')
  return groups.length === 4 ? groups.slice(0, 3).join(':') : undefined
}

function limitsByName(perMinute: number, now: () => number): JoinAttemptLimits {
  const lines = new Map<string, Attempts>()
  let cleanAt = minKept

  /**
   * Removes lines that a new entry would equal. It is a pass over all, so it runs when there are many more.
   */
  function forget(at: number): void {
    if (lines.size < cleanAt) return
    for (const [name, { until, pending, waiting }] of lines) {
      if (until <= at && pending === 0 && waiting.length === 0) lines.delete(name)
    }
    cleanAt = Math.max(minKept, 2 * lines.size)
  }

  function attemptsOf(name: string): Attempts {
    const at = now()
    let line = lines.get(name)
    if (!line) {
      forget(at)
      line = { wrong: 0, until: 0, pending: 0, waiting: [] }
      lines.set(name, line)
    }
    if (line.until <= at) line.wrong = 0
    return line
  }

  function isOver(name: string): boolean {
    const line = lines.get(name)
    return line !== undefined && line.until > now() && line.wrong >= perMinute
  }

  function failed(name: string): void {
    const line = attemptsOf(name)
    if (line.wrong === 0) line.until = now() + windowMs
    line.wrong += 1
  }

  return {
    isOver,
    failed,
    inTurn: async (name, look) => {
      const line = attemptsOf(name)
      while (line.wrong < perMinute && line.wrong + line.pending >= perMinute) {
        await new Promise<void>((resolve) => line.waiting.push(resolve))
      }
      if (attemptsOf(name).wrong >= perMinute) return 'too many'
      line.pending += 1
      try {
        const opened = await look()
        if (opened === undefined) failed(name)
        return opened
      } finally {
        line.pending -= 1
        const waiting = line.waiting.splice(0)
        for (const goOn of waiting) goOn()
        // Nothing is kept of people who never fail.
        if (line.wrong === 0 && line.pending === 0 && waiting.length === 0) lines.delete(name)
      }
    },
  }
}
