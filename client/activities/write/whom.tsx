import { useStore } from '@nanostores/react'
import { Check } from 'lucide-react'
import { useCallback, useId, useRef, useState, type MouseEvent, type RefObject } from 'react'
import { fromLimit } from '#shared/board/limits.ts'
import { inBrief } from '#shared/board/brief.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import {
  begun as beginning,
  missingPart,
  placeOf,
  purposeParts,
  withWhom,
  type BuiltText,
  type PurposePart,
} from '#shared/statements/purpose-builder.ts'
import { peopleOf, type Person } from '#shared/workshop/people.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { writeWords } from './words.ts'
import './whom.css'

/** So many people are offered before somebody asks for all. Not measured. */
const fewPeople = 6

export interface WhomProps {
  readonly text: string
  /** The things that the note grows from, and the people whom it is for. */
  readonly from: readonly string[]
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onChange: (change: { readonly text: string; readonly from: readonly string[] }) => void
}

/** Everybody on the map, and those of them whom this text is for. */
function usePeople(from: readonly string[]) {
  const { model } = useBoard()
  const rounds = useStore(model.voting.rounds)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      peopleOf(
        [...notes.values()].filter((note) => !isParked(note)),
        rounds,
      ),
    [rounds],
  )
  const people = useSceneList(model.scene, read, isSame)
  const chosen = from.flatMap((id) => people.find((one) => one.id === id) ?? [])
  return { people, chosen, names: chosen.map(({ name }) => name), language: useStore(model.meta).language }
}

function isSame(a: Person, b: Person): boolean {
  return a.id === b.id && a.name === b.name && a.need === b.need && a.isAgreed === b.isAgreed
}

/** Within the field: the parts of a sentence of purpose, and what the chosen people need. */
export function PurposeParts({ text, from, field, onChange }: WhomProps) {
  const t = useWords(writeWords)
  const { people, chosen, names, language } = usePeople(from)
  if (people.length === 0) return null
  const missing = missingPart(text, names, language)
  const isDone: Readonly<Record<PurposePart, boolean>> = {
    does: text.trim() !== '' && missing !== 'does' && text.trim() !== beginning(language).text.trim(),
    whom: chosen.length > 0,
    change: chosen.length > 0 && missing === null && text.trim() !== '',
  }
  const go = (part: PurposePart) => {
    if (part === 'whom') return document.getElementById(whomId)?.querySelector('button')?.focus()
    if (part !== 'does' || text.trim() !== '') return choose(field, placeOf(text, names, part, language))
    const next = beginning(language)
    onChange({ text: next.text, from })
    afterDraw(() => choose(field, next))
  }
  const last = chosen.at(-1)
  return (
    <div className="purpose-parts stack">
      <ol className="row" aria-label={t('parts')}>
        {purposeParts.map((part) => (
          <li key={part}>
            <button
              type="button"
              className="purpose-parts__part bare"
              data-done={isDone[part] || undefined}
              onMouseDown={keepKeyboard}
              onClick={() => go(part)}
            >
              {isDone[part] && <Check aria-hidden="true" />}
              {t(`part.${part}`)}
              {isDone[part] && <span className="visually-hidden">{t('partDone')}</span>}
            </button>
          </li>
        ))}
      </ol>
      {last?.need && (
        <p className="purpose-parts__need" lang={language} dir="auto">
          {last.isAgreed && <Check aria-hidden="true" />}
          <span>
            {t('needOf', { name: inBrief(last.name), need: inBrief(last.need) })}{' '}
            <span className="purpose-parts__agreed">{t(last.isAgreed ? 'needAgreed' : 'needOpen')}</span>
          </span>
        </p>
      )}
    </div>
  )
}

const whomId = 'write-whom'

/** Below the field: the people of the map, to tap. Several can be chosen. */
export function Whom({ text, from, field, onChange }: WhomProps) {
  const t = useWords(writeWords)
  const id = useId()
  const { people, chosen, names, language } = usePeople(from)
  const [isAll, setIsAll] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  if (people.length === 0) return null
  const few = people.slice(0, fewPeople)
  const shown = isAll ? people : [...few, ...chosen.filter((one) => !few.includes(one))]
  const left = people.length - shown.length
  const tap = (person: Person, { detail }: MouseEvent) => {
    const isOff = chosen.includes(person)
    const next = isOff ? chosen.filter((one) => one !== person) : [...chosen, person]
    const built = withWhom(
      text,
      names,
      next.map(({ name }) => name),
      language,
    )
    onChange({
      text: built.text,
      from: isOff ? from.filter((each) => each !== person.id) : [...from, person.id],
    })
    // A press with the keyboard stays here: the next person may follow.
    if (detail > 0) afterDraw(() => choose(field, built))
  }
  return (
    <div className="whom">
      <span id={id} className="whom__label">
        {t('fromMap')}
      </span>
      <ul id={whomId} className="whom__people" aria-labelledby={id} ref={list}>
        {shown.map((person) => {
          const isOn = chosen.includes(person)
          return (
            <li key={person.id}>
              <button
                type="button"
                className="whom__person one-line"
                aria-pressed={isOn}
                disabled={!isOn && from.length >= fromLimit}
                lang={language}
                dir="auto"
                onMouseDown={keepKeyboard}
                onClick={(event) => tap(person, event)}
              >
                {inBrief(person.name)}
              </button>
            </li>
          )
        })}
        {left > 0 && (
          <li>
            <button
              type="button"
              className="whom__person one-line"
              aria-label={t('morePeople', { count: left })}
              onMouseDown={keepKeyboard}
              onClick={() => {
                const { current } = list
                setIsAll(true)
                afterDraw(() => current?.querySelectorAll('button').item(shown.length)?.focus())
              }}
            >
              + {left}
            </button>
          </li>
        )}
      </ul>
      <output className="whom__missing">{missingWords(missingPart(text, names, language), t)}</output>
    </div>
  )
}

function missingWords(
  missing: PurposePart | null,
  t: (name: 'missing.does' | 'missing.change') => string,
): string {
  return missing === 'does' || missing === 'change' ? t(`missing.${missing}`) : ''
}

/** The field keeps the focus, so that a phone's keyboard stays open. */
function keepKeyboard(event: MouseEvent): void {
  event.preventDefault()
}

/** The field is drawn with its new text first. */
function afterDraw(run: () => void): void {
  requestAnimationFrame(run)
}

/** Goes to the letters that come next. */
function choose({ current }: RefObject<HTMLTextAreaElement | null>, { from, to }: BuiltText): void {
  current?.focus()
  current?.setSelectionRange(from, to)
}
