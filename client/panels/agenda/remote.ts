import { agendaEnd, AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { OpenBoard } from '../host/feature.ts'
import type { StepPress } from '../host/scenes.ts'
import { turnPage } from '../host/room-pages.tsx'
import { moveTo, runSeen } from './lead.ts'
import { sceneOf, sceneOfStep } from './scene-of.ts'
import { stepBehind, aheadOf } from './view.ts'
import { agendaWords } from './words.ts'

/** From the projector's window to the facilitator's in the same browser. */
const Signal = { on: 'on', back: 'back' } as const

/** The keys of a presentation remote. */
const signals: Readonly<Record<string, string>> = { PageDown: Signal.on, PageUp: Signal.back }

function channelOf({ id }: Pick<BoardModel, 'id'>): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`boussole.lead.${id}`)
}

/** PageDown and PageUp on the projector's page lead on and back. */
export function sendRemote(model: Pick<BoardModel, 'id'>): () => void {
  const channel = channelOf(model)
  const tell = channel?.postMessage.bind(channel)
  const press = (event: KeyboardEvent) => {
    const signal = signals[event.key]
    if (signal === undefined || event.repeat) return
    event.preventDefault()
    tell?.(signal)
  }
  window.addEventListener('keydown', press)
  return () => {
    window.removeEventListener('keydown', press)
    channel?.close()
  }
}

/** In the facilitator's window: does what the remote asks for, with the rights of this window. */
export function heedRemote(board: OpenBoard): () => void {
  const { model } = board
  const channel = model.may(Operation.leadAgenda) ? channelOf(model) : undefined
  channel?.addEventListener('message', ({ data }) => {
    const agenda = model.agenda.get()
    if (turnPage(model, data === Signal.on ? 1 : -1)) return
    const next = data === Signal.on ? nextPress(board) : null
    if (next) runSeen(model, next, next.run)
    const behind = data === Signal.back && agenda ? stepBehind(agenda) : undefined
    if (behind) moveTo(model, behind.path)
  })
  return () => channel?.close()
}

export interface NextPress {
  /** Going on now would interrupt people: a sentence that says how many. One press leads on all the same. */
  readonly waiting: string | null
  readonly label: string
  readonly run: () => void
  readonly other?: StepPress['other']
  /** The move that it follows. */
  readonly move: number
  /** The id of the questions that it closes. Empty: none. */
  readonly about: string
}

/** The one press that leads, at a desk, on a phone and with a remote control. Null after the end. */
export function nextPress({ model, features }: Pick<OpenBoard, 'model' | 'features'>): NextPress | null {
  const { t } = agendaWords
  const agenda = model.agenda.get()
  if (!agenda || agenda.now.state === AgendaState.ended) return null
  const lead = sceneOf(features, agenda)?.lead?.(model).get()
  const isAtOnce = lead !== null && lead !== undefined && 'isAtOnce' in lead && lead.isAtOnce
  const count = isAtOnce ? 0 : model.stepBegun.get()
  const warning = lead && 'warns' in lead ? lead.warns : null
  const waiting = count > 0 ? t('stillAnswering', { count }) : warning
  const { move } = agenda.now
  const about = (lead && 'about' in lead && lead.about) || ''
  if (lead && 'run' in lead) return { waiting, ...lead, move, about }
  return {
    waiting,
    move,
    about,
    label: waiting === null ? goOnLabel({ model, features }, agenda) : t('allTheSame'),
    run: () => moveTo(model, aheadOf(agenda).next?.path ?? agendaEnd),
    ...(lead && 'other' in lead && lead),
  }
}

function goOnLabel({ model, features }: Pick<OpenBoard, 'model' | 'features'>, agenda: Agenda): string {
  const { t } = agendaWords
  const { next, isFirst, isNewPhase } = aheadOf(agenda)
  if (!next) return t('finish')
  const phase = fill(next.phase.title, currentLanguage(), agenda.answers).text
  if (isFirst) return t('begin', { phase })
  const own = sceneOfStep(features, next)?.beginLabel?.(
    next.step,
    model.presence.count.get(),
    agenda.template,
  )
  return own ?? (isNewPhase ? t('goOnTo', { phase }) : t('goOn'))
}
