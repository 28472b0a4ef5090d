interface MovableClock {
  /** Milliseconds ahead of the real time. */
  ahead: number
}

const place = globalThis as { movableClock?: MovableClock }

/**
 * The clock of unit tests. Libraries that keep `Date.now` as it was when they were loaded keep this one, whichever file
 * loads them first.
 */
export const movableClock: MovableClock = (place.movableClock ??= install())

function install(): MovableClock {
  const real = Date.now.bind(Date)
  const clock = { ahead: 0 }
  Date.now = () => real() + clock.ahead
  return clock
}
