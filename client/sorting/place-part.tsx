import { inBrief } from '#shared/board/brief.ts'
import { atom } from 'nanostores'
import { useStore } from '@nanostores/react'
import { useCallback, useRef } from 'react'
import { fewestGroups, fewestPlaced } from '#shared/sorting/gates.ts'
import type { Place, Places, KnownGroup } from '#shared/sorting/place-for.ts'
import { useWords } from '../i18n/use-words.ts'
import type { Scene } from '../model/document/scene.ts'
import { useBoard } from '../panels/host/board-context.tsx'
import { useSceneFact } from '../panels/host/use-scene.ts'
import { Button } from '../panels/ui/button.tsx'
import { useContentLanguage } from '../panels/ui/content-language.ts'
import { bringIntoView } from '../tools/view.ts'
import { type SortingThread, useSorted } from './sorting-thread.ts'
import { sortingWords } from './words.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { KnownText } from '#shared/sorting/sorted-note.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Field } from './questions.ts'

/** Proposals that the person has declined, on this screen. */
const declined = atom<ReadonlySet<string>>(new Set())

/** Nobody reads more at once. The next ones follow when some are done. */
const mostShown = 20

/** A group for the selected notes, or for every note outside groups, where words tell one. */
export function PlacePart({ thread }: { readonly thread: SortingThread }) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const heading = useRef<HTMLHeadingElement>(null)
  const read = useCallback(() => ({ language: model.meta.get().language, fields: fieldsOf(model) }), [model])
  const fields = useSorted(thread, model, 'places', read)
  const selection = useStore(model.ui.selection)
  const no = useStore(declined)
  const open = fields?.some(({ isOpen }) => isOpen) === true
  const isSelected = [...selection].some((id) => model.scene.notes.get(id)?.cluster === null)
  const places = (fields ?? [])
    .flatMap((field) => field.places)
    .filter((place) => !no.has(keyOf(place)) && (!isSelected || selection.has(place.note)))
  /** The button goes with its proposal: the focus stays in the list. */
  const done = () => heading.current?.focus()
  return (
    <section className="sorting__part" aria-labelledby="sorting-place">
      <h3 id="sorting-place" tabIndex={-1} ref={heading}>
        {t('place')}
      </h3>
      {fields && !open && <Closed fields={fields} />}
      {open && places.length === 0 && (
        <p className="quiet">{isSelected ? t('noPlaceSelected') : t('noPlace')}</p>
      )}
      {places.length > 0 && (
        <ul>
          {places.slice(0, mostShown).map((place) => (
            <Proposal key={keyOf(place)} place={place} onDone={done} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The reason why nothing is proposed. */
function Closed({ fields }: { readonly fields: readonly Places[] }) {
  const t = useWords(sortingWords)
  const [most] = [...fields].sort((a, b) => b.placed - a.placed)
  return (
    <p className="quiet">
      {!most || most.placed < fewestPlaced || most.groups < fewestGroups
        ? t('few', { notes: fewestPlaced, groups: fewestGroups })
        : t('untold', { count: most.placed, told: most.told })}
    </p>
  )
}

function Proposal({ place, onDone }: { readonly place: Place; readonly onDone: () => void }) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const { scene, commands, notices } = model
  const language = useContentLanguage()
  const read = useCallback(({ notes }: Scene) => notes.get(place.note)?.text, [place.note])
  const text = useSceneFact(scene, read)
  const readTitle = useCallback(({ clusters }: Scene) => clusters.get(place.group)?.title, [place.group])
  const title = useSceneFact(scene, readTitle)
  const readFirst = useCallback(({ clusters }: Scene) => clusters.get(place.group)?.firstWords, [place.group])
  const first = useSceneFact(scene, readFirst)
  if (text === undefined || title === undefined) return null
  const group = title === '' ? t('groupOf', { note: first ?? '' }) : t('word', { word: title })
  const words = place.words.map(([own, theirs]) =>
    own === theirs ? t('word', { word: own }) : t('wordAs', { own, theirs }),
  )
  const put = () => {
    if (commands.cluster([place.note, place.group]) === undefined) return
    const rect = scene.notes.get(place.note)?.rect
    if (rect) bringIntoView(model, rect)
    notices.show({ tone: 'calm', text: t('moved', { group }) })
    onDone()
  }
  const decline = () => {
    declined.set(new Set([...declined.get(), keyOf(place)]))
    onDone()
  }
  return (
    <li className="sorting__proposal">
      <blockquote lang={language} dir="auto">
        {inBrief(text)}
      </blockquote>
      <p className="quiet">
        {words.length > 0 ? t('perhapsWords', { group, words: words.join(', ') }) : t('perhaps', { group })}
      </p>
      <div className="sorting__buttons">
        <Button aria-label={t('putIn', { group })} onClick={put}>
          {t('put')}
        </Button>
        <Button tone="quiet" onClick={decline}>
          {t('leave')}
        </Button>
      </div>
    </li>
  )
}

function keyOf({ note, group }: Place): string {
  return `${note} ${group}`
}

/** The board's notes outside groups that this person may put into one, parked ones left out, with the groups of the same area. */
export function fieldsOf({ scene, may }: Pick<BoardModel, 'scene' | 'may'>): readonly Field[] {
  const fields = new Map<string | null, { readonly notes: KnownText[]; readonly groups: KnownGroup[] }>()
  const fieldOf = (area: string | null) => {
    const known = fields.get(area) ?? { notes: [], groups: [] }
    fields.set(area, known)
    return known
  }
  for (const note of scene.notes.values())
    if (
      note.cluster === null &&
      note.text.trim() !== '' &&
      !isParked(note) &&
      may(Operation.gatherNote, note.id)
    )
      fieldOf(note.area ?? null).notes.push({ id: note.id, text: note.text })
  for (const { id, title, members, area } of scene.clusters.values()) {
    if (isParked({ area }) || !may(Operation.gatherNote, id)) continue
    const notes = members.map((member) => ({ id: member, text: scene.notes.get(member)?.text ?? '' }))
    fieldOf(area).groups.push({ id, title, notes })
  }
  return [...fields.values()]
}
