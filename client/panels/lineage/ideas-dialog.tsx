import { inLine } from '#shared/text/in-line.ts'
import { LocateFixed } from 'lucide-react'
import { useMemo } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { Card } from '../host/card.tsx'
import { useSceneFact } from '../host/use-scene.ts'
import { IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { lineageOf, type Lineage } from '#shared/statements/lineage.ts'
import { fatesOf, reachOf, type Fate } from './fate.ts'
import { showNote } from './lineage-list.tsx'
import { useLineageBoard } from '../host/use-lineage.ts'
import { useOwnIdeas } from '../host/use-own-ideas.ts'
import { lineageWords } from './words.ts'
import './lineage.css'

/** The fate of this person's ideas, as far as this browser knows. */
export function IdeasDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(lineageWords)
  const { model, shell } = useBoard()
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
              {fate.note !== null && (
                <IconButton
                  label={t('show')}
                  icon={<LocateFixed />}
                  side="left"
                  onClick={() => {
                    onClose()
                    showNote(model, shell, fate.note ?? '')
                  }}
                />
              )}
            </Card>
          </li>
        ))}
      </ul>
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
      group: inLine(scene.clusters.get(cluster)?.title || t('common.untitledCluster'), nameLetters),
    })
  }
  const reach = lineage && note !== null ? reachOf(lineage, note) : null
  return [place(), ...(reach === null ? [] : [t(`reach.${reach}`)])]
}
