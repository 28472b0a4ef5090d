import { useStore } from '@nanostores/react'
import { useEffect, useRef } from 'react'
import { ConsentOperation } from '#shared/activities/consent/rights.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { castBallot } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { Adopted } from '../../panels/ui/adopted.tsx'
import { Sentence } from '../../panels/ui/sentence.tsx'
import { Amendment } from './amendment.tsx'
import type { ConsentView } from './consent-view.ts'
import { Results } from './result.tsx'
import { Scale } from './scale.tsx'
import { useConsent, useVersion, useVersionName } from './use-consent.ts'
import { consentWords } from './words.ts'
import './step-task.css'

/** The sentence, then the question, then the answers to it. */
export function ConsentTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(consentWords)
  const view = useConsent(placed)
  const mayAsk = useMay(ConsentOperation.ask)
  const current = useVersion(view.current)
  const nameOf = useVersionName()
  const { adoption } = view
  const top = useRef<HTMLDivElement>(null)
  const moment = momentOf(view)
  const lastMoment = useRef(moment)
  useEffect(() => {
    // The next thing to read or do stands above the one that is over.
    if (moment !== lastMoment.current) top.current?.scrollIntoView({ block: 'start' })
    lastMoment.current = moment
  }, [moment])
  if (!current) return <p className="consent__hint">{t('none')}</p>
  return (
    <div className="consent" ref={top}>
      <div className="consent__sentence">
        {adoption ? (
          <Adopted adoption={adoption} />
        ) : (
          <Sentence text={current.text}>{nameOf(current)}</Sentence>
        )}
      </div>
      <div className="consent__answers">
        <Question view={view} />
        {!mayAsk && view.isDrafting && <Amendment version={current} />}
        <Results view={view} hasBars />
      </div>
    </div>
  )
}

/** Changes when the question opens or closes, when the amendment begins, and when the sentence is adopted. */
function momentOf({ adoption, open, isDrafting, asked }: ConsentView): string {
  if (adoption) return `adopted ${adoption.id}`
  if (open) return `open ${open.id}`
  return isDrafting ? 'drafting' : `asked ${asked?.id}`
}

function Question({ view: { current, open, asked, before, adoption } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const { model } = useBoard()
  const closing = useStore(model.voting.closing)
  const mayCast = useMay(castBallot)
  const mayAsk = useMay(ConsentOperation.ask)
  if (open && current !== null) {
    if (closing.has(open.id)) return <output className="consent__hint">{t('closing')}</output>
    return mayCast && <Scale key={open.id} round={open} version={current} />
  }
  if (asked || before || adoption || mayAsk) return null
  return <p className="consent__hint">{t('waiting')}</p>
}
