import { inBrief } from '#shared/board/brief.ts'
import { useCallback, useState } from 'react'
import { withSources, type LineageNote } from '#shared/board/lineage.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { useWords } from '../i18n/use-words.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { SceneNote } from '../model/document/scene.ts'
import { useBoard, useMay } from '../panels/host/board-context.tsx'
import { useSceneFact } from '../panels/host/use-scene.ts'
import { useContentLanguage } from '../panels/ui/content-language.ts'
import { useSorted, useSortingThread } from './sorting-thread.ts'
import { sortingWords } from './words.ts'
import './unmentioned-part.css'

/** Nobody thinks of more people at once. The next ones follow when some are mentioned. */
const mostShown = 12

/** A text that may mention somebody, with the things that it grew from. */
export interface MentioningText extends LineageNote {
  readonly text: string
}

/** The ideas that were written in a phase. People, needs and commitments have kinds of their own. */
export function proposalsOf({ scene }: Pick<BoardModel, 'scene'>, path: StepPath): readonly MentioningText[] {
  const phase = `${path.split('/')[0] ?? ''}/`
  return [...scene.notes.values()].filter(
    (note) =>
      note.kind === 'idea' &&
      note.step?.startsWith(phase) === true &&
      note.text.trim() !== '' &&
      !isParked(note),
  )
}

/** The question about the proposals of the phase that a step belongs to. */
export function UnmentionedInPhase({ path }: { readonly path: StepPath }) {
  return <UnmentionedPart texts={useCallback((model: BoardModel) => proposalsOf(model, path), [path])} />
}

interface Props {
  /** It must be stable between draws. */
  readonly texts: (model: BoardModel) => readonly MentioningText[]
}

/**
 * A question with the names of the stakeholders that no text mentions, for those who open it; facilitators see it at once.
 * Nothing while there are no texts or no stakeholders.
 */
export function UnmentionedPart({ texts }: Props) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const isAsked = useSceneFact(
    model.scene,
    ({ notes }) => [...notes.values()].some(isStakeholder) && texts(model).length > 0,
  )
  const mayLead = useMay(Operation.leadAgenda)
  const [isOpen, setOpen] = useState(mayLead)
  if (!isAsked) return null
  return (
    <details
      className="unmentioned"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{t('unmentioned')}</summary>
      {isOpen && <Names texts={texts} />}
    </details>
  )
}

function Names({ texts: readTexts }: Props) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const read = useCallback(() => {
    const texts = readTexts(model)
    const notes = model.scene.notes
    const linked = withSources(
      notes,
      texts.flatMap(({ from = [] }) => from),
    )
    return {
      language: model.meta.get().language,
      names: [...notes.values()]
        .filter((note) => isStakeholder(note) && !linked.has(note.id))
        .map(({ id, text }) => ({ id, text })),
      texts: texts.map(({ text }) => text),
    }
  }, [model, readTexts])
  const answer = useSorted(useSortingThread(), model, 'unmentioned', read)
  if (!answer) return null
  // The map may have a name twice until somebody merges the two.
  const names = [...new Set(answer.flatMap((id) => model.scene.notes.get(id)?.text.trim() || []))]
  if (names.length === 0) return <p className="quiet">{t('unmentionedNone')}</p>
  return (
    <>
      <p className="quiet">{t('unmentionedHint')}</p>
      <ul lang={language}>
        {names.slice(0, mostShown).map((name) => (
          <li key={name} dir="auto">
            {inBrief(name)}
          </li>
        ))}
      </ul>
      {names.length > mostShown && (
        <p className="quiet">{t('unmentionedMore', { count: names.length - mostShown })}</p>
      )}
    </>
  )
}

function isStakeholder(note: Pick<SceneNote, 'kind' | 'text' | 'area'>): boolean {
  return note.kind === 'stakeholder' && note.text.trim() !== '' && !isParked(note)
}
