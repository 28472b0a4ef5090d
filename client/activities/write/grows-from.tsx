import { inBrief } from '#shared/board/brief.ts'
import type { Step } from '#shared/agenda/template.ts'
import { fromLimit } from '#shared/board/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useSources } from '../../panels/host/use-sources.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { writeWords } from './words.ts'

/** So many of the things beside the task can be chosen. Not measured. */
const mostShown = 60

interface GrowsFromProps {
  readonly step: Step
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** The groups and notes beside the task from which the next note grows. Nobody has to choose any. */
export function GrowsFrom({ step, chosen, onChange }: GrowsFromProps) {
  const t = useWords(writeWords)
  const language = useContentLanguage()
  const sources = useSources(step).slice(0, mostShown)
  const count = sources.filter(({ id }) => chosen.includes(id)).length
  if (sources.length === 0) return null
  return (
    <details className="write-field__from">
      <summary>{count === 0 ? t('growsFrom') : t('growsFromChosen', { count })}</summary>
      <ul>
        {sources.map(({ id, words }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                disabled={!chosen.includes(id) && chosen.length >= fromLimit}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
              <span lang={language} dir="auto">
                {inBrief(words)}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  )
}
