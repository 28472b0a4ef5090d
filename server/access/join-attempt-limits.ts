/**
 * How many wrong secrets and codes may come by one line to the internet within a minute. Wrong ones alone are counted: 300
 * people behind one address join without being counted.
 */
export interface JoinAttemptLimits {
  /** Too many wrong ones have come. */
  readonly isOver: (line: string) => boolean
  readonly failed: (line: string) => void
  /**
   * What a guess opens; undefined, and counted, for a wrong one. No more are looked up at once than may still be wrong: the
   * others wait for those, so that a crowd comes in with its right code, and wrong ones that are sent all at once are not
   * all tried. 'too many', without having looked, when that is over.
   */
  readonly inTurn: <Opened>(
    line: string,
    look: () => Promise<Opened | undefined>,
  ) => Promise<Opened | undefined | 'too many'>
}

interface Line {
  wrong: number
  /** Until when the wrong ones count. */
  until: number
  pending: number
  readonly waiting: (() => void)[]
}

const windowMs = 60_000
/** So many are kept before those that count no more are looked for. Taste. */
const keptAtLeast = 1_000

/** A network may guess as often as so many of its lines: on a campus many people mistype, an attacker has all 65,536. Taste. */
const linesOfNetwork = 10

/**
 * Counted by line and, together, by the network that a line is part of: who changes lines gets no further than that lets them.
 * `now` in milliseconds of a clock that never goes back.
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
      // The line first: whoever waits for their own line keeps nobody of their network waiting.
      return lines.inTurn<Opened | 'too many'>(line, async () =>
        network === undefined ? look() : networks.inTurn(network, look),
      )
    },
  }
}

/** The /48 of a line of IPv6, which one subscriber may have (RFC 6177); lines of IPv4 are had one by one. */
function networkOf(line: string): string | undefined {
  const groups = line.split(':')
  return groups.length === 4 ? groups.slice(0, 3).join(':') : undefined
}

function limitsByName(perMinute: number, now: () => number): JoinAttemptLimits {
  const lines = new Map<string, Line>()
  let lookAt = keptAtLeast

  /** Those of which a new one would be the same; looking through them all costs, so it is done when there are many more. */
  function forget(at: number): void {
    if (lines.size < lookAt) return
    for (const [name, { until, pending, waiting }] of lines) {
      if (until <= at && pending === 0 && waiting.length === 0) lines.delete(name)
    }
    lookAt = Math.max(keptAtLeast, 2 * lines.size)
  }

  function lineOf(name: string): Line {
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
    const line = lineOf(name)
    if (line.wrong === 0) line.until = now() + windowMs
    line.wrong += 1
  }

  return {
    isOver,
    failed,
    inTurn: async (name, look) => {
      const line = lineOf(name)
      while (line.wrong < perMinute && line.wrong + line.pending >= perMinute) {
        await new Promise<void>((resolve) => line.waiting.push(resolve))
      }
      if (lineOf(name).wrong >= perMinute) return 'too many'
      line.pending += 1
      try {
        const opened = await look()
        if (opened === undefined) failed(name)
        return opened
      } finally {
        line.pending -= 1
        const waiting = line.waiting.splice(0)
        for (const goOn of waiting) goOn()
        // Of whoever never guesses wrong nothing is kept.
        if (line.wrong === 0 && line.pending === 0 && waiting.length === 0) lines.delete(name)
      }
    },
  }
}
