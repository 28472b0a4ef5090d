import { computed, type ReadableAtom } from 'nanostores'
import { asideName } from '#shared/board/aside.ts'
import { declaredAs, leadAsking } from '../panels/asking/in-asking.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { StepPress } from '../panels/host/scenes.ts'
import { leadAside } from './aside/lead-aside.ts'

export { answeredAt } from '../panels/asking/in-asking.ts'

/** Shows the answers of an activity that asks. In `aside` a press confirms them once they are shown. */
export function leadAsked(model: BoardModel, name: string): ReadableAtom<StepPress | null> {
  const show = leadAsking(model, declaredAs(name))
  return name === asideName ? computed([show, leadAside(model)], (first, then) => first ?? then) : show
}
