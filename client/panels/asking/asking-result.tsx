import { useStore } from '@nanostores/react'
import { Suspense, useMemo, type ReactNode } from 'react'
import { mostInDuel } from '#shared/activities/duel/activity.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Declared } from '#shared/asking/define.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import { isShown, type Asked, type ShownAsked } from '#shared/asking/asked.ts'
import { asideName } from '#shared/board/aside.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { translator } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { RoomPages } from '../blocks/room-pages.tsx'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useRunCommand } from '../host/use-activity.ts'
import { runningStep } from '../host/use-agenda.ts'
import { useStatementsInStep } from '../host/use-statements.ts'
import { Button } from '../ui/button.tsx'
import { AskedThing, Reasons } from './asked-thing.tsx'
import { PairOrTurn } from './turn.tsx'
import { askedAt, declaredAs, proposedAt, readerOf, sayOf } from './in-asking.ts'
import { askingWords } from './words.ts'
import './asking.css'

interface AskingProps {
  readonly placed: PlacedStep
}

/** The result, from the same blocks on every screen and on paper. */
export function AskingResult({
  declared,
  asked,
  path,
  isRoom = false,
}: {
  readonly declared: Declared
  readonly asked: ShownAsked
  readonly path: StepPath
  readonly isRoom?: boolean
}) {
  const { model } = useBoard()
  useStore(translator)
  useStore(model.activity(declared.name))
  const blocks = declared.blocksOf(asked, readerOf(model, path))
  // A room reads no table: desks, phones and paper have it.
  return <Blocks blocks={isRoom ? blocks.filter(({ kind }) => kind !== 'table') : blocks} isRoom={isRoom} />
}

/** Type sizes, rem: the smallest is read from the last row. */
const [thingSizes, resultSizes] = [
  [2.4, 2.1, 1.9, 1.75, 1.6, 1.45, 1.32],
  [2.2, 1.9, 1.6, 1.45, 1.32],
]

/** For the whole room: the questions, then what came out. The head says how many have answered. */
export function AskingInRoom({ placed: { step, path } }: AskingProps) {
  const { model } = useBoard()
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  useStore(translator)
  const declared = declaredAs(step.activity)
  if (!asked) return declared.name === 'duel' && <NoDuel path={path} declared={declared} isRoom />
  if (isShown(asked))
    return (
      <div className="room-scene__whole">
        <RoomPages name={`shown:${asked.id}`} sizes={resultSizes} isFull>
          <AskingResult declared={declared} asked={asked} path={path} isRoom />
        </RoomPages>
      </div>
    )
  if (asked.pairs) return <PairOrTurn asked={asked} path={path} declared={declared} isRoom />
  if (asked.things.length > 0) return <ThingsInRoom asked={asked} path={path} declared={declared} />
  return (
    <ul className="asking-questions">
      {Object.keys(asked.asks).map((question) => (
        <li key={question}>{sayOf(declared, question)}</li>
      ))}
    </ul>
  )
}

interface NoDuelProps {
  readonly path: StepPath
  readonly declared: Declared
  readonly isRoom?: boolean
  /** Where one sentence is left. */
  readonly children?: ReactNode
}

/** There is no duel: one sentence is left, or too many. */
export function NoDuel(props: NoDuelProps) {
  return (
    <Suspense fallback={null}>
      <TooMany {...props} />
    </Suspense>
  )
}

/** Some are set aside first: one press leads a facilitator back to the step that asks which. */
function TooMany({ path, declared, isRoom = false, children }: NoDuelProps) {
  const { model } = useBoard()
  const run = useRunCommand()
  const mayLead = useMay(Operation.leadAgenda)
  const agenda = useStore(model.agenda)
  const sentences = useStatementsInStep(path)
  useStore(translator)
  if (!agenda || sentences.length <= mostInDuel) return children
  const tooMany = sayOf(declared, 'tooMany')
  if (isRoom)
    return (
      <ul className="asking-questions">
        <li>{tooMany}</li>
      </ul>
    )
  const steps = stepsOf(agenda.template)
  const own = steps.findIndex((placed) => placed.path === path)
  const aside = steps.slice(0, own).findLast(({ step }) => step.activity === asideName)
  const move = { kind: 'agenda.move', from: agenda.now.move, to: aside?.path ?? '' } as const
  return (
    <>
      <p>{tooMany}</p>
      {mayLead && aside && <Button onClick={() => run(move)}>{sayOf(declared, 'asideFirst')}</Button>}
    </>
  )
}

interface ThingsProps {
  readonly asked: Asked
  readonly path: StepPath
  readonly declared: Declared
}

/** The things about which people are asked, and why somebody proposed them. */
function ThingsInRoom({ asked, path, declared }: ThingsProps) {
  const { model } = useBoard()
  const proposed = useStore(useMemo(() => proposedAt(model, path, asked), [model, path, asked]))
  return (
    <div className="room-scene__whole">
      <RoomPages name={`asked:${asked.id}`} sizes={thingSizes}>
        <Above asked={asked} path={path} declared={declared} isRoom />
        <ol className="asking__things" data-size="room">
          {asked.things.map((thing) => {
            const reasons = declared.isOnProposal ? proposed[thing.id] : undefined
            return (
              <AskedThing key={thing.id} thing={thing} isRoom isCalled={reasons !== undefined}>
                {reasons && <Reasons reasons={reasons} />}
              </AskedThing>
            )
          })}
        </ol>
      </RoomPages>
    </div>
  )
}

/** The words above the questions while they are open. */
export function Above({
  asked,
  path,
  declared,
  isRoom = false,
}: ThingsProps & { readonly isRoom?: boolean }) {
  const { model } = useBoard()
  useStore(translator)
  const blocks = declared.above?.(asked, readerOf(model, path)) ?? []
  return blocks.length > 0 && <Blocks blocks={blocks} isRoom={isRoom} />
}

/** For facilitators, once the answers are shown: the questions once more. */
export function AskingOnDesk({ placed: { path } }: AskingProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const asked = useStore(useMemo(() => askedAt(model, path), [model, path]))
  if (!asked?.shown || runningStep(model)?.path !== path) return null
  return (
    <Button tone="neutral" onClick={() => run({ kind: 'asking.again', asked: asked.id })}>
      {t('again')}
    </Button>
  )
}
