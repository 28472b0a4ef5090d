import { arranged, fitting } from '#shared/imports/arranged.ts'
import { notesOfExcalidraw } from '#shared/imports/excalidraw.ts'
import { importBytes, jsonOf } from '#shared/imports/imported.ts'
import { notesOfTldraw } from '#shared/imports/tldraw.ts'
import type { CopiedBoard } from '../../model/document/copied-board.ts'

/** The words of a drawing that Excalidraw or tldraw has copied, as notes to paste; undefined when there are none. */
export function notesOfDrawing({
  html,
  text,
}: Readonly<Record<'html' | 'text', string>>): CopiedBoard | undefined {
  if (html.length + text.length > importBytes) return undefined
  const found = notesOfTldraw(html) ?? notesOfTldraw(text) ?? notesOfExcalidraw(jsonOf(text))
  if (!found || found.notes.length === 0) return undefined
  const { notes, groups, left } = fitting(found)
  const more = left.flatMap((each) => (each.kind === 'tooMany' ? [each.count] : []))
  return { ...arranged({ notes, groups }), ...(more[0] !== undefined && { left: more[0] }) }
}
