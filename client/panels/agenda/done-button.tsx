import { useStore } from '@nanostores/react'
import { Check } from 'lucide-react'
import { Suspense, useMemo, useState } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import { begunOf, unsentIn, type PlacedText } from '../../model/memory/begun.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { lazyPart } from '../host/entries.tsx'
import { useOutcome } from '../host/outcome.ts'
import { Button } from '../ui/button.tsx'
import { saysDone } from './scene-of.ts'
import { agendaWords } from './words.ts'

const UnsentWords = lazyPart(async () => (await import('./unsent-words.tsx')).UnsentWords)

/** "I am done". The bar says how many are. Facilitators lead, so that nobody waits for them. */
export function DoneButton({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model, features } = useBoard()
  const isDone = useStore(model.ownDone.isDone)
  const maySay = useMay(Operation.finishStep) && model.role === Role.participant
  const report = useOutcome()
  const { id } = useStore(model.me)
  const store = useMemo(() => begunOf(model.id, id), [model.id, id])
  const { move, step } = agenda.now
  const unsentNow = (texts = store.get()): readonly PlacedText[] =>
    step === null ? [] : unsentIn(texts, step).filter(({ secret }) => secret === undefined)
  const unsent = unsentNow(useStore(store))
  /** The move in which this person was asked about words that are not sent. */
  const [asked, setAsked] = useState<number>()
  if (!maySay || !saysDone(features, agenda)) return null
  const say = (is: boolean) => {
    setAsked(undefined)
    report(model.ownDone.say(is))
  }
  return (
    <div className="task__done">
      {asked === move && unsent.length > 0 && (
        <Suspense fallback={null}>
          <UnsentWords
            texts={unsent}
            onSent={() => unsentNow().length === 0 && say(true)}
            onLeft={() => say(true)}
          />
        </Suspense>
      )}
      <Button
        className="task__done-button"
        aria-pressed={isDone}
        icon={isDone ? <Check /> : undefined}
        isWide
        onClick={() => (isDone || unsent.length === 0 ? say(!isDone) : setAsked(move))}
      >
        {t('done')}
      </Button>
    </div>
  )
}
