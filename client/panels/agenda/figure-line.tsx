import type { Agenda } from '#shared/agenda/agenda.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Steady } from '../ui/steady.tsx'
import { useFigures } from './use-agenda-view.ts'
import { agendaWords } from './words.ts'
import './clock.css'

/** How far people are, and never who. */
export function FigureLine({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const figures = useFigures(agenda)
  if (!figures || figures.of === 0) return null
  const text = 'text' in figures ? figures.text : t('figures', { done: figures.done, of: figures.of })
  return (
    <span className="agenda-figures tabular">
      <Steady texts={[text]}>{text}</Steady>
    </span>
  )
}
