import { useStore } from '@nanostores/react'
import {
  Fragment,
  Suspense,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type FormEvent,
} from 'react'
import { kindsOf, takesPhoto } from '#shared/agenda/field-parts.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Blank, Field, Step } from '#shared/agenda/template.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import { tintOfField } from '#shared/board/note.ts'
import { isOpen } from '#shared/workshop/audience.ts'
import { OperationBlank } from '#shared/workshop/operations.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { kindWords } from '../../i18n/kind-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { audienceNow, useAudiences } from '../../panels/host/audience.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { FieldFoot } from '../../panels/host/field-foot.tsx'
import { useInColumn } from '../../panels/host/column.ts'
import { Gallery } from '../../panels/host/gallery.tsx'
import { hasBegun, hasWords, useBegun } from '../../panels/host/use-begun.ts'
import { addOwnNote } from '../../panels/host/own-notes.ts'
import { OwnNotes } from '../../panels/host/own-notes-list.tsx'
import { useWritten } from '../../panels/host/written.ts'
import { autoGrow, addOnEnter } from '../../panels/ui/auto-grow.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { lazyBeside } from '../../panels/ui/lazy.ts'
import { DeskNotes } from './desk-notes.tsx'
import { FaceDown } from './face-down.tsx'
import { useFieldTitle } from './field-title.ts'
import { GrowsFrom, PromisedNeed, ShownPrinciple, useWhom } from './grows-from.tsx'
import { writeWords } from './words.ts'
import './step-task.css'

const Unmentioned = lazyBeside(async () => ({
  default: (await import('../../sorting/unmentioned-part.tsx')).UnmentionedInPhase,
}))
const PurposeParts = lazyPart(async () => (await import('./whom.tsx')).PurposeParts)
const OwnPhoto = lazyPart(async () => (await import('../../panels/host/own-photo.tsx')).OwnPhoto)
const Whom = lazyPart(async () => (await import('./whom.tsx')).Whom)

/** The fields of a writing step, then the own notes while they are private. */
export function WriteTask({ placed }: { readonly placed: PlacedStep }) {
  const { model } = useBoard()
  const { step, path } = placed
  const mayAdd = useMay(Operation.addNote)
  const mayLead = useMay(Operation.leadAgenda)
  const drafts = useStore(model.desk.drafts)
  const isPrivate = useStore(model.desk.takesNotes)
  const inColumn = useInColumn()
  if (step.activity !== 'write') return null
  // Whoever has begun words can still decide what becomes of them.
  const mayWrite = isPrivate || mayAdd || hasBegun(model, path)
  const isAlone = step.fields.length === 1
  const hasDesk = model.desk.isKept && (isPrivate || drafts.some((draft) => draft.step === path))
  return (
    <div className="write-task">
      {step.fields.map((field) => (
        <Fragment key={field.id}>
          {mayWrite && <FieldForm field={field} placed={placed} isAlone={isAlone} />}
          {!isAlone && <OwnNotes path={path} fields={[field.id]} />}
          {!isAlone && hasDesk && <DeskNotes of={{ ...field, step: path }} />}
        </Fragment>
      ))}
      {(!mayWrite || (isPrivate && !isAlone)) && <Count step={step} path={path} />}
      {isAlone && <OwnNotes path={path} />}
      {mayLead && <FaceDown path={path} />}
      {!isPrivate && (
        <Suspense fallback={null}>
          <Unmentioned path={path} />
        </Suspense>
      )}
      {!inColumn && <Gallery />}
      {hasDesk && <DeskNotes besides={isAlone ? undefined : { path, fields: step.fields }} />}
    </div>
  )
}

interface FieldFormProps {
  readonly field: Field
  readonly placed: PlacedStep
  readonly isAlone: boolean
}

/** A part of a built sentence still waits for its words: "We …", "… can …". */
function hasGap(text: string): boolean {
  return /^(?:we|nous) …|(?:puisse(?:nt)?|puissi(?:ons|ez)|can) …$/iu.test(text.trim())
}

