import { adoptionsOf } from '#shared/board/adoptions.ts'
import { readAgendaNow } from '#shared/board/agenda.ts'
import { roundsOf } from '#shared/board/round.ts'
import { Role } from '#shared/workshop/role.ts'
import { RoundState } from '#shared/workshop/round.ts'
import type { ActivityServices } from '../activities/board-services.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { Happening } from './webhooks.ts'

/** The state of an open board when it was looked at last. */
interface Known {
  readonly board: LiveBoard
  readonly facts: Facts
}

interface Facts {
  readonly move: number
  readonly closed: ReadonlySet<string>
  readonly adoptions: ReadonlySet<string>
}

/**
 * Tells steps that changed, votes that closed and purposes that were adopted. It looks at a board after each command of a
 * facilitator and each deadline, since nothing else does these things; the crowd's answers cost nothing.
 */
export function withNews(services: ActivityServices, tell: (happening: Happening) => void): ActivityServices {
  const open = new Map<string, Known>()
  const look = (id: string): void => {
    const known = open.get(id)
    if (!known) return
    const { board, facts: before } = known
    const facts = factsOf(board)
    open.set(id, { board, facts })
    if (facts.move !== before.move) tell({ type: 'step.changed', board: id, about: { move: facts.move } })
    for (const round of newIn(facts.closed, before.closed))
      tell({ type: 'vote.closed', board: id, about: { round } })
    for (const adoption of newIn(facts.adoptions, before.adoptions))
      tell({ type: 'purpose.adopted', board: id, about: { adoption } })
  }
  return {
    ...services,
    opened: async (board) => {
      await services.opened(board)
      open.set(board.id, { board, facts: factsOf(board) })
    },
    closed: (board) => {
      open.delete(board)
      services.closed(board)
    },
    run: async (board, session, envelope) => {
      const answer = await services.run(board, session, envelope)
      if (session.role === Role.facilitator) look(board.id)
      return answer
    },
    deadlinePassed: async (deadline) => {
      await services.deadlinePassed(deadline)
      look(deadline.board)
    },
  }
}

function newIn(now: ReadonlySet<string>, before: ReadonlySet<string>): readonly string[] {
  return [...now].filter((id) => !before.has(id))
}

function factsOf(board: LiveBoard): Facts {
  const closed = board.read(roundsOf).filter(({ state }) => state === RoundState.closed)
  return {
    move: board.read(readAgendaNow)?.move ?? 0,
    closed: new Set(closed.map(({ id }) => id)),
    adoptions: new Set(board.read(adoptionsOf).map(({ id }) => id)),
  }
}
