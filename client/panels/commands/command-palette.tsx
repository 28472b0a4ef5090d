import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { useActions } from '../host/use-actions.ts'
import { Palette } from '../ui/palette.tsx'
import { commandsWords } from './words.ts'

/** The command palette (Ctrl+K). */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const t = useWords(commandsWords)
  const { shell } = useBoard()
  const choices = useActions()
    .filter(({ id }) => id !== 'commands')
    .map(({ keys, section, ...action }) => ({
      ...action,
      group: t(`groups.${section}`),
      aside: keys && <kbd aria-hidden="true">{keys}</kbd>,
    }))
  return (
    <Palette
      title={t('heading')}
      placeholder={t('placeholder')}
      none={t('none')}
      choices={choices}
      typed={shell.typed.join('')}
      onClose={onClose}
    />
  )
}
