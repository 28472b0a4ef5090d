import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import { isTurn, itemsOf, type Thing } from '#shared/asking/ask.ts'
import { pastOf, type Asked } from '#shared/asking/asked.ts'
import type { Declared } from '#shared/asking/define.ts'
import type { Block } from '#shared/blocks/block.ts'
import { inFull } from '#shared/board/brief.ts'
import { capital } from '#shared/text/letters.ts'
import { castBallot } from '#shared/workshop/round.ts'
import { translator } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { RoomPages } from '../blocks/room-pages.tsx'
import { AudienceBadge } from '../host/audience.tsx'
import { useIsHeldUp } from '../host/after-arrival.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { Choice } from '../ui/choice.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { readerOf, sayOf } from './in-asking.ts'
import { audienceOf, giveAnswer, useAnswer } from './own-answers.ts'
import { Choosing, PairOfThings, Words } from './pair.tsx'
import { askingWords } from './words.ts'
import './turn.css'

interface TurnProps {
  readonly asked: Asked
  readonly path: StepPath
  readonly declared: Declared
  readonly isRoom?: boolean
}

/** Type sizes of a room, rem: the smallest is read from the last row. */
const roomSizes = [2.2, 1.9, 1.6, 1.45, 1.32]

/** Two things side by side, or one in its turn. */
export function PairOrTurn(props: TurnProps) {
  const { asked, isRoom = false } = props
  const { id, pairs } = asked
  if (!isTurn(pairs?.all[pairs.at])) return <PairOfThings {...props} />
  if (!isRoom) return <TurnOfThing {...props} />
  return (
    <div className="room-scene__whole">
      <RoomPages name={`turn:${id}:${pairs.at}`} sizes={roomSizes}>
        <TurnOfThing {...props} />
      </RoomPages>
    </div>
  )
}

/** One thing, the question about it now, and what came out about it so far. */
function TurnOfThing({ asked, path, declared, isRoom = false }: TurnProps) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  useStore(translator)
  const { pairs, things } = asked
  const turn = pairs?.all[pairs.at]
  const thing = isTurn(turn) ? things[turn[0]] : undefined
  const past = useMemo(() => (turn ? pastOf(asked, turn[0]) : null), [asked, turn])
  if (!isTurn(turn) || !thing) return null
  const [place, question] = turn
  const blocks = past ? declared.blocksOf(past, readerOf(model, path)) : []
  if (question === null) return <Blocks blocks={blocks} isRoom={isRoom} />
  const isFirst = pairs?.all.findIndex((part) => part[0] === place) === pairs?.at
  return (
    <div className="turn pair" data-size={isRoom ? 'room' : undefined}>
      {things.length > 1 && (
        <p className="turn__place tabular">{t('thing', { n: place + 1, of: things.length })}</p>
      )}
      {/* A room keeps an article on one page where its type can. */}
      <article className="turn__now">
        <blockquote className="turn__thing" lang={language} dir="auto" {...kerned(thing.text)}>
          {inFull(thing.text)}
        </blockquote>
        <Answers
          asked={asked}
          path={path}
          declared={declared}
          isRoom={isRoom}
          thing={thing}
          question={question}
        />
      </article>
      {!isFirst && <Blocks blocks={toldBefore(blocks)} isRoom={isRoom} />}
    </div>
  )
}

/** What was said before the question now, without the words above it, and without answers that were too few. */
function toldBefore(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'principle') return [block]
    if (block.kind !== 'shares') return []
    const rows = block.rows.filter(({ counts }) => counts !== null)
    return rows.length > 0 ? [{ ...block, rows }] : []
  })
}

function Answers({
  asked,
  path,
  declared,
  isRoom = false,
  thing,
  question,
}: TurnProps & { readonly thing: Thing; readonly question: string }) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const mayAnswer = useMay(castBallot) && !isRoom
  const field = itemsOf(asked)[0]
  const { begun, own, text } = useAnswer({ asked, path, question: field?.item ?? '' })
  const isHeldUp = useIsHeldUp(model)
  if (field?.ask.kind !== 'choice') return null
  const { of, labels } = field.ask
  const sides = of.map((option) => ({
    id: option,
    text: capital(thing.options?.[option] ?? labels?.[option] ?? sayOf(declared, `${question}.${option}`)),
    label: '',
  }))
  const badge = `${asked.id}-audience`
  const isPair = sides.length === 2 && !labels
  return (
    <>
      <h2 className="turn__question">{sayOf(declared, question)}</h2>
      {!mayAnswer ? (
        <ul className={isPair ? 'turn__sides pair__sides' : 'turn__sides'}>
          {sides.map((side) => (
            <li key={side.id} className={isPair ? 'pair__side' : undefined} dir="auto">
              {isPair ? <Words thing={side} /> : inFull(side.text)}
            </li>
          ))}
        </ul>
      ) : isPair ? (
        <Choosing asked={asked} path={path} declared={declared} sides={sides} />
      ) : (
        <Choice
          legend={sayOf(declared, question)}
          form="cards"
          value={text}
          options={sides.map(({ id, text: words }) => {
            const [label = '', ...rest] = words.split('\n')
            return { value: id, label, hint: rest.join(' ') }
          })}
          onChange={(chosen) => giveAnswer(model, { asked, path, question: field.item }, chosen)}
        />
      )}
      {mayAnswer && (
        <footer className="pair__foot row">
          <AudienceBadge id={badge} audience={audienceOf(asked)} />
          <output className="field__hint">
            {begun ? isHeldUp && t('waiting') : own !== undefined && t('counted')}
          </output>
        </footer>
      )}
    </>
  )
}
