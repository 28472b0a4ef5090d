import { useStore } from '@nanostores/react'
import { Check, Clock, Trash2 } from 'lucide-react'
import { Suspense, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import { SavingState } from '../../model/contract/board-model.ts'
import { begunOf } from '../../model/memory/begun.ts'
import { autoGrow, addOnEnter } from '../ui/auto-grow.ts'
import { IconButton } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { AudienceBadge, audienceWords } from './audience.tsx'
import { useBoard } from './board-context.tsx'
import { lazyPart } from './entries.tsx'
import {
  addedIn,
  changeOwnNote,
  putBackOwnNote,
  sendOwnNotes,
  takeBackOwnNote,
  type AddedNote,
} from './own-notes.ts'
import '../ui/text-box.css'
import './own-notes.css'

const OwnPhoto = lazyPart(async () => (await import('./own-photo.tsx')).OwnPhoto)

/** A pause in typing after which a changed text is sent, milliseconds. Not measured. */
const pauseMs = 1_000

/** The texts that this person has added to a step, the newest first. They can be changed or taken back while it runs. */
export function OwnNotes({ path, fields }: { readonly path: StepPath; readonly fields?: readonly string[] }) {
  const t = useWords(audienceWords)
  const { model } = useBoard()
  const { id } = useStore(model.me)
  const texts = useStore(useMemo(() => begunOf(model.id, id), [model.id, id]))
  const own = addedIn(texts, path).filter(({ field }) => fields?.includes(field) ?? true)
  const heading = useId()
  const list = useNewestInSight<HTMLUListElement>(own.length)
  if (own.length === 0) return null
  return (
    <section className="stack own-notes" aria-labelledby={heading}>
      <h3 id={heading}>{t('yours')}</h3>
      <ul ref={list} className="stack">
        {own
          .map((note, index) => (
            <li key={note.secret}>
              <OwnNote note={note} number={index + 1} />
            </li>
          ))
          .toReversed()}
      </ul>
    </section>
  )
}

function OwnNote({ note, number }: { readonly note: AddedNote; readonly number: number }) {
  const t = useWords(audienceWords)
  const { model } = useBoard()
  const badge = useId()
  const language = useContentLanguage()
  const saving = useStore(model.saving)
  const field = useRef<HTMLTextAreaElement>(null)
  /** The words while the person is in the field: an empty note is not sent. */
  const [typed, setTyped] = useState<string | null>(null)
  const due = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLayoutEffect(() => autoGrow(field.current))
  const send = () => {
    clearTimeout(due.current)
    sendOwnNotes(model)
  }
  useEffect(() => () => clearTimeout(due.current), [])
  const state =
    note.isSent === true
      ? 'sent'
      : saving === SavingState.saved || saving === SavingState.saving
        ? 'sending'
        : 'waiting'
  const takeBack = () => {
    takeBackOwnNote(model, note)
    model.notices.show({
      tone: 'plain',
      text: t('tookBack'),
      action: { label: t('common.undo'), run: () => putBackOwnNote(model, note) },
    })
  }
  return (
    <article className="paper own-note" data-tint={note.tint} data-paper={note.tint && ''}>
      <textarea
        ref={field}
        className="paper__words"
        rows={1}
        dir="auto"
        lang={language}
        aria-label={t('yourNote', { number })}
        aria-describedby={badge}
        maxLength={noteTextLimit}
        value={typed ?? note.text}
        onChange={({ target }) => {
          setTyped(target.value)
          if (target.value.trim() === '') return
          changeOwnNote(model, note, { text: target.value })
          clearTimeout(due.current)
          due.current = setTimeout(send, pauseMs)
        }}
        onKeyDown={(event) => addOnEnter(event, send)}
        onBlur={() => {
          setTyped(null)
          send()
        }}
      />
      {note.kind === 'story' && (
        <Suspense fallback={null}>
          <OwnPhoto
            photo={note.photo ?? null}
            onChange={(photo) => {
              changeOwnNote(model, note, { photo })
              clearTimeout(due.current)
              due.current = setTimeout(send, pauseMs)
            }}
          />
        </Suspense>
      )}
      <div className="row own-note__foot">
        <span className="own-note__state" data-state={state}>
          {state === 'sent' ? <Check aria-hidden="true" /> : <Clock aria-hidden="true" />}
          {t(state)}
        </span>
        <AudienceBadge id={badge} audience={note.audience} />
        <IconButton
          label={t('takeBack', { number })}
          icon={<Trash2 />}
          side="left"
          isBare
          onClick={takeBack}
        />
      </div>
    </article>
  )
}

/** A list with the newest first: a note that somebody has just added to it comes into sight, with as little scrolling as needed. */
export function useNewestInSight<List extends HTMLElement>(count: number): RefObject<List | null> {
  const list = useRef<List>(null)
  const before = useRef(count)
  useEffect(() => {
    if (count > before.current) list.current?.firstElementChild?.scrollIntoView({ block: 'nearest' })
    before.current = count
  }, [count])
  return list
}
