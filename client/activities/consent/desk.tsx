import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { consentWordsOf } from '#shared/activities/consent/result-words.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Version } from '#shared/board/versions.ts'
import {
  adoptionLimits,
  AdoptionKind,
  ConsentGap,
  notCarryingIn,
  unansweredIn,
} from '#shared/workshop/adoption.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { AudienceBadge } from '../../panels/host/audience-badge.tsx'
import { useBegun } from '../../panels/host/use-begun.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { focusOnArrival } from '../../panels/ui/focus-on-arrival.ts'
import { Amendment } from './amendment.tsx'
import type { ConsentView } from './consent-view.ts'
import { useConsent, useVersion, useVersionName } from './use-consent.ts'
import { consentWords } from './words.ts'
import './step-task.css'

/** For facilitators: the sentences to choose from, the reasons against an adoption, the objections to answer. */
export function ConsentDesk({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(consentWords)
  const view = useConsent(placed)
  const current = useVersion(view.current)
  const isRunning = useStore(useBoard().model.agenda)?.now.step === placed.path
  const { open, asked, adoption, isDrafting } = view
  const isUndecided = !open && !adoption
  if (!isRunning) return null
  if (!current) return <p className="consent__hint">{t('noneToLead')}</p>
  return (
    <div className="consent">
      {isUndecided && !asked && <Candidates view={view} />}
      {isDrafting && <Drafting version={current} />}
      {isUndecided && !isDrafting && (
        <>
          <Gap view={view} />
          {/* Where the amendment leads, the one button begins it. */}
          <Decide
            key={current.id}
            version={current}
            mayAmend={asked !== undefined && view.gap !== ConsentGap.notCarried}
          />
        </>
      )}
      {isUndecided && asked && <Candidates view={view} />}
    </div>
  )
}

/** Of several sentences, the one to decide about: everybody sees which. */
function Candidates({ view: { candidates, current } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const versions = useStore(useStatements().versions)
  const nameOf = useVersionName()
  if (candidates.length < 2) return null
  const options = candidates.flatMap((id) => {
    const version = versions.find((each) => each.id === id)
    return version ? [{ value: id, label: nameOf(version), hint: inBrief(version.text) }] : []
  })
  return (
    <Choice
      legend={t('choose')}
      value={current ?? ''}
      options={options}
      form="cards"
      onChange={(version) => run({ kind: 'consent.choose', version })}
    />
  )
}

/** The meaning of a closed question's answers for an adoption. */
function Gap({ view: { asked, current, gap } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const said = consentWordsOf(useReader().language)
  const replies = useStore(useBoard().model.replies)
  if (!asked || current === null) return null
  const { below, answered } = notCarryingIn(asked, current)
  const notCarried = said.notCarrying(below, answered)
  switch (gap) {
    case undefined: {
      const hadObjections = (asked.reasons ?? []).some(({ answer = 0 }) => answer === 0)
      return (
        <p className="consent__gap" data-calm>
          {t(hadObjections ? 'gapAnswered' : 'gapNone')} {below > 0 && notCarried}
        </p>
      )
    }
    case ConsentGap.notCarried:
      return (
        <p className="consent__gap">
          {t('gapNotCarried')} {notCarried} {t('gapStillPossible')}
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

/** For facilitators, besides the one button: amend the sentence, or adopt it in another way than by consent. */
function Decide({ version, mayAmend }: { readonly version: Version; readonly mayAmend: boolean }) {
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
      <Button tone="quiet" ref={wasOtherwise ? focusOnArrival : null} onClick={() => setIsOtherwise(true)}>
        {t('otherwise')}
      </Button>
    </div>
  )
}

interface DecisionProps {
  readonly version: Version
  readonly onDone: () => void
}

/** The group writes the amendment; the one button keeps it. */
function Drafting({ version }: { readonly version: Version }) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  return (
    <Amendment version={version}>
      <Button tone="quiet" onClick={() => run({ kind: 'consent.draft', version: version.id, isOpen: false })}>
        {t('cancel')}
      </Button>
    </Amendment>
  )
}

/** Without consent for a reason, or by the sponsor: both are called so everywhere. */
function Otherwise({ version, onDone }: DecisionProps) {
  const t = useWords(consentWords)
  const id = useId()
  const run = useRunCommand()
  const language = useContentLanguage()
  const [by, setBy] = useState<'override' | 'sponsor'>(AdoptionKind.override)
  const { begun, write, clear } = useBegun({
    step: null,
    name: `adopt:${version.id}`,
    audience: Audience.open,
  })
  const reason = begun.text
  const isOverride = by === AdoptionKind.override
  const said = reason.trim()
  const isPossible = !isOverride || said !== ''
  return (
    <form
      className="consent__form"
      ref={focusOnArrival}
      onSubmit={(event) => {
        event.preventDefault()
        if (isPossible)
          run(
            { kind: 'purpose.adopt', version: version.id, by, ...(said !== '' && { reason: said }) },
            () => {
              clear()
              onDone()
            },
          )
      }}
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
      <label htmlFor={id}>{t(isOverride ? 'overrideReason' : 'sponsorReason')}</label>
      <textarea
        id={id}
        rows={3}
        lang={language}
        dir="auto"
        maxLength={adoptionLimits.reason}
        required={isOverride}
        value={reason}
        aria-describedby={`${id}-audience`}
        onChange={(event) => write({ text: event.target.value })}
      />
      <AudienceBadge id={`${id}-audience`} audience={Audience.open} />
      <Presses
        label={t(isOverride ? 'adoptOverride' : 'adoptSponsor')}
        isPossible={isPossible}
        onDone={onDone}
      />
    </form>
  )
}

interface PressesProps {
  readonly label: string
  readonly isPossible: boolean
  readonly onDone: () => void
}

function Presses({ label, isPossible, onDone }: PressesProps) {
  const t = useWords(consentWords)
  return (
    <div className="consent__presses">
      <Button type="submit" tone="neutral" aria-disabled={!isPossible}>
        {label}
      </Button>
      <Button tone="quiet" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  )
}
