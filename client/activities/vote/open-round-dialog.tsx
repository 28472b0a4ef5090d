import { useStore } from '@nanostores/react'
import { useRef, useState, type FormEvent } from 'react'
import { isWritten } from '#shared/board/draft.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { inReadingOrder } from '#shared/geometry/reading-order.ts'
import type { Rect } from '#shared/geometry/rect.ts'
import { useWords } from '../../i18n/use-words.ts'
import {
  dotsAdvised,
  PollMethod,
  roundLimits,
  scaleAdvised,
  type BoardMethod,
  type BoardRound,
  type BoardTarget,
} from '#shared/workshop/round.ts'
import type { BoardModel, BoardUi } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { boardFocusTarget } from '../../panels/host/return-focus.ts'
import { useOutcome } from '../../panels/host/outcome.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'
import { Stepper } from '../../panels/ui/stepper.tsx'
import { useIsLeft } from '../../panels/ui/page.tsx'
import { voteWords } from './words.ts'
import './open-round-dialog.css'

/** The rules of an earlier round that a new one repeats. */
interface RoundDraft extends Pick<
  BoardRound,
  'title' | 'method' | 'target' | 'options' | 'budget' | 'cap' | 'isSecret'
> {
  readonly previous: string
}

export interface OpenRoundProps {
  readonly again?: RoundDraft | undefined
  readonly onClose: () => void
}

/** The rules of a new round, with advice as defaults. */
export function OpenRoundDialog({ again, onClose }: OpenRoundProps) {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const isOpen = useStore(model.voting.open) !== undefined
  // The options are fixed when the dialog opens: the list must not change under the facilitator's hand.
  const [sources] = useState(() => (again ? repeated(model, again) : roundSources(model)))
  const [texts] = useState(() => (again ? sources : roundSources(model, 1)))
  // A filled-in form stays when another person opens a vote meanwhile.
  const [isFilledIn] = useState(!isOpen)
  if (sources.length === 0 || !isFilledIn) {
    return (
      <Dialog title={t('openHeading')} onClose={onClose} size="small">
        <p>{isOpen ? t('alreadyOpen') : t('nothing')}</p>
      </Dialog>
    )
  }
  return <RoundForm sources={sources} texts={texts} again={again} isOpen={isOpen} onClose={onClose} />
}

function RoundForm({
  sources: choices,
  texts,
  again,
  isOpen,
  onClose,
}: OpenRoundProps & {
  readonly sources: readonly RoundSource[]
  readonly texts: readonly RoundSource[]
  readonly isOpen: boolean
}) {
  const t = useWords(voteWords)
  const { model, shell } = useBoard()
  const report = useOutcome()
  const [title, setTitle] = useState(again?.title ?? '')
  const [kind, setKind] = useState<RoundSource['kind']>(choices[0]?.kind ?? 'notes')
  const [method, setMethod] = useState<BoardMethod>(again?.method ?? PollMethod.dots)
  const voters = useStore(model.presence.count)
  const dotsBefore = (again?.method ?? PollMethod.dots) === PollMethod.dots ? again : undefined
  const [typedBudget, setTypedBudget] = useState<number | null>(dotsBefore?.budget ?? null)
  const [typedCap, setTypedCap] = useState<number | null>(dotsBefore?.cap ?? null)
  const [secrecy, setSecrecy] = useState<'secret' | 'open'>(again?.isSecret === false ? 'open' : 'secret')
  const [minutes, setMinutes] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const hasOpened = useRef(false)
  const isLeft = useIsLeft()
  const sources = method === PollMethod.agreement ? texts : choices
  const source = sources.find((each) => each.kind === kind) ?? sources[0]
  if (!source) return null
  const advised = dotsAdvised(source.options.length)
  const budget = typedBudget ?? advised.budget
  const cap = Math.min(typedCap ?? advised.cap, budget)

  const wished = minutesOf(minutes)
  const hasNoMinutes = wished === undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (hasNoMinutes) return setIsAsked(true)
    setIsSending(true)
    const outcome = model.voting.openRound({
      title: title.trim(),
      method,
      target: source.target,
      options: source.options,
      budget,
      cap,
      isSecret: method === PollMethod.agreement || secrecy === 'secret',
      minutes: wished,
      previous: again?.previous ?? null,
    })
    report(outcome, () => {
      // A person who closed the dialog meanwhile is doing something else.
      if (isLeft()) return
      hasOpened.current = true
      shell.drawer.set(null)
      model.ui.shownRound.set(null)
      model.ui.selection.set(new Set())
      onClose()
    })
    void outcome.finally(() => setIsSending(false))
  }

  return (
    <Dialog
      title={again ? t('again') : t('openHeading')}
      onClose={onClose}
      isForm
      // The drawer that opened it is closed too, and the next step is on the board.
      finalFocus={() => (hasOpened.current ? boardFocusTarget() : true)}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            tone="accent"
            type="submit"
            form="open-round"
            isBusy={isSending}
            disabled={isOpen && !isSending}
          >
            {t('start')}
          </Button>
        </>
      }
    >
      <form id="open-round" className="open-round" onSubmit={submit}>
        <Field
          label={t('title')}
          placeholder={t('titleHint')}
          value={title}
          maxLength={roundLimits.title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {again || sources.length === 1 ? (
          <p className="open-round__what">
            <strong>{t('target')}</strong>
            {sourceLabel(source)}
            {again && <span className="field__hint">{t('onlyWhatExists')}</span>}
          </p>
        ) : (
          <Choice
            legend={t('target')}
            value={source.kind}
            options={sources.map((each) => ({ value: each.kind, label: sourceLabel(each) }))}
            onChange={(next) => {
              setKind(next)
              setTypedBudget(null)
            }}
          />
        )}
        <div className="open-round__scale">
          <Choice
            legend={t('scale')}
            value={method}
            options={[
              { value: PollMethod.dots, label: t('scaleDots') },
              { value: PollMethod.score, label: t('scaleScore') },
              { value: PollMethod.agreement, label: t('scaleAgreement') },
            ]}
            onChange={setMethod}
          />
          {method === PollMethod.agreement && <p className="field__hint">{t('agreementHint')}</p>}
          {method !== PollMethod.agreement && scaleAdvised(voters) === PollMethod.score && (
            <p className="field__hint">{t('scaleFew')}</p>
          )}
        </div>
        {method === PollMethod.dots && (
          <div className="open-round__numbers">
            <Stepper
              label={t('budget')}
              value={budget}
              min={1}
              max={roundLimits.budget}
              words={{ minus: t('common.minus'), plus: t('common.plus') }}
              onChange={setTypedBudget}
            />
            <Stepper
              label={t('cap')}
              value={cap}
              min={1}
              max={budget}
              words={{ minus: t('common.minus'), plus: t('common.plus') }}
              onChange={setTypedCap}
            />
            <p className="field__hint">{t('budgetHint', { count: advised.budget })}</p>
          </div>
        )}
        <Field
          className="open-round__minutes"
          label={`${t('minutes')} (${t('common.optional')})`}
          hint={t('minutesHint')}
          inputMode="decimal"
          value={minutes}
          error={isAsked && hasNoMinutes ? t('minutesError') : undefined}
          onChange={(event) => {
            setMinutes(event.target.value)
            setIsAsked(false)
          }}
          onBlur={() => setIsAsked(true)}
        />
        {method !== PollMethod.agreement && (
          <Choice
            form="cards"
            legend={t('secrecy')}
            value={secrecy}
            options={[
              { value: 'secret', label: t('secret'), hint: t('secretHint') },
              { value: 'open', label: t('openKind'), hint: t('openKindHint') },
            ]}
            onChange={setSecrecy}
          />
        )}
        <p className="card__error" role="alert">
          {isOpen && !isSending && t('alreadyOpen')}
        </p>
      </form>
    </Dialog>
  )
}

