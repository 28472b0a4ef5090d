import { addNote } from '#shared/board/note.ts'
import { moveTo } from './agendas.ts'
import type { Voter } from './socket-voters.ts'

/** Leads to the step `write/write` and adds a note for each text, n0 the first. All are on disk then. */
export async function writeSentences(fay: Voter, texts: readonly string[]): Promise<void> {
  await moveTo(fay, 'write/write')
  for (const [index, text] of texts.entries())
    addNote(fay.client.doc, {
      id: `n${index}`,
      x: index * 220,
      y: 0,
      author: null,
      created: index,
      text,
      step: 'write/write',
      field: 'all',
    })
  await fay.client.allSaved()
}
