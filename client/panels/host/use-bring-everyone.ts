import { useTranslation } from '../../i18n/use-translation.ts'
import { viewToBring } from '../../model/view/gathering.ts'
import { useBoard } from './board-context.tsx'
import { useOutcome } from './use-outcome.ts'

/** Brings everyone here; undefined where there is nothing to be brought to. */
export function useBringEveryone(): (() => void) | undefined {
  const { t } = useTranslation()
  const { model } = useBoard()
  const tell = useOutcome()
  const view = viewToBring(model)
  if (!view) return undefined
  return () =>
    tell(model.commands.gather(viewToBring(model) ?? view), () =>
      model.notices.show({ text: t('board.brought'), tone: 'calm' }),
    )
}
