import { computed } from 'nanostores'
import { AgendaState, leftOf } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { begunOf, isReason, unsentIn } from '../../model/memory/begun.ts'
import { bringTask, isStageAside } from '../host/column.ts'
import { focusBoard } from '../host/return-focus.ts'
import type { OpenBoard } from '../host/feature.ts'
import { watchOwnNotes } from '../host/own-notes.ts'
import { heedRemote } from './remote.ts'
import { hasSound, sound } from './sound.ts'
import { tableWords } from './table-words.ts'
import { shownOf } from './use-shown.ts'

/** The id of the column beside the board. */
export const taskId = 'task'

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
  /** What was told before the last greeting: on its way then, it may have arrived after it. */
  let stale: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    const move = fact.get()
    const before = told
    const from = before ?? stale
    told = move
    stale = null
    if (move === before && from === before) return
    if (move !== null) return void run({ kind: 'agenda.begun', from: move, isBegun: true })
    // Of another step it counts nobody any more.
    if (from !== null && agenda.get()?.now.move === from)
      void run({ kind: 'agenda.begun', from, isBegun: false })
  }
  const tellSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(tell, restMs)
  }
  const stops = [
    fact.subscribe(tellSoon),
    // With each greeting of the server: it counts nobody of whom it has not heard since.
    own.listen(() => {
      stale = told ?? stale
      told = null
      tellSoon()
    }),
  ]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** Sounds at the marks of a step's time, for those who chose it. Keeps the task of a person who writes, and tells that they have begun. */
export function followAgenda(board: OpenBoard): () => void {
  const { model, shell, features } = board
  let timers: ReturnType<typeof setTimeout>[] = []
  const watchClock = () => {
    timers.forEach(clearTimeout)
    const agenda = model.agenda.get()
    const left = agenda && leftOf(agenda.clock, model.now())
    const runs = agenda?.now.state === AgendaState.running && agenda.clock.endsAt !== null
    timers = marksOfSound.flatMap(({ leftMs, tone }) => {
      const inMs = (left ?? 0) - leftMs
      const isAhead = runs && inMs > 0 && inMs <= maxTimer
      return isAhead ? [setTimeout(() => hasSound.get() && sound(tone), inMs)] : []
    })
  }
  shownOf(model, features)
  const stopRemote = heedRemote(board)
  const stopTelling = tellBegun(model)
  const stopNotes = watchOwnNotes(model)
  const stop = model.agenda.subscribe((now, before) => {
    watchClock()
    if (!before || now?.now.move === before.now.move) return
    bringTask(shell)
    isStageAside.set(false)
  })
  const stopSwitch = followSwitch(model)
  const stopTables = model.tables.listen((now, before) => {
    if (!model.may(Operation.leadAgenda) || now?.move !== before?.move) return
    for (const [index, { asks }] of now?.tables.entries() ?? []) {
      if (asks === undefined || before?.tables[index]?.asks !== undefined) continue
      model.notices.show({ tone: 'calm', text: tableWords.t('asksAt', { number: index + 1 }) })
    }
  })
  return () => {
    stopSwitch()
    stopTables()
    stopNotes()
    timers.forEach(clearTimeout)
    stopRemote()
    stopTelling()
    stop()
  }
}

/** Takes the keyboard from the stage to the board, and back, unless it is on a button outside both. */
function followSwitch({ camera }: BoardModel): () => void {
  let stopWait = () => {}
  const isLost = () => {
    const { activeElement } = document
    return activeElement === document.body || activeElement?.id === 'board'
  }
  const stop = isStageAside.listen((isAside) => {
    stopWait()
    // The canvas comes with its code the first time.
    const look = () => {
      if (!isLost()) return
      if (isAside) focusBoard()
      else document.getElementById(taskId)?.focus({ preventScroll: true })
    }
    const frame = requestAnimationFrame(look)
    const stopScreen = camera.screen.listen(() => {
      stopScreen()
      requestAnimationFrame(look)
    })
    stopWait = () => {
      cancelAnimationFrame(frame)
      stopScreen()
    }
  })
  return () => {
    stopWait()
    stop()
  }
}

const marksOfSound = [
  { leftMs: 60_000, tone: 'mark' },
  { leftMs: 10_000, tone: 'mark' },
  { leftMs: 0, tone: 'end' },
] as const

/** The longest time that a browser's timer can wait. */
const maxTimer = 2 ** 31 - 1
