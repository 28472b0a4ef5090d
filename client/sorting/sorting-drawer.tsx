import { X } from 'lucide-react'
import { useCallback, useState } from 'react'
import { isParked } from '#shared/board/parking-lot.ts'
import { boundsOf } from '#shared/geometry/rect.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../i18n/use-words.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { useMay, useBoard } from '../panels/host/board-context.tsx'
import type { Closable } from '../panels/host/feature.ts'
import { focusBoard } from '../panels/host/return-focus.ts'
import { IconButton, Button } from '../panels/ui/button.tsx'
import { useContentLanguage } from '../panels/ui/content-language.ts'
import { Field } from '../panels/ui/field.tsx'
import { scrollByKeys } from '../panels/ui/focus.ts'
import { bringIntoView } from '../tools/view.ts'
import { DraftPart } from './draft-part.tsx'
import { PlacePart } from './place-part.tsx'
import { type SortingThread, useSortingThread, useSorted } from './sorting-thread.ts'
import { sortingWords } from './words.ts'
import './sorting-drawer.css'

/** The help with sorting: proposals with their reasons, each behind its gate. Nothing moves by itself. */
export function SortingDrawer({ onClose }: Closable) {
  const t = useWords(sortingWords)
  const thread = useSortingThread()
  const mayGather = useMay(Operation.gatherNote)
  const close = () => {
    onClose()
    focusBoard()
  }
  return (
    <aside className="drawer sorting" aria-label={t('heading')}>
      <header className="drawer__head apart">
        <h2 className="drawer__title">{t('heading')}</h2>
        <IconButton label={t('common.close')} icon={<X />} side="left" onClick={close} />
      </header>
      <div className="drawer__body" ref={scrollByKeys}>
        <p className="quiet">{t('hint')}</p>
        {mayGather && <PlacePart thread={thread} />}
        <GatherPart thread={thread} />
        {mayGather && <DraftPart thread={thread} />}
      </div>
    </aside>
  )
}

interface Gathered {
  readonly word: string
  readonly notes: readonly string[]
}

/** Selects all notes that have a word in some form: a typed one, or one that several notes have. */
function GatherPart({ thread }: { readonly thread: SortingThread }) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const [word, setWord] = useState('')
  const [gathered, setGathered] = useState<Gathered | null>(null)
  const read = useCallback(() => allNotes(model), [model])
  const common = useSorted(thread, model, 'words', read) ?? []
  const select = (found: Gathered) => {
    const notes = found.notes.filter((id) => model.scene.notes.get(id)?.isHidden === false)
    model.ui.selection.set(new Set(notes))
    const bounds = boundsOf(notes.flatMap((id) => model.scene.notes.get(id)?.rect ?? []))
    if (bounds) bringIntoView(model, bounds)
    setGathered({ ...found, notes })
  }
  const find = async () => {
    const wanted = word.trim()
    if (wanted === '') return
    select({ word: wanted, notes: await thread.ask('notesWith', { ...allNotes(model), word: wanted }) })
  }
  return (
    <section className="sorting__part" aria-labelledby="sorting-gather">
      <h3 id="sorting-gather">{t('gather')}</h3>
      <form
        className="sorting__line"
        onSubmit={(event) => {
          event.preventDefault()
          void find()
        }}
      >
        <Field
          label={t('wordLabel')}
          lang={language}
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
        <Button type="submit">{t('select')}</Button>
      </form>
      <output className="sorting__said quiet">
        {gathered &&
          (gathered.notes.length === 0
            ? t('noneWith', { word: gathered.word })
            : t('selected', { word: gathered.word, count: gathered.notes.length }))}
      </output>
      {gathered && <GroupThem key={gathered.notes.join()} notes={gathered.notes} />}
      {common.length > 0 && (
        <ul className="sorting__words" aria-label={t('common')}>
          {common.map((each) => (
            <li key={each.word}>
              <button type="button" className="sorting__word" onClick={() => select(each)}>
                <span lang={language}>{each.word}</span> <span className="tabular">{each.notes.length}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Puts those of the notes that are in no group into one. Nothing is taken out of a group or an area. */
function GroupThem({ notes }: { readonly notes: readonly string[] }) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const [isDone, setIsDone] = useState(false)
  const mayGather = useMay(Operation.addCluster)
  const loose = notes.flatMap((id) => {
    const note = model.scene.notes.get(id)
    return note?.cluster === null && !isParked(note) && model.may(Operation.gatherNote, id) ? [note] : []
  })
  const areas = new Set(loose.map(({ area }) => area))
  if (isDone || !mayGather || loose.length < 2 || areas.size > 1) return null
  const group = () => {
    model.commands.cluster(loose.map(({ id }) => id))
    setIsDone(true)
  }
  return (
    <div className="sorting__buttons">
      <Button onClick={group}>{t('group', { count: loose.length })}</Button>
    </div>
  )
}

function allNotes({ scene, meta }: BoardModel) {
  const notes = [...scene.notes.values()].map(({ id, text }) => ({ id, text }))
  return { language: meta.get().language, notes }
}
