import type { Step } from '#shared/agenda/template.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useSources } from '../host/use-sources.ts'
import { Statement } from '../ui/statement.tsx'
import { agendaWords } from './words.ts'

/** So many are read beside a task. More have their place on the board. Not measured. */
const mostPinned = 30

/** More, or longer ones, would push the task itself out of sight: they wait behind their heading. Not measured. */
const mostOpen = 3
const mostLetters = 120

/** Whoever writes a promise or a story chooses among these things: the task itself has them. */
function isInTask({ makes }: Step): boolean {
  return makes?.kind === 'promise' || makes?.kind === 'story'
}

/**
 * What a step takes from earlier ones, to read beside the task: by reference, so always as it is now. With `most` it is
 * part of a page over the board. The task has it then, too, so only that one is a landmark.
 */
export function Pinned({ step, most }: { readonly step: Step; readonly most?: number }) {
  const t = useWords(agendaWords)
  const all = useSources(step)
  const said = all.slice(0, most ?? mostPinned)
  if (said.length === 0 || (most === undefined && isInTask(step))) return null
  const isShort = said.length <= mostOpen && said.map(({ words }) => words).join('').length <= mostLetters
  return (
    <section className="task__pinned" aria-label={most === undefined ? t('pinned') : undefined}>
      <details open={isShort}>
        <summary>
          {t('pinned')} <span className="tabular">({all.length})</span>
        </summary>
        <ul>
          {said.map(({ id, words }) => (
            <li key={id}>
              <Statement text={words} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
