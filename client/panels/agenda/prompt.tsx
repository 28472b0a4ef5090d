import { useId, useEffect } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { showFirstWork } from '../../offline/first-work.ts'
import { Said } from './said.tsx'
import { useOver, useIsOver } from './use-agenda-view.tsx'
import type { StepView } from './view.ts'
import './step-stage.css'

/** Letters of a prompt that is still large. Not measured. */
const short = 110

/** The question of the step, once on each screen. A step that is over shows what came out instead. */
export function Prompt({
  agenda,
  view,
  onBoard,
}: {
  readonly agenda: Agenda
  readonly view: StepView
  readonly onBoard?: true
}) {
  const [first] = view.prompt
  const over = useOver(agenda)
  const id = useId()
  if (!first) return null
  // The result has headings of its own, below this one.
  if (over !== null) return !onBoard && <h2 className="visually-hidden">{over}</h2>
  // Over the board it stands outside the main part of the page.
  const Part = onBoard ? 'section' : 'div'
  return (
    <Part className={onBoard ? 'prompt prompt--board' : 'prompt'} aria-labelledby={onBoard ? id : undefined}>
      <h2 id={id} className="prompt__words said" data-long={first.text.length > short || undefined}>
        <Said sentence={first} />
      </h2>
      <Helps agenda={agenda} view={view} className="task__help" />
    </Part>
  )
}

interface HelpsProps {
  readonly agenda: Agenda
  readonly view: StepView
  readonly className: string
}

/** Help to follow the prompt. Once a vote has closed it would promise what is over. */
export function Helps({ agenda, view: { prompt }, className }: HelpsProps) {
  const [, ...helps] = prompt
  if (useIsOver(agenda)) return null
  return helps.map((help) => (
    <p key={help.text} className={className}>
      <Said sentence={help} />
    </p>
  ))
}

/** Beside the work of a step: both are shown at the same moment. */
export function FirstWork() {
  useEffect(showFirstWork, [])
  return null
}
