import type * as Y from 'yjs'
import { sharedWriting, WritingMode, type Writing } from '../workshop/writing.ts'
import { metaRoot } from './document.ts'

/** Reads `meta.writing`. On a board without it people write together. */
export function readWriting(doc: Y.Doc): Writing {
  const entry = metaRoot(doc).get('writing')
  if (typeof entry !== 'object' || entry === null) return sharedWriting
  const { mode, since, wrote, of, revealed } = entry as Record<string, unknown>
  return {
    mode: mode === WritingMode.private ? WritingMode.private : WritingMode.shared,
    since: numberOr0(since),
    wrote: wrote === null ? null : numberOr0(wrote),
    of: numberOr0(of),
    revealed: typeof revealed === 'string' ? revealed : null,
  }
}

/** Server only: participants cannot write meta. */
export function writeWriting(doc: Y.Doc, writing: Writing): void {
  doc.transact(() => metaRoot(doc).set('writing', { ...writing }))
}

function numberOr0(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
