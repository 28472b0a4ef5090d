import { useEffect, useState, type FormEvent } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import type { Invitation } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { readInvitation, type Outcome } from '../../model/http/api.ts'
import { rememberEntered } from '../../model/memory/entered-links.ts'
import { formerVisits } from '../../model/memory/former-visits.ts'
import { findSession, type StoredSession } from '../../model/memory/sessions.ts'
import { MeForm } from '../people/me-form.tsx'
import { go } from '../../routing/route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { EnterButtons } from './enter-buttons.tsx'
import { focusFirstField } from './focus-first-field.ts'
import { rememberedIdentity } from '../../model/memory/remembered-identity.ts'
import { ProblemCard } from './problem-card.tsx'
import { useEntering } from './use-entering.ts'
import { Wait } from './wait.tsx'
import './join-page.css'

interface JoinPageProps {
  readonly board: string
  readonly secret: string
  readonly onJoined: (session: StoredSession) => void
  /** Opens the board for viewing while nobody can join. `enter` tries again and ends in `onJoined`. */
  readonly onLooking: (session: StoredSession, enter: () => Promise<unknown>) => void
}

/** The page of an invitation: board and role, a first name or none, a colour, one button. */
export function JoinPage({ board, secret, onJoined, onLooking }: JoinPageProps) {
  const t = useCommonWords()
  const [me, setMe] = useState(() => {
    const [former] = formerVisits(board)
    return former ? { ...rememberedIdentity(), name: former.participant.name } : rememberedIdentity()
  })
  const [invitation, setInvitation] = useState<Outcome<Invitation>>()
  const [here] = useState(() => findSession(board))
  const [isAnother, setIsAnother] = useState(false)
  useEffect(() => void readInvitation({ board, secret }).then(setInvitation), [board, secret])

  const goOn = (session: StoredSession) => {
    rememberEntered(secret, session.session)
    onJoined(session)
  }
  const entering = useEntering({ ticket: { board, secret }, me, onJoined: goOn, onLooking })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void entering.join()
  }
  if (!invitation) return <Wait />
  const refused = entering.problem || (invitation.ok ? '' : invitation.code)
  if (refused === 'link_invalid' || refused === 'not_found') {
    return (
      <Page title={t('problem.linkHeading')}>
        <ProblemCard
          heading={t('problem.linkHeading')}
          text={t('problem.linkText')}
          actions={<Button onClick={() => go('/join')}>{t('problem.enterCode')}</Button>}
        />
      </Page>
    )
  }
  const title = invitation.ok ? invitation.value.title : ''
  const heading = title === '' ? t('join.heading') : title
  // A renewed link, or the link after the code: nobody becomes two people.
  if (here && invitation.ok && here.role === invitation.value.role && !isAnother) {
    const { name } = here.participant
    return (
      <Page title={heading}>
        <section className="card card--narrow">
          <h1 className="card__title">{heading}</h1>
          <p className="card__words">{t('join.alreadyHere')}</p>
          <Button tone="accent" isWide onClick={() => goOn(here)}>
            {name === '' ? t('join.goOnNameless') : t('join.goOnAs', { name })}
          </Button>
          <Button isWide onClick={() => setIsAnother(true)}>
            {t('join.asAnother')}
          </Button>
        </section>
      </Page>
    )
  }
  return (
    <Page title={heading}>
      <form className="card card--narrow" ref={focusFirstField} onSubmit={submit}>
        <h1 className="card__title">{heading}</h1>
        <p className="card__words">
          {t(`join.invitation.${invitation.ok ? invitation.value.role : 'unknown'}`)}
        </p>
        <MeForm
          name={me.name}
          colour={me.colour}
          onName={(name) => setMe({ ...me, name })}
          onColour={(colour) => setMe({ ...me, colour })}
        />
        <p className="card__error" role="alert">
          {entering.sentence || (refused !== '' && errorSentence(refused))}
        </p>
        <EnterButtons entering={entering} />
      </form>
    </Page>
  )
}
