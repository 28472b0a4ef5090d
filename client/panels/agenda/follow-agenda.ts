import { AgendaState, leftOf } from '#shared/agenda/agenda.ts'
import type { OpenBoard } from '../host/feature.ts'
import { heedRemote } from './remote.ts'
import { hasSound, sound } from './sound.ts'
import { shownOf } from './use-shown.ts'

/** Sounds at the end of a step's time, for those who chose it. Keeps the task of a person who writes. */
export function followAgenda(board: OpenBoard): () => void {
  const { model, shell, features } = board
  let timer: ReturnType<typeof setTimeout> | undefined
  const watchClock = () => {
    clearTimeout(timer)
    const agenda = model.agenda.get()
    if (agenda?.now.state !== AgendaState.running || agenda.clock.endsAt === null) return
    const left = leftOf(agenda.clock, model.now())
    if (left === null || left <= 0 || left > maxTimer) return
    timer = setTimeout(() => hasSound.get() && sound(), left)
  }
  shownOf(model, features)
  const stopRemote = heedRemote(board)
  const stop = model.agenda.subscribe((now, before) => {
    watchClock()
    // On a phone the task comes first.
    if (before && now?.now.move !== before.now.move) shell.phoneView.set('list')
  })
  return () => {
    clearTimeout(timer)
    stopRemote()
    stop()
  }
}

/** The longest time that a browser's timer can wait. */
const maxTimer = 2 ** 31 - 1
