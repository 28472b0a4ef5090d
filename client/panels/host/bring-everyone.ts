import type { BoardModel } from '../../model/contract/board-model.ts'
import { viewToBring } from '../../model/view/gathering.ts'
import { tellRefusal } from '../../tools/tell-refusal.ts'
import { hostWords } from './words.ts'

/** Brings everyone to the view of this screen; undefined where there is nothing to bring them to. */
export function bringEveryone(model: BoardModel): (() => void) | undefined {
  const view = viewToBring(model)
  if (!view) return undefined
  return () =>
    tellRefusal(model, model.commands.gather(viewToBring(model) ?? view), () =>
      model.notices.show({ text: hostWords.t('brought'), tone: 'calm' }),
    )
}
