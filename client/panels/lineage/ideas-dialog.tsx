import { heirsOf } from '#shared/board/lineage.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { inLine } from '#shared/text/in-line.ts'
import { useMemo } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Scene } from '../../model/document/scene.ts'
import type { OwnIdea } from '../../model/memory/own-ideas.ts'
import { useBoard } from '../host/board-context.tsx'
import { Card } from '../host/card.tsx'
import { groupLabel } from '../host/group-label.ts'
import { useSceneFact } from '../host/use-scene.ts'
import { Dialog } from '../ui/dialog.tsx'
import { lineageOf, type Lineage, adoptedId, ahead } from '#shared/statements/lineage.ts'
import { ShowOnBoard } from './lineage-list.tsx'
import { useLineageBoard } from '../host/use-origin.ts'
import { useOwnIdeas } from '../host/own-ideas.ts'
import { LentReasons } from '../host/lent-reasons.tsx'
import { lineageWords } from './words.ts'
import './lineage.css'

/** The fate of this person's ideas, as far as this browser knows. */
export function IdeasDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(lineageWords)
  const { model } = useBoard()
  const ideas = useOwnIdeas()
  // As one text, so that the list is drawn again only when it changes.
  const read = useSceneFact(model.scene, (scene) => JSON.stringify(fatesOf(ideas, scene)))
  const board = useLineageBoard()
  const lineage = useMemo(() => board && lineageOf(board), [board])
  const fates = JSON.parse(read) as readonly Fate[]
  const signed = useSceneFact(
    model.scene,
    ({ notes }) => fates.filter(({ note }) => notes.get(note ?? '')?.author === model.me.get().id).length,
  )
  return (
    <Dialog title={t('ideas')} onClose={onClose} isText>
      {signed < fates.length && (
        <p className="field__hint">{signed === 0 ? t('private') : t('privateOthers', { count: signed })}</p>
      )}
      {fates.length === 0 && <p>{t('noIdeas')}</p>}
      <ul className="lineage">
        {fates.map((fate, index) => (
          <li key={index}>
            <Card
              id={fate.note ?? ''}
              text={fate.text}
              note={model.scene.notes.get(fate.note ?? '')}
              facts={factsOf(fate, { scene: model.scene, lineage, t })}
              onFile={onClose}
            >
              {fate.note !== null && <ShowOnBoard id={fate.note} onClose={onClose} />}
            </Card>
          </li>
        ))}
      </ul>
      <LentReasons />
    </Dialog>
  )
}

/** Letters of a note or group that tell which one it is. Not measured. */
const nameLetters = 60

interface FateBoard {
  readonly scene: BoardModel['scene']
  /** Null until it is read. */
  readonly lineage: Lineage | null
  readonly t: typeof lineageWords.t
}

function factsOf(
  { note, isMerged, isParked, cluster }: Fate,
  { scene, lineage, t }: FateBoard,
): readonly string[] {
  const place = () => {
    if (note === null) return t('left')
    if (isMerged) return t('merged', { note: inLine(scene.notes.get(note)?.text ?? '', nameLetters) })
    if (isParked) return t('parked')
    if (cluster === null) return t('onBoard')
    return t('inGroup', {
      group: inLine(groupLabel(scene, cluster, t), nameLetters),
    })
  }
  const reach = lineage && note !== null ? reachOf(lineage, note) : null
  return [place(), ...(reach === null ? [] : [t(`reach.${reach}`)])]
}

/** The fate of an idea. */
interface Fate {
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
