import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { toldProgress } from '../../i18n/told-progress.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../host/board-context.tsx'
import { aimOf, useWritten } from '../host/written.ts'
import { Steady } from '../ui/steady.tsx'
import { Said } from './said.tsx'
import { useFigures } from './use-agenda-view.tsx'
import type { StepView } from './view.ts'
import { agendaWords } from './words.ts'
import './step-under-way.css'

/** What people do in a step whose results nobody sees yet. */
export function StepUnderWay({ agenda, view }: { readonly agenda: Agenda; readonly view: StepView }) {
  const { model } = useBoard()
  const [first] = view.prompt
  const isPrivate = useStore(model.writing).mode === 'private'
  return (
    <div className="under-way">
      {first && (
        <p className="under-way__prompt said">
          <Said sentence={first} />
        </p>
      )}
      {isPrivate ? <InPrivate agenda={agenda} view={view} /> : <InSight agenda={agenda} view={view} />}
    </div>
  )
}

interface Props {
  readonly agenda: Agenda
  readonly view: StepView
}

function InPrivate({ agenda, view: { placed } }: Props) {
  const t = useWords(agendaWords)
  return (
    <>
      <Unseen agenda={agenda} placed={placed} />
      <p className="under-way__later quiet">{t('underWay.later')}</p>
    </>
  )
}

interface UnseenProps {
  readonly agenda: Agenda
  readonly placed: PlacedStep
  /** In place of how many people have written. */
  readonly children?: ReactNode
}

/** The sheets that lie face down, and how many people have written. */
export function Unseen({ agenda, placed, children }: UnseenProps) {
  const t = useWords(agendaWords)
  const { wrote, of } = useStore(useBoard().model.writing)
  const aim = aimOf(agenda.template, placed)
  const count = useWritten(aim?.path ?? placed.path)
  const said = toldProgress('wrote', { done: wrote, of })
  return (
    <>
      <Sheets count={count ?? wrote ?? 0} target={aim?.target ?? 0} />
      <p className="under-way__figure tabular">
        <EyeOff aria-hidden="true" />
        {children ?? (of === 0 ? t('underWay.unseen') : <Steady texts={[said]}>{said}</Steady>)}
      </p>
    </>
  )
}

function InSight({ agenda, view: { placed } }: Props) {
  const t = useWords(agendaWords)
  const figures = useFigures(agenda)
  const text =
    figures && figures.of > 0 ? ('text' in figures ? figures.text : toldProgress('done', figures)) : ''
  return (
    <>
      {text !== '' && <p className="under-way__figure tabular">{text}</p>}
      {placed.step.writing === 'shared' && <p className="under-way__later quiet">{t('underWay.first')}</p>}
    </>
  )
}

/** More are a number alone. Not measured. */
const mostSheets = 48

/** The notes that lie face down, and the places of those that are still aimed at. */
function Sheets({ count, target }: { readonly count: number; readonly target: number }) {
  const all = Math.min(mostSheets, Math.max(count, target))
  return (
    <div className="under-way__sheets" aria-hidden="true">
      {Array.from({ length: all }, (_, place) => (
        // A sheet is its place.
        <span key={place} data-written={place < count || undefined} />
      ))}
    </div>
  )
}
