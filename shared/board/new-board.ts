import * as Y from 'yjs'
import type { Answers, Template } from '../agenda/template.ts'
import { writeNewAgenda } from './agenda.ts'
import { schemaVersion, writeMeta, type Language } from './document.ts'

/** The template is checked, and its answers are complete. */
export interface NewAgenda {
  readonly template: Template
  readonly answers: Answers
}

/** The first update of a new board without notes. */
export function newBoardUpdate(
  board: { readonly title: string; readonly language: Language; readonly isRehearsal?: true },
  agenda?: NewAgenda,
): Uint8Array {
  const doc = new Y.Doc()
  if (agenda) writeNewAgenda(doc, agenda.template, agenda.answers)
  writeMeta(doc, { schema: schemaVersion, ...board })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
