import { Operation } from '#shared/workshop/policy.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { OpenBoard } from '../host/feature.ts'
import { turnPage } from '../host/room-pages.ts'
import { moveTo } from './lead.ts'
import { nextPress } from './next-press.ts'
import { stepBehind } from './view.ts'

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
    if (data === Signal.on) nextPress(board)?.run()
    const behind = data === Signal.back && agenda ? stepBehind(agenda) : undefined
    if (behind) moveTo(model, behind.path)
  })
  return () => channel?.close()
}
