import { swap } from '#shared/activities/test/swap-asking.ts'
import { announcerOf, askingAnnouncers } from '../panels/asking/asking-parts.ts'
import type { Announcer } from '../panels/host/feature.ts'
import { announceConsent as consent } from './consent/announce-consent.ts'
import { announceQuestions as read } from './read/announce-questions.ts'
import { announceStatements as rewrite } from './rewrite/announce-statements.ts'
import { announceTurns as turns } from './turns/announce-turns.ts'
import { announceVote as vote } from './vote/announce-vote.ts'
import { announceWriting as write } from './write/announce-writing.ts'

/** The activities that speak for screen readers, by name. One line adds one. */
const written = {
  consent,
  read,
  rewrite,
  test: announcerOf(swap),
  turns,
  vote,
  write,
}

export const announcers: Readonly<Record<string, Announcer>> = { ...written, ...askingAnnouncers() }
