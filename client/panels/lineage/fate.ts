import { heirsOf } from '#shared/board/lineage.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { adoptedId, ahead, type Lineage } from '#shared/statements/lineage.ts'
import type { OwnIdea } from '../../model/memory/own-ideas.ts'
import type { Scene } from '../../model/document/scene.ts'

/** The fate of an idea. */
export interface Fate {
  readonly text: string
  /** The note to look at: the idea itself, or else the note that has its words now. Null: none is on the board. */
  readonly note: string | null
  /** The idea stands in this note, which is another one. */
  readonly isMerged: boolean
  readonly isParked: boolean
  /** The group in which it lies. */
  readonly cluster: string | null
}

/** How far what grew from a note has come: into a sentence that people write together, or into the adopted one. */
export function reachOf(lineage: Lineage, note: string): 'purpose' | 'statement' | null {
  const after = ahead(lineage, [note])
  if (after.has(adoptedId)) return 'purpose'
  return [...after].some((id) => lineage.get(id)?.column === 'version') ? 'statement' : null
}

/** The fates of the ideas that were on the board, the newest first. */
export function fatesOf(ideas: readonly OwnIdea[], { notes }: Pick<Scene, 'notes'>): readonly Fate[] {
  return ideas.toReversed().flatMap(({ text, note: id }) => {
    if (id === null) return []
    const heirs = heirsOf(notes, id)
    const own = notes.get(id)
    const shown = own ?? notes.get(heirs[0] ?? '')
    return [
      {
        text: own?.text.trim() || text,
        note: shown?.id ?? null,
        isMerged: !own && shown !== undefined,
        isParked: shown ? isParked(shown) : false,
        cluster: shown?.cluster ?? null,
      },
    ]
  })
}
