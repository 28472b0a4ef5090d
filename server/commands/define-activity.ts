import type { RefusalTable } from '#shared/workshop/refusals.ts'
import type { ActivityTools, BoardActivity, ServerActivity } from '../contracts/activity.ts'
import type { LiveBoard } from '../contracts/live-board.ts'
import type { Dispatcher } from './dispatcher.ts'

/** An activity as the registry has it: only the activity itself knows the type of its state. */
export interface RegisteredActivity {
  readonly refusals: RefusalTable
  readonly open: (board: LiveBoard, tools: ActivityTools) => Promise<BoardActivity>
  readonly addCommands: (dispatcher: Dispatcher) => void
}

export function defineActivity<State extends BoardActivity>({
  commands,
  refusals,
  open,
}: ServerActivity<State>): RegisteredActivity {
  const states = new WeakMap<LiveBoard, State>()
  const stateOf = (board: LiveBoard): State => {
    const state = states.get(board)
    if (!state) throw new Error(`board ${board.id} is not open`)
    return state
  }
  return {
    refusals,
    open: async (board, tools) => {
      const state = await open(board, tools)
      states.set(board, state)
      return state
    },
    addCommands: (dispatcher) => dispatcher.add({ commands, stateOf }),
  }
}
