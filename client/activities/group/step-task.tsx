import { inLine } from '#shared/text/in-line.ts'
import { FolderInput, Shapes } from 'lucide-react'
import { memo, useCallback } from 'react'
import { Operation } from '#shared/workshop/policy.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Note } from '#shared/board/note.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { groupLabel, notesOfGroup } from '../../panels/host/group-label.ts'
import { useSceneFact, useSceneList } from '../../panels/host/use-scene.ts'
import { useOfStep, type StepThing } from '../../panels/host/of-step.ts'
import { useForeignAreas } from '../../panels/host/written.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { LongList } from '../../panels/ui/long-list.tsx'
import { Statement } from '../../panels/ui/statement.tsx'
import { sortingDrawer } from '../../sorting/sorting-entry.ts'
import './step-task.css'

export const en = {
  how: 'Lay notes that belong together on each other, or tap the folder beside a note.',
  groups_one: '{{count}} group',
  groups_other: '{{count}} groups',
  alone_one: '{{count}} note stands alone',
  alone_other: '{{count}} notes stand alone',
  aloneHeading: 'Still alone',
  put: 'Group “{{note}}”',
  move: 'Move “{{note}}” elsewhere',
  help: 'Sorting help',
  none: 'Every note is in a group.',
}

export const fr = {
  how: 'Posez l’une sur l’autre les notes qui vont ensemble, ou touchez le dossier à droite d’une note.',
  groups_one: '{{count}} groupe',
  groups_other: '{{count}} groupes',
  alone_one: '{{count}} note seule',
  alone_other: '{{count}} notes seules',
  aloneHeading: 'Encore seules',
  put: 'Regrouper « {{note}} »',
  move: 'Déplacer « {{note}} »',
  help: 'Aide au tri',
  none: 'Chaque note est dans un groupe.',
} satisfies typeof en

/** The sentences of the task. */
const groupWords = wordsOf({ en, fr })

/** The notes that stand alone, then the groups with theirs: each note goes into a group without dragging. */
export function GroupTask() {
  const t = useWords(groupWords)
  const { model, shell } = useBoard()
  const isForeign = useForeignAreas()
  const isOfStep = useOfStep()
  const isMeant = useCallback(
    (thing: StepThing) => isOfStep(thing) && !isForeign(thing.area) && !isParked(thing),
    [isOfStep, isForeign],
  )
  const rows = useSceneList(
    model.scene,
    useCallback((scene: Scene) => rowsOf(scene, isMeant), [isMeant]),
    isSame,
  )
  const mayGather = useMay(Operation.gatherNote)
  const groups = rows.filter(({ kind }) => kind === 'group').length
  const alone = rows.filter((row) => row.kind === 'note' && row.group === null).length
  return (
    <section className="group-task stack">
      {mayGather && <p className="group-task__how">{t('how')}</p>}
      <p className="group-task__facts tabular">
        {t('groups', { count: groups })} · {t('alone', { count: alone })}
      </p>
      {mayGather && (
        <Button icon={<Shapes />} onClick={() => shell.drawer.set(sortingDrawer)}>
          {t('help')}
        </Button>
      )}
      {alone === 0 && <p className="group-task__how">{t('none')}</p>}
      <LongList items={rows} keyOf={({ kind, id }) => `${kind} ${id}`}>
        {(row) =>
          row.kind === 'note' ? (
            <NoteRow note={row} mayGather={mayGather} />
          ) : (
            <Heading group={row.kind === 'group' ? row.id : null} count={row.count} />
          )
        }
      </LongList>
    </section>
  )
}

function Heading({ group, count }: { readonly group: string | null; readonly count: number }) {
  const t = useWords(groupWords)
  const { scene } = useBoard().model
  const label = useSceneFact(scene, (all) => (group === null ? t('aloneHeading') : groupLabel(all, group, t)))
  return (
    <h3 className="group-task__heading" dir="auto">
      {label} <span className="tabular">{count}</span>
    </h3>
  )
}

const NoteRow = memo(function NoteRow({
  note: { id, text, tint, group },
  mayGather,
}: {
  readonly note: NoteOfList
  readonly mayGather: boolean
}) {
  const t = useWords(groupWords)
  const { model } = useBoard()
  return (
    <div
      className="group-task__note apart"
      data-tint={tint}
      data-paper=""
      data-in={group !== null || undefined}
    >
      <span>
        <Statement text={text} />
      </span>
      {mayGather && (
        <IconButton
          label={t(group === null ? 'put' : 'move', { note: inLine(text, nameLength) })}
          icon={<FolderInput />}
          isBare
          onClick={() => model.ui.regrouping.set([id])}
        />
      )}
    </div>
  )
})

/** Letters of a note that name its button. */
const nameLength = 60

type NoteOfList = Pick<Note, 'id' | 'text' | 'tint'> & {
  readonly kind: 'note'
  readonly group: string | null
}
type Row = NoteOfList | { readonly kind: 'group' | 'alone'; readonly id: string; readonly count: number }

type Scene = BoardModel['scene']
type IsMeant = (thing: StepThing) => boolean

/** At tables those of the own one. */
function rowsOf(scene: Scene, isMeant: IsMeant): readonly Row[] {
  const ofGroup = (notes: readonly Note[], group: string | null) =>
    notes
      .filter(({ text }) => text.trim() !== '')
      .map(({ id, text, tint }): Row => ({ kind: 'note', id, text, tint, group }))
  const alone = ofGroup(
    inReadingOrder(
      [...scene.notes.values()].filter((note) => note.cluster === null && isMeant(note)),
      ({ rect }) => rect,
    ),
    null,
  )
  const groups = inReadingOrder(
    [...scene.clusters.values()].filter(({ area }) => isMeant({ area })),
    ({ rect }) => rect,
  )
  return [
    ...(alone.length > 0 ? [{ kind: 'alone', id: '', count: alone.length } as const, ...alone] : []),
    ...groups.flatMap(({ id, members }) => [
      { kind: 'group', id, count: members.length } as const,
      ...ofGroup(notesOfGroup(scene, id), id),
    ]),
  ]
}

function isSame(a: Row, b: Row): boolean {
  if (a.kind !== 'note' || b.kind !== 'note')
    return a.kind === b.kind && a.id === b.id && 'count' in a && 'count' in b && a.count === b.count
  return a.id === b.id && a.text === b.text && a.tint === b.tint && a.group === b.group
}
