import { adoptionLimits } from '#shared/board/limits.ts'
import { useState } from 'react'
import { useStore } from '@nanostores/react'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import type { Version } from '#shared/board/versions.ts'
import { AdoptionKind, ConsentGap, unansweredIn } from '#shared/workshop/adoption.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { focusOnArrival } from '../../panels/ui/focus.ts'
import { TakeAnother } from './choosing.tsx'
import type { ConsentView } from './consent-view.ts'
import { OpenForm } from './open-form.tsx'
import { consentWords } from './words.ts'
import './step-task.css'

/** For facilitators, on the stage in sight of all: what the answers mean for an adoption, and ways besides the one button. */
export function Decision({ view, version }: { readonly view: ConsentView; readonly version: Version }) {
  return (
    <div className="consent__decision">
      <Gap view={view} />
      <Decide
        key={version.id}
        view={view}
        version={version}
        // Where the amendment leads, the one button begins it.
        mayAmend={view.asked !== undefined && view.gap !== ConsentGap.notCarried}
      />
    </div>
  )
}

/** The meaning of a closed question's answers for an adoption. */
function Gap({ view: { asked, current, gap } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const said = consentWordsOf(useReader().language)
  const replies = useStore(useBoard().model.replies)
  if (!asked || current === null) return null
  switch (gap) {
    case undefined: {
      const hadObjections = (asked.reasons ?? []).some(({ answer = 0 }) => answer === 0)
      return (
        <p className="consent__gap" data-calm>
          {t(hadObjections ? 'gapAnswered' : 'gapNone')}
        </p>
      )
    }
    case ConsentGap.notCarried:
      return (
        <p className="consent__gap">
          {t('gapNotCarried')} {t('gapStillPossible')}
        </p>
      )
    case ConsentGap.unanswered: {
      const awaited = asked.awaited?.[current] ?? 0
      return (
        <p className="consent__gap">
          {t('gapUnanswered', { count: unansweredIn(asked, current, replies) })}{' '}
          {awaited > 0 && said.awaited(awaited)}
        </p>
      )
    }
    case ConsentGap.tooFew:
      return <p className="consent__gap">{t('gapTooFew')}</p>
    case ConsentGap.nobody:
      return <p className="consent__gap">{t('gapNobody')}</p>
    case ConsentGap.open:
    case ConsentGap.notAsked:
      return null
  }
}

/** Besides the one button: amend the sentence, take another one, or adopt it in another way than by consent. */
function Decide({
  view,
  version,
  mayAmend,
}: {
  readonly view: ConsentView
  readonly version: Version
  readonly mayAmend: boolean
}) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const [isOtherwise, setIsOtherwise] = useState(false)
  const [wasOtherwise, setWasOtherwise] = useState(false)
  const close = () => {
    setIsOtherwise(false)
    setWasOtherwise(true)
  }
  if (isOtherwise) return <Otherwise version={version} onDone={close} />
  return (
    <div className="consent__presses">
      {mayAmend && (
        <Button
          tone="neutral"
          onClick={() => run({ kind: 'consent.draft', version: version.id, isOpen: true })}
        >
          {t('amend')}
        </Button>
      )}
      <TakeAnother view={view} />
      <Button tone="quiet" ref={wasOtherwise ? focusOnArrival : null} onClick={() => setIsOtherwise(true)}>
        {t('otherwise')}
      </Button>
    </div>
  )
}

/** Without consent for a reason, or by the sponsor: both are called so everywhere. */
function Otherwise({ version, onDone }: { readonly version: Version; readonly onDone: () => void }) {
  const t = useWords(consentWords)
  const [by, setBy] = useState<'override' | 'sponsor'>(AdoptionKind.override)
  const isOverride = by === AdoptionKind.override
  return (
    <OpenForm
      name={`adopt:${version.id}`}
      label={t(isOverride ? 'overrideReason' : 'sponsorReason')}
      limit={adoptionLimits.reason}
      commandOf={(said) =>
        isOverride && said === ''
          ? null
          : { kind: 'purpose.adopt', version: version.id, by, ...(said !== '' && { reason: said }) }
      }
      button={t(isOverride ? 'adoptOverride' : 'adoptSponsor')}
      isOpened
      onDone={onDone}
    >
      <Choice
        legend={t('way')}
        form="cards"
        value={by}
        options={[
          { value: AdoptionKind.override, label: t('override'), hint: t('overrideHint') },
          { value: AdoptionKind.sponsor, label: t('sponsor'), hint: t('sponsorHint') },
        ]}
        onChange={setBy}
      />
    </OpenForm>
  )
}
