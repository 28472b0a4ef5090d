import type * as Y from 'yjs'
import { metaRoot, readMeta, schemaVersion } from './document.ts'

/**
 * Brings a board document from the version before to `to`. All migrations run in one transaction of the
 * server.
 */
export interface Migration {
  readonly to: number
  readonly run: (doc: Y.Doc) => void
}

/**
 * One for every version after the first, in order. A new one raises `schemaVersion` and `wireVersion`, so
 * that older pages load again. Their offline changes arrive later in the older form, so readers must accept
 * both forms. Servers of two versions may share a database: the release before knows the new form already, and writes it
 * nowhere. The same is true of drafts: desks have no `meta` and no migration. A new root whose
 * entries the server alone adds needs no version.
 */
export const migrations: readonly Migration[] = []

/** True for a board of an older version: `migrateBoard` must run before anybody sees it. */
export function isOfOlderVersion(doc: Y.Doc): boolean {
  return readMeta(doc).schema < schemaVersion
}

/** True for a board of a newer version. It can be read and exported, and nobody may write to it. */
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
