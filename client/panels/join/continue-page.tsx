import { useEffect, useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Invitation } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { createSession, readInvitation, type Outcome } from '../../model/http/api.ts'
import { rememberEntered, findSession, keepSession, type StoredSession } from '../../model/memory/sessions.ts'
import { go } from '../../routing/route.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Page, useIsLeft } from '../ui/page.tsx'
import { ProblemCard, Wait } from './problem-card.tsx'
import { useAttempts } from './use-attempts.ts'
import { joinWords } from './words.ts'
import './continue-page.css'

interface ContinuePageProps {
  readonly board: string
  readonly secret: string
  readonly onJoined: (session: StoredSession) => void
}

/** The page of a device link: names the person of the other device and continues as the same person. */
export function ContinuePage({ board, secret, onJoined }: ContinuePageProps) {
  const t = useWords(joinWords)
  const [here] = useState(() => findSession(board))
  const [invitation, setInvitation] = useState<Outcome<Invitation>>()
  useEffect(() => {
    const arrive = async () => {
      const answer = await readInvitation({ board, secret })
      // The browser that made the link. It needs no link, which stays valid for another device.
      if (here && answer.ok && answer.value.participant?.id === here.participant.id) onJoined(here)
      else setInvitation(answer)
    }
    void arrive()
  }, [board, secret, here, onJoined])

  const isLeft = useIsLeft()
  const enter = async () => {
    const session = await createSession({ board, secret })
    if (!session.ok) return session
    // A person who chose to stay themselves meanwhile stays.
    if (isLeft()) return undefined
    rememberEntered(secret, session.value.session)
    onJoined(keepSession(session.value))
    return undefined
  }
  const { problem, sentence, isSending, begin } = useAttempts(enter, t('cannotContinue'))
  if (!invitation) return <Wait />
  const refused = problem || (invitation.ok ? '' : invitation.code)
  const person = invitation.ok ? invitation.value.participant : undefined
  const nameHere = here?.participant.name || t('nobody')
  if (!person || refused === 'link_invalid') {
    return (
      <Page>
        <ProblemCard
          heading={t(refused === 'link_invalid' ? 'usedHeading' : 'join.heading')}
          text={refused === 'link_invalid' ? t('usedText') : errorSentence(refused)}
          actions={
            <>
              {refused !== 'link_invalid' && (
                <Button onClick={() => void readInvitation({ board, secret }).then(setInvitation)}>
                  {t('again')}
                </Button>
              )}
              {here ? (
                <Button tone="accent" onClick={() => onJoined(here)}>
                  {t('toBoard', { name: nameHere })}
                </Button>
              ) : (
                <Button onClick={() => go('/')}>{t('join.home')}</Button>
              )}
            </>
          }
        />
      </Page>
    )
  }
  const { title, role } = invitation.ok ? invitation.value : { title: '', role: Role.viewer }
  return (
    <Page>
      <section className="card card--narrow">
        <h1 className="card__title">{title === '' ? t('common.untitledBoard') : title}</h1>
        <p className="continue__who">
          <Avatar name={person.name} colour={person.colour} size="large" />
          <span>{person.name === '' ? t('continueAsNameless') : t('continueAs', { name: person.name })}</span>
        </p>
        <p className="card__words">{t(role === Role.viewer ? 'continueHowViewer' : 'continueHow')}</p>
        {here && <p className="card__words">{t('otherHow', { name: nameHere })}</p>}
        <p className="card__error" role="alert">
          {sentence || (refused !== '' && errorSentence(refused))}
        </p>
        <div className="continue__choice">
          <Button tone="accent" isWide isBusy={isSending} onClick={() => void begin()}>
            {isSending
              ? t('continuing')
              : person.name === ''
                ? t('continueNameless')
                : t('continue', { name: person.name })}
          </Button>
          {here && (
            <Button isWide isBusy={isSending} onClick={() => onJoined(here)}>
              {t('stay', { name: nameHere })}
            </Button>
          )}
        </div>
      </section>
    </Page>
  )
}
