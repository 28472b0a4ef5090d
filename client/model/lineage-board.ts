import type * as Y from 'yjs'
import { adoptionsOf } from '#shared/board/adoptions.ts'
import { clustersOf } from '#shared/board/cluster.ts'
import { notesOf } from '#shared/board/note.ts'
import { statementsOf } from '#shared/board/statements.ts'
import { versionsOf } from '#shared/board/versions.ts'
import type { LineageBoard } from '#shared/statements/lineage.ts'

/** The board as it is now, for what its sentences grew from. */
export function lineageBoardOf(doc: Y.Doc): LineageBoard {
  return {
    notes: notesOf(doc),
    clusters: clustersOf(doc),
    statements: statementsOf(doc),
    versions: versionsOf(doc),
    adoptions: adoptionsOf(doc),
  }
}
