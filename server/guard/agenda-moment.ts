import type * as Y from 'yjs'
import type { AgendaMoment } from '#shared/activities/steps-over.ts'
import { readAgendaNow, readMoveBefore, readTemplate } from '#shared/board/agenda.ts'

/** `time`: milliseconds since 1970 by the clock of the agenda. */
export function agendaMomentOf(doc: Y.Doc, time: number): AgendaMoment | undefined {
  const now = readAgendaNow(doc)
  if (!now) return undefined
  return { now, template: readTemplate(doc), left: readMoveBefore(doc)?.now.step ?? null, time }
}
