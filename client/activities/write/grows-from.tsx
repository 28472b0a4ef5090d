import { inBrief } from '#shared/board/brief.ts'
import { useCallback } from 'react'
import type { Step } from '#shared/agenda/template.ts'
import { fromLimit } from '#shared/board/limits.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { writeWords } from './words.ts'

/** So many of the things beside the task can be chosen. Not measured. */
const mostShown = 60

interface GrowsFromProps {
  readonly step: Step
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

interface Source {
  readonly id: string
  readonly words: string
}

const isSame = (a: Source, b: Source) => a.id === b.id && a.words === b.words

/** The groups and notes beside the task from which the next note grows. Nobody has to choose any. */
export function GrowsFrom({ step, chosen, onChange }: GrowsFromProps) {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const { pinnedFor } = model
  const read = useCallback(
    (scene: BoardModel['scene']): readonly Source[] => {
      const { notes, clusters } = pinnedFor(step)
      return [
        ...clusters.map((id) => ({ id, words: scene.clusters.get(id)?.title.trim() ?? '' })),
        ...notes.map((id) => ({ id, words: scene.notes.get(id)?.text.trim() ?? '' })),
      ]
        .filter(({ words }) => words !== '')
        .slice(0, mostShown)
    },
    [pinnedFor, step],
  )
  const sources = useSceneList(model.scene, read, isSame)
  if (sources.length === 0) return null
  return (
    <details className="write-field__from">
      <summary>
        {chosen.length === 0 ? t('growsFrom') : t('growsFromChosen', { count: chosen.length })}
      </summary>
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
