import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { Invitation } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { createSession, readInvitation, type Outcome } from '../../model/api.ts'
import { keepSession, type StoredSession } from '../../model/sessions.ts'
import { MeForm } from '../people/me-form.tsx'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { rememberEntered } from './entered-links.ts'
import { rememberedMe, rememberMe } from './me-memory.ts'
import { ProblemCard } from './problem-card.tsx'
import { Wait } from './wait.tsx'
import './join-page.css'

interface JoinPageProps {
  readonly board: string
  readonly secret: string
  readonly onJoined: (session: StoredSession) => void
}

/** Which board this is, and as what; first name (or none), colour, one button: then the board. */
export function JoinPage({ board, secret, onJoined }: JoinPageProps) {
  const { t } = useTranslation()
  const [me, setMe] = useState(rememberedMe)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState('')
  const [invitation, setInvitation] = useState<Outcome<Invitation>>()
  useEffect(() => void readInvitation({ board, secret }).then(setInvitation), [board, secret])

  const join = async () => {
    setIsSending(true)
    setProblem('')
    const session = await createSession({ board, secret, name: me.name.trim(), colour: me.colour })
    setIsSending(false)
    if (!session.ok) return setProblem(session.code)
    rememberMe(me)
    rememberEntered(secret, session.value.session)
    onJoined(keepSession(session.value))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void join()
  }
  if (!invitation) return <Wait />
  const refused = problem || (invitation.ok ? '' : invitation.code)
  if (refused === 'link_invalid' || refused === 'not_found') {
    return (
      <Page>
        <ProblemCard
          heading={t('problem.linkHeading')}
          text={t('problem.linkText')}
          actions={<Button onClick={() => go('/join')}>{t('problem.enterCode')}</Button>}
        />
      </Page>
    )
  }
  const title = invitation.ok ? invitation.value.title : ''
  return (
    <Page>
      <form className="card card--narrow" onSubmit={submit}>
        <h1 className="card__title">{title === '' ? t('join.heading') : title}</h1>
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
          {refused !== '' && errorSentence(refused)}
        </p>
        <Button tone="accent" type="submit" isWide disabled={isSending}>
          {isSending ? t('join.entering') : t('join.enter')}
        </Button>
      </form>
    </Page>
  )
}