function sourceLabel({ kind, options }: RoundSource): string {
  const { length: count } = options
  switch (kind) {
    case 'notes':
      return voteWords.t('targetNotes', { count })
    case 'clusters':
      return voteWords.t('targetClusters', { count })
    case 'selection':
      return voteWords.t('targetSelection', { count })
  }
}

function repeated({ scene }: BoardModel, again: RoundDraft): readonly RoundSource[] {
  const { target } = again
  const options = again.options.filter((id) =>
    target === 'notes' ? scene.notes.has(id) : scene.clusters.has(id),
  )
  return options.length === 0 ? [] : [{ kind: target, target, options }]
}

/** The minutes that were typed: null for none, undefined for an invalid number. */
export function minutesOf(typed: string): number | null | undefined {
  const words = typed.trim().replace(',', '.')
  if (words === '') return null
  const minutes = Number(words)
  return minutes > 0 ? Math.min(roundLimits.minutes, Math.max(0.1, minutes)) : undefined
}

/** A possible subject of a round, with its options in reading order. */
interface RoundSource {
  readonly kind: 'notes' | 'clusters' | 'selection'
  readonly target: BoardTarget
  readonly options: readonly string[]
}

/** Subjects of a round, the likeliest first: the selection, clusters, notes. Empty and parked notes are left out. */
export function roundSources(
  { scene, ui }: Pick<BoardModel, 'scene'> & { readonly ui: Pick<BoardUi, 'selection'> },
  /** One text is enough for agreement. */
  fewest: 1 | 2 = 2,
): readonly RoundSource[] {
  const notes = [...scene.notes.values()].filter((note) => isWritten(note) && !isParked(note))
  const clusters = [...scene.clusters.values()].filter(
    (cluster) => cluster.members.length > 0 && !isParked(cluster),
  )
  const selection = ui.selection.get()
  const chosenClusters = clusters.filter(({ id }) => selection.has(id))
  const chosenNotes = notes.filter(({ id }) => selection.has(id))
  const chosen: RoundSource =
    chosenNotes.length >= chosenClusters.length
      ? { kind: 'selection', target: 'notes', options: optionsOf(chosenNotes) }
      : { kind: 'selection', target: 'clusters', options: optionsOf(chosenClusters) }
  const sources: readonly RoundSource[] = [
    chosen,
    { kind: 'clusters', target: 'clusters', options: optionsOf(clusters) },
    { kind: 'notes', target: 'notes', options: optionsOf(notes) },
  ]
  // A single option is no choice, unless there is nothing else.
  const choices = sources.filter(({ options }) => options.length >= fewest)
  return choices.length > 0 ? choices : sources.slice(1).filter(({ options }) => options.length > 0)
}

/** The ids in reading order, up to the limit of a round. */
function optionsOf(things: readonly { readonly id: string; readonly rect: Rect }[]): readonly string[] {
  return inReadingOrder(things, ({ rect }) => rect)
    .slice(0, roundLimits.options)
    .map(({ id }) => id)
}
