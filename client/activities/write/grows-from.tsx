import { inBrief } from '#shared/board/brief.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import type { Step } from '#shared/agenda/template.ts'
import { fromLimit } from '#shared/board/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { useSources } from '../../panels/host/use-sources.ts'
import { Choice } from '../../panels/ui/choice.tsx'
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

/** The principle that a story shows. Those without a story are named. */
export function ShownPrinciple({ step, chosen, onChange }: GrowsFromProps) {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const sources = useSources(step).slice(0, mostShown)
  const told = useSceneFact(model.scene, ({ notes }) =>
    JSON.stringify([...notes.values()].flatMap(({ kind, from = [] }) => (kind === 'story' ? from : []))),
  )
  const stories = JSON.parse(told) as readonly string[]
  if (sources.length === 0) return null
  return (
    <Choice
      form="cards"
      className="write-field__principle"
      legend={t('shownPrinciple')}
      value={chosen[0] ?? ''}
      options={sources.map(({ id, words }) => {
        const { choice } = readPrinciple(words)
        const count = stories.filter((each) => each === id).length
        return {
          value: id,
          label: inBrief(choice === '' ? words : choice),
          hint: count === 0 ? t('noStory') : t('stories', { count }),
        }
      })}
      onChange={(id) => onChange([id])}
    />
  )
}
