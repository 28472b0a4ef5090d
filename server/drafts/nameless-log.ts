import type { RelayLog } from '../contracts/log.ts'
import { draftKeyOf } from './draft-log.ts'

/** A log without participants: the log must not show when somebody writes drafts. */
export function withoutNames(log: RelayLog): RelayLog {
  const nameless = (facts: object): object =>
    'board' in facts && typeof facts.board === 'string'
      ? { ...facts, board: draftKeyOf(facts.board).board, document: 'desk' }
      : facts
  return {
    info: (facts, message) => log.info(nameless(facts), message),
    warn: (facts, message) => log.warn(nameless(facts), message),
    error: (facts, message) => log.error(nameless(facts), message),
  }
}
