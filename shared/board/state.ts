import type * as Y from 'yjs'
import type { BoardState } from '../workshop/policy.ts'
import { agendaStateOf } from '../agenda/agenda.ts'
import { readAgendaNow } from './agenda.ts'
import { hasSecretAsking } from './activities.ts'
import { readMeta } from './document.ts'
import { isOfNewerVersion } from './migrate.ts'
import { hasSecretVote } from './round.ts'
import { readRights } from './rights.ts'
import { readWriting } from './writing.ts'

/** The part of this document that decides rights. */
export function boardStateOf(doc: Y.Doc): BoardState {
  return {
    writing: readWriting(doc).mode,
    rights: readRights(doc),
    isOfNewerVersion: isOfNewerVersion(doc),
    hasSecretVote: hasSecretVote(doc) || hasSecretAsking(doc),
    ...agendaStateOf(readAgendaNow(doc)),
    ...(readMeta(doc).isRehearsal && { isRehearsal: true }),
  }
}
