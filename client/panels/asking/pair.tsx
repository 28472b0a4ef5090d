import { useEffect, useId, useMemo, useState, type ReactNode } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import { answersTo, isTurn, itemsOf, type Pairs, type Thing } from '#shared/asking/ask.ts'
import type { Asked } from '#shared/asking/asked.ts'
import type { Declared } from '#shared/asking/define.ts'
import { inFull } from '#shared/board/brief.ts'
import { castBallot } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../host/audience.tsx'
import { useIsHeldUp } from '../host/after-arrival.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { kerned } from '../ui/sentence.tsx'
import { isWriting } from '../ui/keys.ts'
import { sayOf } from './in-asking.ts'
import { audienceOf, giveAnswer, useAnswer } from './own-answers.ts'
import { askingWords } from './words.ts'
import './pair.css'

interface PairProps {
  readonly asked: Asked
  readonly path: StepPath
  readonly declared: Declared
  readonly isRoom?: boolean
}

/** Two things, large, side by side: a tap or an arrow key chooses one. A room reads them. */
export function PairOfThings({ asked, path, declared, isRoom = false }: PairProps) {
  const mayAnswer = useMay(castBallot)
  const { pairs, things } = asked
  const now = pairs?.all[pairs.at]
  if (!pairs || !now || isTurn(now)) return null
  const sides = now.flatMap((place) => things[place] ?? [])
  return (
    <div className="pair" data-size={isRoom ? 'room' : undefined}>
      {isRoom || !mayAnswer ? (
        <div className="pair__sides">
          {sides.map((thing) => (
            <div key={thing.id} className="pair__side">
              <Words thing={thing} />
            </div>
          ))}
        </div>
      ) : (
        <Choosing asked={asked} path={path} declared={declared} sides={sides} />
      )}
      <Foot pairs={pairs} until={asked.until}>
        {!isRoom && mayAnswer && <AudienceBadge id={`${asked.id}-audience`} audience={audienceOf(asked)} />}
      </Foot>
    </div>
  )
}

/** A tap or an arrow key chooses one of two. */
export function Choosing({ asked, path, declared, sides }: PairProps & { readonly sides: readonly Thing[] }) {
  const t = useWords(askingWords)
  const { model } = useBoard()
  const name = useId()
  const field = useMemo(() => itemsOf(asked)[0], [asked])
  const item = field?.item ?? ''
  const { begun, text } = useAnswer({ asked, path, question: item })
  const isHeldUp = useIsHeldUp(model)
  const answers = useMemo(() => (field && answersTo(field.ask)) ?? [], [field])
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const { key, target, altKey, ctrlKey, metaKey } = event
      const side = key === 'ArrowLeft' ? 0 : key === 'ArrowRight' ? 1 : -1
      const answer = answers[side]
      if (answer === undefined || altKey || ctrlKey || metaKey || isWriting(target)) return
      event.preventDefault()
      giveAnswer(model, { asked, path, question: item }, answer)
    }
    document.addEventListener('keydown', choose)
    return () => document.removeEventListener('keydown', choose)
  }, [model, asked, path, item, answers])
  return (
    <fieldset className="pair__sides" aria-describedby={`${asked.id}-audience`}>
      <legend className="visually-hidden">{sayOf(declared, field?.question ?? 'title')}</legend>
      {sides.map((thing, side) => {
        const answer = answers[side] ?? ''
        const isChosen = text === String(answer)
        return (
          <label key={side} className="pair__side" data-chosen={isChosen || undefined}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={isChosen}
              onChange={() => giveAnswer(model, { asked, path, question: item }, answer)}
            />
            <Words thing={thing} />
            <span className="pair__mark" aria-hidden="true">
              {isChosen ? t(begun && isHeldUp ? 'waiting' : 'chosen') : t('choose')}
              <kbd>{side === 0 ? '←' : '→'}</kbd>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

/** Letters of a sentence that is still large beside another one. Not measured. */
const shortSentence = 140

/** The words of one side, large. */
export function Words({ thing: { id, text } }: { readonly thing: Thing }) {
  const language = useContentLanguage()
  return (
    <blockquote
      key={id}
      data-long={text.length > shortSentence || undefined}
      lang={language}
      dir="auto"
      {...kerned(text)}
    >
      {inFull(text)}
    </blockquote>
  )
}

interface FootProps {
  readonly pairs: Pairs
  readonly until: number | null
  readonly children: ReactNode
}

/** The audience of the answer, the number of this pair, and the time until the next one. */
function Foot({ pairs: { all, at }, until, children }: FootProps) {
  const t = useWords(askingWords)
  return (
    <footer className="pair__foot row">
      {children}
      <span className="pair__place tabular">
        <span>{t('pair', { n: at + 1, of: all.length })}</span>
        {until !== null && <Left until={until} />}
      </span>
      <span className="pair__ticks" aria-hidden="true">
        {all.map((_, place) => (
          <i key={place} data-state={place < at ? 'over' : place === at ? 'now' : undefined} />
        ))}
      </span>
    </footer>
  )
}

/** Seconds until the next pair. Nothing speaks them. */
function Left({ until }: { readonly until: number }) {
  const { model } = useBoard()
  const [now, setNow] = useState(model.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(model.now()), 1_000)
    return () => clearInterval(timer)
  }, [model])
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000))
  return <span aria-hidden="true">{`0:${String(Math.min(59, seconds)).padStart(2, '0')}`}</span>
}
