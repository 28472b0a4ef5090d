import { useCallback, useId, useLayoutEffect, useRef, useState } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Cluster } from '#shared/board/cluster.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { clusterTitleLimit } from '#shared/board/limits.ts'
import { AudienceBadge } from '../../panels/host/audience.tsx'
import { useBegun } from '../../panels/host/use-begun.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { groupLabel } from '../../panels/host/group-label.ts'
import { GroupNotes } from '../../panels/host/group-notes.tsx'
import { useSceneFact, useSceneList } from '../../panels/host/use-scene.ts'
import { useOfStep, type StepThing } from '../../panels/host/of-step.ts'
import { useForeignAreas } from '../../panels/host/written.ts'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { isComposing } from '../../tools/input/composing.ts'
import './step-task.css'

export const en = {
  named: '{{count}} of {{total}} named',
  title_one: 'Title of the group {{group}}, {{count}} note',
  title_other: 'Title of the group {{group}}, {{count}} notes',
  placeholder: 'What do these notes want?',
  none: 'There are no groups yet. Go back to group the notes first.',
  noneYet: 'There are no groups yet.',
}

export const fr = {
  named: 'Nommés : {{count}} sur {{total}}',
  title_one: 'Titre du groupe {{group}}, {{count}} note',
  title_other: 'Titre du groupe {{group}}, {{count}} notes',
  placeholder: 'Que veulent ces notes ?',
  none: 'Il n’y a pas encore de groupe. Revenez en arrière pour regrouper les notes.',
  noneYet: 'Il n’y a pas encore de groupe.',
} satisfies typeof en

/** The sentences of the task. */
const nameWords = wordsOf({ en, fr })

/** The groups in the order of the board, each with the field for its sentence. */
export function NameTask({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(nameWords)
  const { model } = useBoard()
  const isForeign = useForeignAreas()
  const isOfStep = useOfStep()
  const groups = useSceneList(
    model.scene,
    useCallback(
      (scene: Scene) => groupsInOrder(scene, (group) => isOfStep(group) && !isForeign(group.area)),
      [isOfStep, isForeign],
    ),
    isSame,
  )
  const mayGather = useMay(Operation.addCluster)
  if (groups.length === 0) return <p className="name-task__facts">{t(mayGather ? 'none' : 'noneYet')}</p>
  const named = groups.filter(({ title }) => title.trim() !== '').length
  return (
    <section className="name-task">
      <p className="name-task__facts tabular">{t('named', { count: named, total: groups.length })}</p>
      <ul className="name-task__list">
        {groups.map((group) => (
          <li key={group.id}>
            <Title path={path} group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The words are written when the person leaves the field or presses Enter: others then see a whole sentence. */
function Title({
  path,
  group: { id, title, members, tint },
}: {
  readonly path: StepPath
  readonly group: NamedGroup
}) {
  const t = useWords(nameWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const mayChange = useMay(Operation.changeCluster, id)
  const badge = useId()
  /** The words while the person is in the field, and those that a page lost before they were written. */
  const {
    begun,
    write: keep,
    clear,
  } = useBegun({ step: path, name: `group:${id}`, audience: Audience.openSigned })
  const [isIn, setIsIn] = useState(false)
  const typed = isIn || begun.text !== '' ? begun.text : null
  const write = () => {
    const words = typed?.trim() ?? title
    if (words !== title) model.commands.writeClusterTitle(id, words)
    // Written words are no begun ones: nobody waits for them, and they are not offered again as unseen.
    setIsIn(false)
    clear()
  }
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => autoGrow(field.current))
  const label = useSceneFact(model.scene, (scene) => groupLabel(scene, id, t))
  return (
    <div className="name-task__group" data-tint={tint}>
      <textarea
        ref={field}
        rows={1}
        aria-label={t('title', { count: members.length, group: label })}
        placeholder={t('placeholder')}
        dir="auto"
        lang={language}
        autoComplete="off"
        maxLength={clusterTitleLimit}
        value={typed ?? title}
        readOnly={!mayChange}
        aria-describedby={badge}
        onChange={(event) => {
          setIsIn(true)
          keep({ text: event.target.value })
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return
          event.preventDefault()
          write()
        }}
        onBlur={write}
      />
      {mayChange && <AudienceBadge id={badge} audience={Audience.openSigned} />}
      <GroupNotes group={id} />
    </div>
  )
}

type NamedGroup = Pick<Cluster, 'id' | 'title' | 'tint'> & { readonly members: readonly string[] }

type Scene = BoardModel['scene']

/** At tables those of the own one. */
function groupsInOrder({ clusters }: Scene, isMeant: (group: StepThing) => boolean): readonly NamedGroup[] {
  const groups = [...clusters.values()].filter(({ area }) => isMeant({ area }))
  return inReadingOrder(groups, ({ rect }) => rect)
}

function isSame(a: NamedGroup, b: NamedGroup): boolean {
  return a.id === b.id && a.title === b.title && a.members.length === b.members.length
}
