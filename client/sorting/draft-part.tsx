import { inBrief } from '#shared/board/brief.ts'
import { useId, useRef, useState } from 'react'
import { newId } from '#shared/board/note.ts'
import type { Draft, DraftGroup } from '#shared/sorting/draft-groups.ts'
import { useWords } from '../i18n/use-words.ts'
import { nextTask } from '../model/basics/next-task.ts'
import { useBoard } from '../panels/host/board-context.tsx'
import { Button } from '../panels/ui/button.tsx'
import { useContentLanguage } from '../panels/ui/content-language.ts'
import { LongList } from '../panels/ui/long-list.tsx'
import { fitAll } from '../tools/view.ts'
import { fieldsOf } from './place-part.tsx'
import type { SortingThread } from './sorting-thread.ts'
import { sortingWords } from './words.ts'
import type { Layout } from '../model/contract/board-commands.ts'
import type { SceneCluster, SceneNote } from '../model/document/scene.ts'
import { tidyBoard, type TidiedScene } from '../model/view/tidy.ts'

/** Notes of a group that are listed at once. Not measured. */
const mostNotes = 12

/** The groups drawn up for each field, from so many notes. */
interface Drawn {
  readonly notes: number
  readonly drafts: readonly Draft[]
}

/** Draws up groups of the notes outside groups. The person reads them first, and makes those that they keep. */
export function DraftPart({ thread }: { readonly thread: SortingThread }) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const draw = async () => {
    setIsBusy(true)
    const fields = fieldsOf(model)
    // To read thousands of notes and to send them to the thread are two tasks.
    await nextTask()
    const drafts = await thread.ask('draft', { language: model.meta.get().language, fields })
    setIsBusy(false)
    setDrawn({ notes: fields.reduce((sum, { notes }) => sum + notes.length, 0), drafts })
  }
  const end = () => {
    setDrawn(null)
    heading.current?.focus()
  }
  const groups = drawn?.drafts.flatMap((draft) => draft.groups) ?? []
  return (
    <section className="sorting__part" aria-labelledby="sorting-draft">
      <h3 id="sorting-draft" tabIndex={-1} ref={heading}>
        {t('draft')}
      </h3>
      {groups.length === 0 && (
        <>
          <p className="quiet">{t('draftHint')}</p>
          <div className="sorting__buttons">
            <Button isBusy={isBusy} onClick={() => void draw()}>
              {t('draw')}
            </Button>
          </div>
        </>
      )}
      <output className="sorting__said quiet">
        {drawn &&
          groups.length === 0 &&
          (drawn.notes === 0 ? t('none') : t('different', { part: partAlike(drawn) }))}
      </output>
      {drawn && groups.length > 0 && <Preview groups={groups} notes={drawn.notes} onEnd={end} />}
    </section>
  )
}

/** Percent of the notes that have words like another one, over all fields whose gate is closed. */
function partAlike({ drafts }: Drawn): number {
  return Math.round(100 * Math.max(0, ...drafts.map(({ alike }) => alike)))
}

function Preview({
  groups,
  notes,
  onEnd,
}: {
  readonly groups: readonly DraftGroup[]
  readonly notes: number
  readonly onEnd: () => void
}) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const [isMaking, setIsMaking] = useState(false)
  const kept = groups.filter((_, index) => !left.has(index))
  const alone = notes - kept.reduce((sum, group) => sum + group.notes.length, 0)
  const toggle = (index: number) => {
    const next = new Set(left)
    if (!next.delete(index)) next.add(index)
    setLeft(next)
  }
  const make = async () => {
    setIsMaking(true)
    const made = new Map(kept.map((group) => [newId(), group.notes.filter(isLoose)]))
    for (const [group, members] of made) if (members.length < 2) made.delete(group)
    // To lay out thousands of notes, to write and to draw them are three tasks.
    const makeThem = model.commands.planGroups(made, layoutWith(made))
    await nextTask()
    const count = makeThem()
    await nextTask()
    const text = count === 0 ? t('changed') : t('made', { count })
    model.notices.show({ tone: count === 0 ? 'warn' : 'calm', text })
    if (count > 0) fitAll(model)
    onEnd()
  }
  const isLoose = (note: string) => model.scene.notes.get(note)?.cluster === null
  return (
    <>
      <LongList items={groups} keyOf={(group) => group.notes.join()}>
        {(group, index) => (
          <GroupRow
            group={group}
            number={index + 1}
            isKept={!left.has(index)}
            onToggle={() => toggle(index)}
          />
        )}
      </LongList>
      {alone > 0 && <p className="quiet">{t('alone', { count: alone })}</p>}
      <div className="sorting__buttons">
        {kept.length > 0 && (
          <Button isBusy={isMaking} onClick={() => void make()}>
            {t('make', { count: kept.length })}
          </Button>
        )}
        <Button tone="quiet" onClick={onEnd}>
          {t('discard')}
        </Button>
      </div>
    </>
  )
}

/** A group of the draft with its first notes; the others follow at a press. */
function GroupRow({
  group,
  number,
  isKept,
  onToggle,
}: {
  readonly group: DraftGroup
  readonly number: number
  readonly isKept: boolean
  readonly onToggle: () => void
}) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const [isWhole, setIsWhole] = useState(false)
  const id = useId()
  const shown = isWhole ? group.notes : group.notes.slice(0, mostNotes)
  const more = group.notes.length - shown.length
  return (
    <div className="sorting__group" data-left={!isKept || undefined}>
      <label htmlFor={id}>
        <input id={id} type="checkbox" checked={isKept} onChange={onToggle} />
        <strong dir="auto" lang={group.words.length > 0 ? language : undefined}>
          {inBrief(group.words.join(', ')) || t('draftGroup', { number })}
        </strong>
        <span className="quiet tabular">{t('count', { count: group.notes.length })}</span>
      </label>
      <ul>
        {shown.map((note) => (
          <li key={note} lang={language} dir="auto">
            {inBrief(model.scene.notes.get(note)?.text ?? '')}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button tone="quiet" onClick={() => setIsWhole(true)}>
          {t('more', { count: more })}
        </Button>
      )}
    </div>
  )
}

/** Lays out the board as it will be with these groups, by id. */
export function layoutWith(groups: ReadonlyMap<string, readonly string[]>): Layout {
  return (scene, mayMove) => {
    // The table of rights is asked once for each note: a layout asks twice.
    const known = new Map<string, boolean>()
    const mayMoveOne = (id: string): boolean => {
      const answer = known.get(id) ?? mayMove(id)
      known.set(id, answer)
      return answer
    }
    return tidyBoard(withGroups(scene, groups), (id) => groups.get(id)?.every(mayMoveOne) ?? mayMoveOne(id))
  }
}

function withGroups(
  { notes, clusters, areas }: TidiedScene,
  groups: ReadonlyMap<string, readonly string[]>,
): TidiedScene {
  const grouped = new Map<string, SceneNote>(notes)
  const all = new Map<string, SceneCluster>(clusters)
  for (const [id, members] of groups) {
    for (const member of members) {
      const note = notes.get(member)
      if (note) grouped.set(member, { ...note, cluster: id })
    }
    const first = notes.get(members[0] ?? '')
    if (!first) continue
    const { rect, area } = first
    all.set(id, { id, title: '', firstWords: '', tint: 'sand', isCollapsed: false, members, rect, area })
  }
  return { notes: grouped, clusters: all, areas }
}
