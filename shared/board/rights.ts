import type * as Y from 'yjs'
import { openRights, Scope, type Rights } from '../workshop/rights.ts'
import { clustersRoot, locksRoot, metaRoot, notesRoot } from './document.ts'

/** Reads `meta.rights`. A board without it has the object `openRights` itself. */
export function readRights(doc: Y.Doc): Rights {
  const entry = metaRoot(doc).get('rights')
  if (typeof entry !== 'object' || entry === null) return openRights
  const { isLocked, participantsMove, participantsWrite, participantsCluster } = entry as Record<
    string,
    unknown
  >
  return {
    isLocked: isLocked === true,
    participantsMove: participantsMove === Scope.own ? Scope.own : Scope.all,
    participantsWrite: participantsWrite === Scope.own ? Scope.own : Scope.all,
    participantsCluster: participantsCluster !== false,
  }
}

/** Server only: participants cannot write meta. Other fields of the change are left out. */
export function writeRights(doc: Y.Doc, change: Partial<Rights>): void {
  const rights = { ...readRights(doc), ...change }
  const { isLocked, participantsMove, participantsWrite, participantsCluster } = rights
  const entry = { isLocked, participantsMove, participantsWrite, participantsCluster }
  doc.transact(() => metaRoot(doc).set('rights', entry))
}

/** Notes and clusters that nobody may change. A cluster's lock also covers its notes. */
export function lockedOf(doc: Y.Doc): ReadonlySet<string> {
  return new Set(locksRoot(doc).keys())
}

/** Server only: locks exactly these. */
export function replaceLocks(doc: Y.Doc, ids: readonly string[]): void {
  const kept = new Set(ids)
  doc.transact(() => {
    setLocked(
      doc,
      [...locksRoot(doc).keys()].filter((id) => !kept.has(id)),
      false,
    )
    setLocked(doc, ids, true)
  })
}

/** Server only: participants cannot write locks. Ids that are not on the board stay unlocked. */
export function setLocked(doc: Y.Doc, ids: readonly string[], isLocked: boolean): void {
  doc.transact(() => {
    const locks = locksRoot(doc)
    for (const id of ids) {
      if (!isLocked) locks.delete(id)
      else if (!locks.has(id) && (notesRoot(doc).has(id) || clustersRoot(doc).has(id))) locks.set(id, true)
    }
  })
}
