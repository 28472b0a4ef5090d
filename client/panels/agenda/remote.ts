import { atom, type ReadableAtom } from 'nanostores'
import { agendaEnd } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { OpenBoard } from '../host/feature.ts'
import { moveTo } from './lead.ts'
import { saysDone, sceneOf } from './scene-of.ts'
import { againMs, aheadOf, asksTwice, stepBehind } from './view.ts'

/** From the projector's window to the facilitator's in the same browser, and back when a second press is needed. */
const Signal = { on: 'on', back: 'back', again: 'again' } as const

/** The keys of a presentation remote. */
const signals: Readonly<Record<string, string>> = { PageDown: Signal.on, PageUp: Signal.back }

function channelOf({ id }: Pick<BoardModel, 'id'>): BroadcastChannel | undefined {
  return typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`boussole.lead.${id}`)
}

const asking = atom(false)
/** The projector has been pressed once, and waits for a second press. */
export const remoteAsks: ReadableAtom<boolean> = asking

/** PageDown and PageUp on the projector's page lead on and back. */
export function sendRemote(model: Pick<BoardModel, 'id'>): () => void {
  const channel = channelOf(model)
  const tell = channel?.postMessage.bind(channel)
  let timer: ReturnType<typeof setTimeout> | undefined
  const press = (event: KeyboardEvent) => {
    const signal = signals[event.key]
    if (signal === undefined || event.repeat) return
    event.preventDefault()
    asking.set(false)
    tell?.(signal)
  }
  const hear = ({ data }: MessageEvent) => {
    if (data !== Signal.again) return
    clearTimeout(timer)
    asking.set(true)
    timer = setTimeout(() => asking.set(false), againMs)
  }
  window.addEventListener('keydown', press)
  channel?.addEventListener('message', hear)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', press)
    channel?.close()
  }
}

/** In the facilitator's window: does what the remote asks for, with the rights of this window. */
export function heedRemote({ model, features }: OpenBoard): () => void {
  const channel = model.may(Operation.leadAgenda) ? channelOf(model) : undefined
  const tell = channel?.postMessage.bind(channel)
  let asked = { move: -1, at: 0 }
  const goOn = () => {
    const agenda = model.agenda.get()
    if (!agenda) return
    const scene = sceneOf(features, agenda)
    const path = agenda.now.step
    const own = path === null ? undefined : scene?.figures?.(model, path).get()
    const figures = own ?? (saysDone(features, agenda) ? model.stepProgress.get() : null)
    const nowMs = model.now()
    const isSecond = asked.move === agenda.now.move && nowMs - asked.at < againMs
    const lead = scene?.lead?.(model).get()
    if (!isSecond && !lead?.isAtOnce && asksTwice(agenda.clock, nowMs, figures)) {
      asked = { move: agenda.now.move, at: nowMs }
      tell?.(Signal.again)
      return
    }
    if (lead) return lead.run()
    if (agenda.now.state !== 'ended') moveTo(model, aheadOf(agenda).next?.path ?? agendaEnd)
  }
  channel?.addEventListener('message', ({ data }) => {
    const agenda = model.agenda.get()
    if (data === Signal.on) goOn()
    const behind = data === Signal.back && agenda ? stepBehind(agenda) : undefined
    if (behind) moveTo(model, behind.path)
  })
  return () => channel?.close()
}
