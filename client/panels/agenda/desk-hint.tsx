import { useStore } from '@nanostores/react'
import { Lightbulb } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { shownSaving } from '../host/shown-saving.ts'
import type { Hint } from './view.ts'
import { agendaWords } from './words.ts'

interface DeskHintProps {
  readonly hint: Hint | undefined
  readonly here: number
  readonly expected: number | null
}

/** At most one sentence, from counts alone. Without a connection nobody is counted. */
export function DeskHint({ hint, here, expected }: DeskHintProps) {
  const t = useWords(agendaWords)
  const saving = useStore(shownSaving(useBoard().model))
  if (!hint || saving === 'offline' || saving === 'unkept') return null
  return (
    <output className="desk-column__hint">
      <Lightbulb aria-hidden="true" />
      {t(`hint.${hint}`, { here, expected: expected ?? here })}
    </output>
  )
}
