import type { ClientActivity } from '../panels/host/feature.ts'

// The client's part of every activity, by its name. One line adds one.
export { vote } from './vote/vote-activity.tsx'
export { write } from './write/write-activity.tsx'
export { consent } from './consent/consent-activity.ts'

/** The end of the day: the next date, what one has committed to, and the parking lot. */
export const close: ClientActivity = { name: 'close' }

/** People answer some questions alone, also days before the workshop. */
export const form: ClientActivity = { name: 'form' }

/** Each principle in each area of work: what begins, what stops. */
export const grid: ClientActivity = { name: 'grid', stageKind: 'gallery' }

/** People put notes that belong together into groups. */
export const group: ClientActivity = { name: 'group', stageKind: 'board' }

/** Everyone for whom the team’s work changes something, on three rings, and what they need. */
export const map: ClientActivity = { name: 'map', stageKind: 'gallery' }

/** People find a sentence for each group. */
export const name: ClientActivity = { name: 'name', stageKind: 'gallery' }

/** Everybody builds on a text that another person wrote in private. */
export const pass: ClientActivity = { name: 'pass' }

/** How people will work on their purpose: written alone, then together, then four to seven are kept. */
export const principles: ClientActivity = { name: 'principles' }

/** People read in silence, ask to understand, and merge notes that say the same thing. */
export const read: ClientActivity = { name: 'read', stageKind: 'gallery' }

/** Everybody watches the notes of private writing appear at once. */
export const reveal: ClientActivity = {
  name: 'reveal',
  stageKind: 'gallery',
  isTaskAboveNotes: () => true,
}

/** People rewrite a few statements together, and keep versions of them. */
export const rewrite: ClientActivity = { name: 'rewrite', stageKind: 'gallery' }

/** People listen and speak, about sentences that they have before them. Breaks, too. */
export const talk: ClientActivity = { name: 'talk', isTaskAboveNotes: ({ input }) => !input?.length }

/** One person after the other speaks; all others note a word worth keeping. */
export const turns: ClientActivity = { name: 'turns' }

/** A sentence is put to the test: under other names, by its opposite, or in words. */
export const test: ClientActivity = { name: 'test' }
