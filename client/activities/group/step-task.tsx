import { inLine } from '#shared/text/in-line.ts'
import { CircleParking, FolderPlus, Shapes } from 'lucide-react'
import { useCallback } from 'react'
import { Operation } from '#shared/workshop/policy.ts'
import { isParked, parkingLot } from '#shared/board/parking-lot.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Note } from '#shared/board/note.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useSceneFact, useSceneList } from '../../panels/host/use-scene.ts'
import { useOfStep, type StepThing } from '../../panels/host/of-step.ts'
import { useForeignAreas } from '../../panels/host/use-tables.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { sortingDrawer } from '../../sorting/sorting-entry.ts'
import { groupWords } from './words.ts'
import './step-task.css'

/** How many groups there are, and the notes that stand alone: each goes into a group without dragging. */
export function GroupTask() {
  const t = useWords(groupWords)
  const { model, shell } = useBoard()
  const isForeign = useForeignAreas()
  const isOfStep = useOfStep()
  const isMeant = useCallback(
    (thing: StepThing) => isOfStep(thing) && !isForeign(thing.area) && !isParked(thing),
    [isOfStep, isForeign],
  )
  const groups = useSceneFact(
    model.scene,
    useCallback(({ clusters }: Scene) => countOf(clusters.values(), isMeant), [isMeant]),
  )
  const alone = useSceneList(
    model.scene,
    useCallback((scene: Scene) => notesAlone(scene, isMeant), [isMeant]),
    isSame,
  )
  const hasLot = useSceneFact(model.scene, ({ areas }) => areas.has(parkingLot))
  const mayPark = useMay(Operation.placeNote) && hasLot
  const mayGather = useMay(Operation.gatherNote)
  return (
    <section className="group-task">
      {mayGather && <p className="group-task__how">{t('how')}</p>}
      <p className="group-task__facts tabular">
        {t('groups', { count: groups })} · {t('alone', { count: alone.length })}
      </p>
      {mayGather && (
        <Button icon={<Shapes />} onClick={() => shell.drawer.set(sortingDrawer)}>
          {t('help')}
        </Button>
      )}
      {alone.length === 0 ? (
        <p className="group-task__how">{t('none')}</p>
      ) : (
        <LongList items={alone} keyOf={({ id }) => id}>
          {({ id, text, tint }) => (
            <div className="group-task__note" data-tint={tint} data-paper="">
              <span>
                <Statement text={text} />
              </span>
              {mayPark && (
                <IconButton
                  label={t('park', { note: inLine(text, nameLength) })}
                  icon={<CircleParking />}
                  isBare
                  onClick={() => model.commands.park([id])}
                />
              )}
              {mayGather && (
                <IconButton
                  label={t('put', { note: inLine(text, nameLength) })}
                  icon={<FolderPlus />}
                  isBare
                  onClick={() => model.ui.regrouping.set([id])}
                />
              )}
            </div>
          )}
        </LongList>
      )}
    </section>
  )
}

/** Letters of a note that name its button. */
const nameLength = 60

type NoteAlone = Pick<Note, 'id' | 'text' | 'tint'>

type Scene = BoardModel['scene']
type IsMeant = (thing: StepThing) => boolean

/** At tables the groups of the own one. */
function countOf(groups: Iterable<{ readonly area: string | null }>, isMeant: IsMeant): number {
  let count = 0
  for (const { area } of groups) if (isMeant({ area })) count += 1
  return count
}

function notesAlone({ notes }: Scene, isMeant: IsMeant): readonly NoteAlone[] {
  const alone = [...notes.values()].filter(
    (note) => note.cluster === null && note.text.trim() !== '' && isMeant(note),
  )
  return inReadingOrder(alone, ({ rect }) => rect)
}

function isSame(a: NoteAlone, b: NoteAlone): boolean {
  return a.id === b.id && a.text === b.text && a.tint === b.tint
}