/** One field: the words, its blanks, and the button that adds them. Enter adds too. */
function FieldForm({ field, placed, isAlone }: FieldFormProps) {
  const { step, path } = placed
  const t = useWords(writeWords)
  const { model } = useBoard()
  const id = useId()
  const [hasAdded, setHasAdded] = useState(false)
  const [isPhotoComing, setPhotoComing] = useState(false)
  const kinds = kindsOf(step, field)
  const isPrivate = useStore(model.desk.takesNotes)
  const allowed = useAudiences(placed, field.id)
  const { place, begun, write, clear } = useBegun({
    step: path,
    name: field.id,
    field: field.id,
    audience: allowed[0],
  })
  const audience = audienceNow(begun.audience, allowed)
  const kind = begun.kind ?? kinds[0]
  const words = useRef<HTMLTextAreaElement>(null)
  const language = useContentLanguage()
  const title = useFieldTitle(field.title)
  useLayoutEffect(() => autoGrow(words.current))
  useEffect(() => {
    if (isAlone) model.desk.origin.set({ step: path, field: field.id })
  }, [isAlone, model, path, field.id])
  const isBuilt = step.activity === 'write' && step.builder === 'purpose'
  const whom = {
    text: begun.text,
    from: begun.from ?? [],
    field: words,
    onChange: ({ text, from }: { readonly text: string; readonly from: readonly string[] }) =>
      write({ kind, text: text.slice(0, noteTextLimit), from }),
  }
  const isStory = takesPhoto(step, field)
  const isPromise = kind === 'promise'
  const name = useWhom(isPromise ? (begun.from ?? []) : [])
  const isReady = isPromise
    ? begun.text.trim() !== ''
    : hasWords(begun) && !isPhotoComing && !(isBuilt && hasGap(begun.text))
  const add = () => {
    if (!isReady) return
    const blanks = Object.fromEntries(
      [...(name === '' ? [] : [[OperationBlank.to, name]]), ...Object.entries(begun.blanks ?? {})].filter(
        ([, said = '']) => said.trim() !== '',
      ),
    )
    const { from = [] } = begun
    const tint =
      step.activity === 'write'
        ? tintOfField(
            step.fields.map((one) => one.id),
            field.id,
          )
        : undefined
    const text = begun.text.trim()
    const isAdded = isOpen(audience)
      ? addOwnNote(model, { ...begun, audience, text, blanks, from, kind, ...(tint && { tint }) })
      : model.desk.add([
          {
            text,
            tint,
            kind,
            audience,
            photo: begun.photo ?? undefined,
            origin: { step: path, field: field.id, blanks, from },
          },
        ]).length > 0
    if (!isAdded) return
    clear()
    if (begun.kind) write({ kind: begun.kind })
    setHasAdded(true)
    words.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add()
  }
  return (
    <form className="write-field" data-begun={place} onSubmit={submit} aria-label={title}>
      <div className={isAlone && !field.blanks ? 'visually-hidden' : 'write-field__head'}>
        <label htmlFor={id}>{title}</label>
        {!isAlone && <Count step={step} path={path} field={field.id} />}
      </div>
      <div className="field-box">
        <textarea
          id={id}
          ref={words}
          rows={2}
          dir="auto"
          lang={language}
          className="write-field__words"
          placeholder={
            isBuilt
              ? t('purposePlaceholder')
              : kind === 'idea'
                ? t('placeholder')
                : isAlone
                  ? `${title}…`
                  : ''
          }
          maxLength={noteTextLimit}
          value={begun.text}
          onChange={(event) => {
            setHasAdded(false)
            write({ kind, text: event.target.value })
          }}
          aria-describedby={`${id}-audience`}
          onKeyDown={(event) => addOnEnter(event, add)}
        />
        {field.blanks?.map((blank) => (
          <BlankLine
            key={blank.id}
            blank={blank}
            value={begun.blanks?.[blank.id] ?? ''}
            placeholder={isPromise && blank.id === OperationBlank.to ? name : ''}
            onChange={(said) => write({ kind, blanks: { ...begun.blanks, [blank.id]: said } })}
          />
        ))}
        {isStory && (
          <Suspense fallback={null}>
            <OwnPhoto
              photo={begun.photo ?? null}
              isAlone={!hasWords(begun)}
              onChange={(photo) => write({ kind, photo })}
              onBusy={setPhotoComing}
            />
          </Suspense>
        )}
        {isBuilt && (
          <Suspense fallback={null}>
            <PurposeParts {...whom} />
          </Suspense>
        )}
        <FieldFoot field={id} audience={audience} allowed={allowed} write={write}>
          <Button
            type="submit"
            tone="accent"
            aria-disabled={!isReady}
            // The field keeps the focus, so that a phone's keyboard stays open for the next note.
            onMouseDown={(event) => event.preventDefault()}
          >
            {t(isStory ? 'tell' : isPromise ? 'promise' : 'stepAdd')}
          </Button>
        </FieldFoot>
      </div>
      {isBuilt && (
        <Suspense fallback={null}>
          <Whom {...whom} />
        </Suspense>
      )}
      {kinds.length > 1 && (
        <Choice
          legend={t('kind')}
          value={kind}
          options={kinds.map((each) => ({ value: each, label: kindWords.t(each) }))}
          onChange={(chosen) => write({ kind: chosen })}
        />
      )}
      {isPromise ? (
        <PromisedNeed step={step} chosen={begun.from ?? []} onChange={(from) => write({ kind, from })} />
      ) : isStory ? (
        <ShownPrinciple step={step} chosen={begun.from ?? []} onChange={(from) => write({ kind, from })} />
      ) : (
        <GrowsFrom step={step} chosen={begun.from ?? []} onChange={(from) => write({ from })} />
      )}
      <output className="visually-hidden">
        {hasAdded && t(isPrivate ? 'stepAddedPrivately' : 'stepAdded')}
      </output>
    </form>
  )
}

function BlankLine({
  blank,
  value,
  placeholder,
  onChange,
}: {
  readonly blank: Blank
  readonly value: string
  readonly placeholder: string
  readonly onChange: (words: string) => void
}) {
  const label = useFieldTitle(blank.label)
  return (
    <label className="write-field__blank quiet">
      <span>{label}</span>
      <input
        className="line-field"
        type={blank.kind === 'date' ? 'date' : 'text'}
        autoComplete="off"
        maxLength={200}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** "14 of 20", or how many there are. Of private notes the server says how many a step has, and never in which field. */
function Count({
  step,
  path,
  field,
}: {
  readonly step: Step
  readonly path: string
  readonly field?: string | undefined
}) {
  const t = useWords(writeWords)
  const count = useWritten(path, field)
  const target = step.makes?.target
  if (count === null || (count === 0 && target === undefined)) return null
  return (
    <span className="quiet tabular">
      {target === undefined || count > target
        ? t('stepCount', { count })
        : t('stepTarget', { count, target })}
    </span>
  )
}
