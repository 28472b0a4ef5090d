import type { BeatPace } from '#server/basics/steady-beat.ts'

/** Figures of the test's server change soon, so that tests of other things need not wait for them. */
export const quickPace: BeatPace = { everyMs: 100, jitterMs: 50 }
