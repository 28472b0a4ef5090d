import type { Agenda } from '#shared/agenda/agenda.ts'
import { Said } from './said.tsx'
import { useIsOver } from './use-agenda-view.ts'
import type { StepView } from './view.ts'

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
