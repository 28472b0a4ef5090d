import type * as Y from 'yjs'
import { metaRoot, readMeta, schemaVersion } from './document.ts'

/** Brings a board document of the version before to `to`; runs in one transaction with the others, as the server. */
export interface Migration {
  readonly to: number
  readonly run: (doc: Y.Doc) => void
}

/**
 * One for every version after the first, in order. A new one raises `schemaVersion`, and `wireVersion` with it, so that
 * pages of before are told to load again; what they wrote offline comes later in the older form, and readers must bear
 * that. So must they with drafts: desks have no `meta` and stay as they are.
 */
export const migrations: readonly Migration[] = []

/** Written by an older version than this one: `migrateBoard` before anybody sees it. */
export function isOfOlderVersion(doc: Y.Doc): boolean {
  return readMeta(doc).schema < schemaVersion
}

/** Written by a version that this one does not know: to be read and exported, and never to be written to. */
export function isOfNewerVersion(doc: Y.Doc): boolean {
  return readMeta(doc).schema > schemaVersion
}

/** Server only: participants cannot write meta. */
export function migrateBoard(doc: Y.Doc, steps: readonly Migration[] = migrations): void {
  doc.transact(() => {
    const { schema } = readMeta(doc)
    for (const { to, run } of steps) if (to > schema) run(doc)
    metaRoot(doc).set('schema', schemaVersion)
  })
}
