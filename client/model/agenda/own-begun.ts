import { computed, type ReadableAtom } from 'nanostores'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { Role } from '#shared/workshop/role.ts'
import type { RemoteCommands } from '../connection/remote-commands.ts'
import { isReason, unsentIn, type BegunTexts } from '../memory/begun.ts'

export interface OwnBegun {
  /** The server has greeted this page: it counts nobody of whom it has not heard since. */
  readonly heard: () => void
  readonly close: () => void
}

/** So long nothing must change before the server is told: people who send one note after the other tell it once. */
const restMs = 1_000

/** Tells the server whether this person has unsent words in the running step: one fact for all fields, and no word. */
export function tellBegun(
  role: Role,
  agenda: ReadableAtom<Agenda | null>,
  begun: ReadableAtom<BegunTexts>,
  { run }: Pick<RemoteCommands, 'run'>,
): OwnBegun {
  const fact = computed([agenda, begun], (now, texts) => {
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
  const stop = role === Role.participant ? fact.subscribe(tellSoon) : () => undefined
  return {
    heard: () => {
      told = null
      if (role === Role.participant) tellSoon()
    },
    close: () => {
      clearTimeout(timer)
      stop()
    },
  }
}
