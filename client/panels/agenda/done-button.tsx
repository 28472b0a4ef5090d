import { useStore } from '@nanostores/react'
import { Check } from 'lucide-react'
import { Suspense, useMemo, useState } from 'react'
import type { Agenda } from '#shared/agenda/agenda.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import { begunOf, unsentIn } from '../../model/memory/begun.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useInColumn } from '../host/column.ts'
import { lazyPart } from '../host/entries.tsx'
import { useOutcome } from '../host/outcome.ts'
import { maySend } from '../host/send-begun.ts'
import { Button } from '../ui/button.tsx'
import { saysDone } from './scene-of.ts'
import { agendaWords } from './words.ts'

const UnsentWords = lazyPart(async () => (await import('./unsent-words.tsx')).UnsentWords)

/** The words about which somebody was asked when they were done, and the move in which they were. */
interface Asked {
  readonly move: number
  readonly places: readonly string[]
}

/** "I am done". The bar says how many are. Nobody waits for facilitators who do not take part. */
export function DoneButton({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(agendaWords)
  const { model, features } = useBoard()
  const isDone = useStore(model.ownDone.isDone)
  const me = useStore(model.me)
  const maySay = useMay(Operation.finishStep) && takesPart({ role: model.role, participant: me })
  const report = useOutcome()
  const inColumn = useInColumn()
  const { id } = useStore(model.me)
  const store = useMemo(() => begunOf(model.id, id), [model.id, id])
  const { move, step } = agenda.now
  const texts = useStore(store)
  const unsent = step === null ? [] : unsentIn(texts, step).filter(({ secret }) => secret === undefined)
  const [asked, setAsked] = useState<Asked>()
  const open = asked?.move === move ? unsent.filter(({ place }) => asked.places.includes(place)) : []
  const say = (is: boolean) => {
    setAsked(undefined)
    report(model.ownDone.say(is))
  }
  /** Done, once all of them are sent. A text that lacks something stays, and its author completes it or leaves it. */
  const sayWhenSent = ({ places }: Asked) => {
    const look = () => {
      const isMoved = model.agenda.get()?.now.move !== move
      const left = step === null ? [] : unsentIn(store.get(), step)
      if (!isMoved && left.some(({ place }) => places.includes(place))) return
      stop()
      if (!isMoved) say(true)
    }
    const stop = store.listen(look)
    look()
  }
  const press = () => {
    const places = unsent.map(({ place }) => place).filter(maySend)
    if (isDone || places.length === 0) say(!isDone)
    else setAsked({ move, places })
  }
  if (!maySay || !saysDone(features, agenda)) return null
  return (
    <div className="task__done">
      {asked && open.length > 0 && (
        <Suspense fallback={null}>
          <UnsentWords texts={open} onSent={() => sayWhenSent(asked)} onLeft={() => say(true)} />
        </Suspense>
      )}
      <Button
        className="task__done-button"
        aria-pressed={isDone}
        icon={isDone ? <Check /> : undefined}
        isWide={inColumn}
        onClick={press}
      >
        {t('done')}
      </Button>
    </div>
  )
}
