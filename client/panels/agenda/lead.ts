import { AgendaState, agendaEnd, undoMs } from '#shared/agenda/agenda.ts'
import { findStep } from '#shared/agenda/steps.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { operations } from '#shared/activities/policy.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { showOnce } from '../../model/commands/notices.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { stepName } from './view.ts'
import { agendaWords } from './words.ts'
import { purposeAsked } from './purpose-asked.ts'

type Leading = Pick<BoardModel, 'agenda' | 'run' | 'notices'>

/** The move from which this page led last. */
const ledFrom = new WeakMap<Leading['agenda'], number>()

/** True if this page has led on from `move`, or taken that move back. */
export function hasLedFrom({ agenda }: Pick<Leading, 'agenda'>, move: number): boolean {
  return ledFrom.get(agenda) === move
}

/** Milliseconds from what a person sees to the press that answers it. */
const reactionMs = 400

/** What the one button of a page is about: the move, and the questions that it closes. */
interface Sight {
  readonly move: number
  /** The id of the questions. Empty: none. */
  readonly about: string
}

interface Seen extends Sight {
  /** When that came without a press of this page. */
  readonly since: number
  /** The questions alone have changed: the next ones come by themselves. */
  readonly isSameStep: boolean
}

const seen = new WeakMap<Leading['agenda'], Seen>()
const pressed = new WeakMap<Leading['agenda'], string>()

/** The page shows now what its one button is about. */
export function sawPress({ agenda }: Pick<Leading, 'agenda'>, { move, about }: Sight): void {
  const before = seen.get(agenda)
  const isSameStep = before?.move === move
  if (isSameStep && before.about === about) return
  const isOwn = !before || pressed.get(agenda) === keyOf(before) || hasLedFrom({ agenda }, before.move)
  // The first questions of a step take the place of nothing.
  const isFirst = isSameStep && before.about === ''
  seen.set(agenda, { move, about, since: isOwn || isFirst ? -Infinity : performance.now(), isSameStep })
}

function keyOf({ move, about }: Sight): string {
  return `${move} ${about}`
}

/**
 * Runs a press unless what it is about came so shortly before that the person still saw what was there before: two
 * facilitators who press together lead one step on, and nobody skips a pair that they have not seen.
 */
export function runSeen(model: Pick<Leading, 'agenda' | 'notices'>, sight: Sight, run: () => void): void {
  const { since = -Infinity, isSameStep = false } = seen.get(model.agenda) ?? {}
  if (performance.now() - since >= reactionMs) {
    pressed.set(model.agenda, keyOf(sight))
    run()
  } else if (!isSameStep) showOnce(model.notices, { tone: 'warn', text: errorSentence('agenda_moved') })
}

/**
 * Leads everybody to a step, and offers to take that back for a while. `despite`: why they go on although no purpose was
 * adopted. Without it a window asks, where one is needed.
 */
export function moveTo(model: Leading, to: StepPath, despite?: string): void {
  const { agenda, notices } = model
  const before = agenda.get()
  if (!before) return
  ledFrom.set(agenda, before.now.move)
  const asked = model.run({
    kind: 'agenda.move',
    from: before.now.move,
    to,
    ...(despite !== undefined && { despite }),
  })
  const ask = async () => {
    const outcome = await asked
    if (!outcome.ok && outcome.code === 'purpose_missing') purposeAsked.set(to)
    else tellRefusal(model, Promise.resolve(outcome), moved)
  }
  const moved = () => {
    const placed = findStep(before.template, to)
    const step = placed && stepName(placed, currentLanguage(), before.answers)
    const text = step === undefined ? agendaWords.t('movedToEnd') : agendaWords.t('movedTo', { step })
    const from = before.now.move + 1
    const id = notices.show({
      text,
      tone: 'calm',
      isLasting: true,
      action: { label: agendaWords.t('undo'), run: () => undo(model, from) },
    })
    // An undo is refused afterwards, and another move has a message of its own.
    const over = () => {
      stop()
      clearTimeout(timer)
      notices.dismiss(id)
    }
    const timer = setTimeout(over, undoMs)
    const stop = agenda.listen((now) => (now?.now.move ?? 0) > from && over())
  }
  void ask()
}

export function endAll(model: Leading): void {
  moveTo(model, agendaEnd)
}

function undo(model: Leading, from: number): void {
  ledFrom.set(model.agenda, from)
  tellRefusal(model, model.run({ kind: 'agenda.undo', from }))
}

export function addMinutes(model: Leading, minutes: number): void {
  tellRefusal(model, model.run({ kind: 'agenda.time', from: moveOf(model), seconds: minutes * 60 }))
}

export function pause(model: Leading): void {
  tellRefusal(model, model.run({ kind: 'agenda.pause', from: moveOf(model) }))
}

export function resume(model: Leading): void {
  tellRefusal(model, model.run({ kind: 'agenda.resume', from: moveOf(model) }))
}

/** Opens everything that the running step closes, or the end of the workshop; or closes it again. */
export function openStep(model: Leading, isOpen: boolean): void {
  tellRefusal(
    model,
    model.run({ kind: 'agenda.open', from: moveOf(model), operations: isOpen ? [...operations] : [] }),
    () => {
      const atEnd = model.agenda.get()?.now.state === AgendaState.ended ? 'AtEnd' : ''
      model.notices.show({ text: agendaWords.t(`${isOpen ? 'opened' : 'closed'}${atEnd}`), tone: 'calm' })
    },
  )
}

function moveOf({ agenda }: Pick<BoardModel, 'agenda'>): number {
  return agenda.get()?.now.move ?? 0
}
