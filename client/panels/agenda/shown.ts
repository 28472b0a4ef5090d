import { atom, computed, type ReadableAtom, type WritableAtom } from 'nanostores'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import type { StepPath } from '#shared/agenda/template.ts'

export interface ShownAgenda {
  /** The agenda as this screen's task shows it: still with the last step while the person has begun words there. */
  readonly agenda: ReadableAtom<Agenda | null>
  readonly isBehind: ReadableAtom<boolean>
  /** The move at which this page came in. */
  readonly cameTo: number | undefined
  /** Goes on to where the group is. */
  readonly join: () => void
  /** Looks again, after words were added or removed. */
  readonly look: () => void
  readonly close: () => void
}

/** Nobody is pulled away from words that they have begun: their task waits until they join the group. */
export function createShown(
  agenda: ReadableAtom<Agenda | null>,
  hasBegun: (path: StepPath) => boolean,
  held: WritableAtom<Agenda | null> = atom(null),
): ShownAgenda {
  held.set(null)
  const isHeld = ({ now }: Agenda) => now.step !== null && hasBegun(now.step)
  const look = () => {
    const before = held.get()
    if (before && !isHeld(before)) held.set(null)
  }
  const stop = agenda.listen((now, before) => {
    const waiting = held.get()
    // The group has come back to the step.
    if (waiting && now?.now.state === AgendaState.running && now.now.step === waiting.now.step) held.set(null)
    const hasMoved = before && now?.now.move !== before.now.move
    if (waiting || !hasMoved || now?.now.step === before.now.step) return
    if (before.now.state !== AgendaState.running) return
    if (isHeld(before)) held.set(before)
  })
  return {
    agenda: computed([agenda, held], (now, before) => before ?? now),
    cameTo: agenda.get()?.now.move,
    isBehind: computed(held, (before) => before !== null),
    look,
    join: () => held.set(null),
    close: stop,
  }
}
