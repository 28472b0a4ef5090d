import { useStore } from '@nanostores/react'
import { EyeOff, ImagePlus, Trash2 } from 'lucide-react'
import { Suspense, useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { isWritten, type Draft } from '#shared/board/draft.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { Field } from '#shared/agenda/template.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { isSigned } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { AudienceBadge, useDraftAudience } from '../../panels/host/audience.tsx'
import { isComposing } from '../../tools/input/composing.ts'
import { photoFilesOf } from '../../tools/input/pasted-rows.ts'
import { useNewestInSight } from '../../panels/host/own-notes-list.tsx'
import { focusBoard } from '../../panels/host/return-focus.ts'
import { choosePhotos } from '../../panels/ui/choose-photos.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { autoGrow } from '../../panels/ui/auto-grow.ts'
import { lazy } from '../../panels/ui/lazy.ts'
import { hostWords } from '../../panels/host/words.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { useFieldTitle } from './field-title.ts'
import { writeWords } from './words.ts'
import '../../panels/ui/calm-box.css'
import '../../panels/ui/text-box.css'
import './desk-notes.css'

interface DeskNotesProps {
  /** Only those of this field, below it. */
  readonly of?: { readonly id: string; readonly step: string; readonly title: Field['title'] }
  /** Without those that stand below the fields of this step. */
  readonly besides?: { readonly path: string; readonly fields: readonly Field[] } | undefined
}

/** The drafts, newest first. While people write in private, each says on its badge who sees it. */
export function DeskNotes({ of, besides }: DeskNotesProps) {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const all = useStore(model.desk.drafts)
  const title = useFieldTitle(of?.title ?? {})
  const isElsewhere = ({ step, field }: Draft) => {
    if (of) return step !== of.step || field !== of.id
    return besides !== undefined && step === besides.path && besides.fields.some(({ id }) => id === field)
  }
  const drafts = all
    .map((draft, index) => ({ draft, number: all.length - index }))
    .filter(({ draft }) => !isElsewhere(draft) && (isPrivate || isWritten(draft)))
  const list = useNewestInSight<HTMLOListElement>(drafts.length)
  if (drafts.length === 0) return of || all.length > 0 ? null : <p className="desk__empty">{t('empty')}</p>
  return (
    <>
      {!isPrivate && (
        <p className="calm-box">
          <EyeOff aria-hidden="true" />
          {t('onlyYou', { count: drafts.length })}
        </p>
      )}
      <ol ref={list} className="stack desk__list" aria-label={of ? `${t('yours')} · ${title}` : t('yours')}>
        {drafts.map(({ draft, number }) => (
          <li key={draft.id}>
            <DraftCard draft={draft} number={number} />
          </li>
        ))}
      </ol>
    </>
  )
}

const Thumbnail = lazy(async () => ({
  default: (await import('../../panels/host/thumbnail.tsx')).Thumbnail,
}))

/** One draft: its words, its deletion, and its audience, which its author can change before the reveal. */
function DraftCard({ draft, number }: { draft: Draft; number: number }) {
  const t = useWords(writeWords)
  const tHost = useWords(hostWords)
  const { model } = useBoard()
  const { desk } = model
  const isPrivate = useStore(model.writing).mode === 'private'
  const mayWrite = useMay(Operation.keepDesk)
  const isWanted = useStore(desk.wanted) === draft.id
  const agenda = useStore(model.agenda)
  const placed = (agenda && findStep(agenda.template, draft.step ?? null)) ?? null
  const { audience, allowed, onChange } = useDraftAudience(draft, placed, draft.field)
  const audienceId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => autoGrow(field.current))
  useEffect(() => {
    if (!isWanted) return
    field.current?.focus()
    desk.wanted.set(null)
  }, [isWanted, desk])

  const press = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      focusBoard()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isPrivate) {
      event.preventDefault()
      desk.begin()
    }
  }
  /** A letter typed on the choice begins the next note, as a letter after Tab does on the board. */
  const typeOn = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey) desk.begin()
  }
  const removeUnlessBack = () => {
    if (document.activeElement !== field.current) desk.remove([draft.id])
  }
  const name = t('draft', { number })
  const takesPhoto = !draft.photo && isPrivate && mayWrite
  const addPhoto = () => choosePhotos(([file]) => file && model.photos.put(draft.id, file), { isOne: true })
  return (
    <article
      className="paper draft"
      data-tint={draft.tint}
      data-held={draft.isHeld || undefined}
      data-paper={draft.isHeld ? undefined : ''}
      aria-label={name}
      data-photo-for={takesPhoto ? draft.id : undefined}
    >
      <textarea
        ref={field}
        className="paper__words"
        rows={1}
        dir="auto"
        lang={useContentLanguage()}
        aria-label={name}
        aria-describedby={audienceId}
        placeholder={draft.photo ? tHost('writeCaption') : t('placeholder')}
        maxLength={noteTextLimit}
        value={draft.text}
        readOnly={!mayWrite}
        onChange={(event) => desk.write(draft.id, event.target.value)}
        onKeyDown={press}
        onPaste={(event) => {
          const [picture] = photoFilesOf(event.clipboardData)
          if (!picture) return
          event.preventDefault()
          model.photos.put(draft.id, picture)
        }}
        // An empty draft is deleted when the focus leaves it, but not when the window loses the focus.
        onBlur={() => !isWritten(draft) && document.hasFocus() && afterPress(removeUnlessBack)}
      />
      {draft.photo && (
        <Suspense fallback={null}>
          <Thumbnail of={draft.id} photo={draft.photo} />
        </Suspense>
      )}
      <div className="row draft__choices">
        <AudienceBadge
          id={audienceId}
          audience={audience}
          label={t('author', { number })}
          isRepeated={audience === allowed[0]}
          {...(isPrivate && { allowed, onChange, onKeyDown: typeOn })}
        />
        {takesPhoto && (
          <IconButton
            label={t('addPhoto', { number })}
            icon={<ImagePlus />}
            side="left"
            isBare
            className="draft__picture"
            // The field keeps the focus: an empty draft is deleted when it loses the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={addPhoto}
          />
        )}
        <IconButton
          label={t('remove', { number })}
          icon={<Trash2 />}
          side="left"
          isBare
          onClick={() => desk.remove([draft.id])}
        />
        {isPrivate && isSigned(audience) && <p className="draft__hint">{t('signHint')}</p>}
      </div>
    </article>
  )
}

/**
 * Runs at once, or after the press that is going on. A list that closes up under a pressed pointer would take the button
 * away from under it, and the press would be lost.
 */
function afterPress(run: () => void): void {
  if (!document.documentElement.matches(':active')) return run()
  const end = new AbortController()
  const options = { signal: end.signal }
  const ended = () => {
    end.abort()
    // The click comes after the end of the press.
    setTimeout(run)
  }
  window.addEventListener('pointerup', ended, options)
  window.addEventListener('pointercancel', ended, options)
}
