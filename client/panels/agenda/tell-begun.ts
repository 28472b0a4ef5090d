import { computed } from 'nanostores'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { Role } from '#shared/workshop/role.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { begunOf, isReason, unsentIn } from '../../model/memory/begun.ts'

type Teller = Pick<BoardModel, 'id' | 'role' | 'me' | 'agenda' | 'own' | 'run'>

/** So long nothing must change before the server is told: people who send one note after the other tell it once. */
const restMs = 1_000

/**
 * Tells the server whether this person has unsent words in the running step: one fact for all fields, and no word. Returns
 * its own undo.
 */
export function tellBegun({ id, role, me, agenda, own, run }: Teller): () => void {
  // Facilitators lead; they are not waited for.
  if (role !== Role.participant) return () => undefined
  const fact = computed([agenda, begunOf(id, me.get().id)], (now, texts) => {
    const step = now?.now.state === AgendaState.running ? now.now.step : null
    // A reason goes with a secret answer: nobody may learn that somebody writes one.
    return step !== null && now && unsentIn(texts, step).some(({ place }) => !isReason(place))
      ? now.now.move
      : null
  })
  /** The move with which the server counts this person. */
  let told: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    const move = fact.get()
    const before = told
    told = move
    if (move === before) return
    if (move !== null) return void run({ kind: 'agenda.begun', from: move, isBegun: true })
    // Of another step it counts nobody any more.
    const isSameStep = agenda.get()?.now.move === before
    if (before !== null && isSameStep) void run({ kind: 'agenda.begun', from: before, isBegun: false })
  }
  const tellSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(tell, restMs)
  }
  const stops = [
    fact.subscribe(tellSoon),
    // With each greeting of the server: it counts nobody of whom it has not heard since.
    own.listen(() => {
      told = null
      tellSoon()
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
