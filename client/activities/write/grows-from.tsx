import { useStore } from '@nanostores/react'
import { inBrief } from '#shared/board/brief.ts'
import { readPrinciple } from '#shared/board/principle.ts'
import type { Step } from '#shared/agenda/template.ts'
import { fromLimit } from '#shared/board/limits.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
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

/** By id of a note, the number of notes of this kind that grow from it. */
function useGrown(kind: NoteKind): (id: string) => number {
  const { model } = useBoard()
  const read = useSceneFact(model.scene, ({ notes }) =>
    JSON.stringify([...notes.values()].flatMap((note) => (note.kind === kind ? (note.from ?? []) : []))),
  )
  const grown = JSON.parse(read) as readonly string[]
  return (id) => grown.filter((each) => each === id).length
}

/** The person of the map who has the chosen need. */
export function useWhom(chosen: readonly string[]): string {
  const { model } = useBoard()
  return useSceneFact(model.scene, ({ notes }) => nameOf(notes, chosen[0]))
}

type Notes = BoardModel['scene']['notes']

function nameOf(notes: Notes, need: string | undefined): string {
  const whom = (notes.get(need ?? '')?.from ?? []).map((id) => notes.get(id))
  return inBrief(whom.find((note) => note?.kind === 'stakeholder')?.text ?? '')
}

/** The need that a promise answers, those of the own table first, each with its promises so far. */
export function PromisedNeed({ step, chosen, onChange }: GrowsFromProps) {
  const t = useWords(writeWords)
  const { model } = useBoard()
  const sources = useSources(step).slice(0, mostShown)
  const promised = useGrown('promise')
  const tables = useStore(model.tables)?.tables.length ?? 0
  const own = tables > 0 ? model.ownTable() : null
  const names = useSceneFact(model.scene, ({ notes }) =>
    JSON.stringify(sources.map(({ id }) => nameOf(notes, id))),
  )
  const nameAt = JSON.parse(names) as readonly string[]
  const all = sources.map(({ id, words }, place) => {
    const count = promised(id)
    const name = nameAt[place] ?? ''
    const said = count === 0 ? t('noPromise') : t('promises', { count })
    return {
      isOwn: own === null || place % tables === own - 1,
      value: id,
      label: name === '' ? inBrief(words) : `${name} · ${inBrief(words)}`,
      hint: said,
    }
  })
  const needs = (isOwn: boolean) => all.filter((each) => each.isOwn === isOwn)
  const choiceOf = (isOwn: boolean) => (
    <Choice
      form="cards"
      className="write-field__need"
      legend={t(isOwn ? (own === null ? 'need' : 'ownNeeds') : 'otherNeeds')}
      value={chosen[0] ?? ''}
      options={needs(isOwn)}
      onChange={(id) => onChange([id])}
    />
  )
  if (sources.length === 0) return null
  return (
    <div className="write-field__needs">
      {needs(true).length > 0 && choiceOf(true)}
      {needs(false).length > 0 && (
        <details>
          <summary>
            {t('otherNeeds')} <span className="tabular">({needs(false).length})</span>
          </summary>
          {choiceOf(false)}
        </details>
      )}
    </div>
  )
}

/** The principle that a story shows. Those without a story are named. */
export function ShownPrinciple({ step, chosen, onChange }: GrowsFromProps) {
  const t = useWords(writeWords)
  const sources = useSources(step).slice(0, mostShown)
  const told = useGrown('story')
  if (sources.length === 0) return null
  return (
    <Choice
      form="cards"
      className="write-field__principle"
      legend={t('shownPrinciple')}
      value={chosen[0] ?? ''}
      options={sources.map(({ id, words }) => {
        const { choice } = readPrinciple(words)
        const count = told(id)
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
