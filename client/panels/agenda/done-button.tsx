import { useStore } from '@nanostores/react'
import { Check } from 'lucide-react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button } from '../ui/button.tsx'
import { saysDone } from './scene-of.ts'
import { agendaWords } from './words.ts'

/** "I am done". The bar says how many are. Facilitators lead, so that nobody waits for them. */
export function DoneButton({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model, features } = useBoard()
  const isDone = useStore(model.ownDone.isDone)
  const maySay = useMay(Operation.finishStep) && model.role === Role.participant
  const report = useOutcome()
  if (!maySay || !saysDone(features, agenda)) return null
  return (
    <div className="task__done">
      <Button
        className="task__done-button"
        aria-pressed={isDone}
        icon={isDone ? <Check /> : undefined}
        isWide
        onClick={() => report(model.ownDone.say(!isDone))}
      >
        {t('done')}
      </Button>
    </div>
  )
}
