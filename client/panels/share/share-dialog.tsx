import { MonitorUp, Projector, Link2Off, RefreshCw } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { typedAddress, at, readLink } from '../../model/basics/address.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { LinkState } from '#shared/wire/http.ts'
import { errorSentence } from '../../i18n/i18n.ts'
import { Role } from '#shared/workshop/role.ts'
import { renewLink, revokeLink } from '../../model/http/board-api.ts'
import type { NewLinks } from '../../model/memory/session-book.ts'
import { keepLinks, knownLinks } from '../../model/memory/sessions.ts'
import { useBoard } from '../host/board-context.tsx'
import { roomScreen } from './room-entry.ts'
import { Button } from '../ui/button.tsx'
import { Confirm, Dialog } from '../ui/dialog.tsx'
import { ThisComputerOnly } from '../ui/this-computer.tsx'
import { embedCode, linksIn, syncLinks } from './sync-links.ts'
import { QrCode } from '../ui/qr-code.tsx'
import { Tokens } from './tokens.tsx'
import { shareWords } from './words.ts'
import './share-dialog.css'
import { CopyField } from '../ui/copy-field.tsx'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { go, projectorPath } from '../../routing/route.ts'

type Question = { readonly kind: 'renew' | 'revoke'; readonly role: Role }

/** The three links with their rights. The participants' link is also a QR code and a join code. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(shareWords)
  const { model, shell, asking } = useBoard()
  const [states, setStates] = useState<readonly LinkState[]>([])
  const [question, setQuestion] = useState<Question | null>(null)
  const [error, setError] = useState('')
  const isAnswered = states.length > 0
  const known = knownLinks(model.id)
  // Another facilitator may have replaced a link that this browser remembers.
  const kept: NewLinks = isAnswered ? linksIn(states, known) : error === '' ? {} : known

  const showStates = useCallback((answer: Awaited<ReturnType<typeof syncLinks>>) => {
    if (answer.ok) setStates(answer.value)
    else setError(errorSentence(answer.code))
  }, [])
  useEffect(() => void syncLinks(asking).then(showStates), [asking, showStates])

  const renew = async (role: Role) => {
    const answer = await renewLink(asking, role)
    if (!answer.ok) return setError(errorSentence(answer.code))
    const { link, joinCode } = answer.value
    keepLinks(model.id, { [role]: link, ...(joinCode === undefined ? {} : { joinCode }) })
    showStates(await syncLinks(asking))
  }
  const revoke = async (role: Role) => {
    const answer = await revokeLink(asking, role)
    if (!answer.ok) return setError(errorSentence(answer.code))
    keepLinks(model.id, { [role]: undefined, ...(role === 'participant' && { joinCode: undefined }) })
    showStates(await syncLinks(asking))
  }
  const ask = (asked: Question) => {
    // While the link is off, no working link is lost.
    if (asked.kind === 'renew' && !isActive(asked.role)) answer(asked)
    else setQuestion(asked)
  }
  const answer = (asked: Question) => {
    setQuestion(null)
    setError('')
    void (asked.kind === 'renew' ? renew(asked.role) : revoke(asked.role))
  }

  const isActive = (role: Role) => states.find((state) => state.role === role)?.isActive ?? true
  const link = isActive('participant') ? kept.participant : undefined
  const code = kept.joinCode ?? ''
  return (
    <Dialog title={t('heading')} onClose={onClose} size="large">
      <p className="field__hint">{t('intro')}</p>
      <ThisComputerOnly link={kept.facilitator} />
      <p className="card__error" role="alert">
        {error}
      </p>
      <div className="share">
        {link !== undefined && (
          <section className="share__code" aria-label={t('qr')}>
            <QrCode text={link} label={t('qr')} />
            <p className="share__short">
              <span className="field__hint">{t('code')}</span>
              <strong>{code}</strong>
              <span className="field__hint">{t('codeAt', { address: typedAddress('/join') })}</span>
            </p>
            <Button icon={<MonitorUp />} onClick={() => shell.openOver(roomScreen, { link, code })}>
              {t('room')}
            </Button>
            {isActive('viewer') && kept.viewer !== undefined && (
              <Button icon={<Projector />} onClick={() => openProjector(model)}>
                {t('projector')}
              </Button>
            )}
          </section>
        )}
        <div className="share__links">
          {sharedFirst.map((role) => (
            <LinkCard
              key={role}
              role={role}
              link={kept[role]}
              isActive={isActive(role)}
              isByHost={states.some((state) => state.role === role && state.isByHost)}
              embedIn={states.find((state) => state.role === role)?.embedIn}
              isAnswered={isAnswered}
              onAsk={(kind) => ask({ kind, role })}
            />
          ))}
          <Tokens />
        </div>
      </div>
      {question && (
        <Confirm
          title={t(question.kind === 'renew' ? `renewLink.${question.role}` : `revokeLink.${question.role}`)}
          text={
            <>
              <p>{question.kind === 'renew' ? t('renewAsk') : t('revokeAsk')}</p>
              {question.role === model.role && <p>{t('revokeOwn')}</p>}
            </>
          }
          confirm={question.kind === 'renew' ? t('renewConfirm') : t('revokeConfirm')}
          onCancel={() => setQuestion(null)}
          onConfirm={() => answer(question)}
        />
      )}
    </Dialog>
  )
}

/** The link for everybody comes first, the facilitators' own link last. */
const sharedFirst: readonly Role[] = ['participant', 'viewer', 'facilitator']

interface LinkCardProps {
  readonly role: Role
  /** Undefined: neither this browser nor the server has the link. It was made by an earlier version. */
  readonly link: string | undefined
  readonly isActive: boolean
  /** The host has made it for somebody. */
  readonly isByHost: boolean
  /** Origins whose pages may show the board. */
  readonly embedIn: readonly string[] | undefined
  /** The server has said which links it has. Until then the card still moves, and a press could be lost. */
  readonly isAnswered: boolean
  readonly onAsk: (kind: 'renew' | 'revoke') => void
}

function LinkCard({ role, link, isActive, isByHost, embedIn, isAnswered, onAsk }: LinkCardProps) {
  const t = useWords(shareWords)
  return (
    <section className="link-card" aria-label={t(`linkOf.${role}`)}>
      <h3>{t(`roles.${role}`)}</h3>
      <p className="field__hint">{isActive ? t(`allows.${role}`) : t('off')}</p>
      {isActive && isByHost && <p className="link-card__hidden">{t('byHost')}</p>}
      {isActive && isAnswered && link === undefined && !isByHost && (
        <p className="link-card__hidden">{t('hidden')}</p>
      )}
      {isActive && link !== undefined && (
        <CopyField
          label={t(`linkOf.${role}`)}
          copyLabel={t(`copyLink.${role}`)}
          text={link}
          tone={role === 'participant' ? 'accent' : 'plain'}
        />
      )}
      {isActive && link !== undefined && embedIn && <EmbedCode link={link} places={embedIn} />}
      <div className="link-card__actions">
        <Button
          tone="quiet"
          icon={<RefreshCw />}
          disabled={!isAnswered}
          aria-label={t(`renewLink.${role}`)}
          onClick={() => onAsk('renew')}
        >
          {t('renew')}
        </Button>
        {isActive && (
          <Button
            tone="quiet"
            icon={<Link2Off />}
            disabled={!isAnswered}
            aria-label={t(`revokeLink.${role}`)}
            onClick={() => onAsk('revoke')}
          >
            {t('revoke')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** The lines that somebody pastes into a page of the house, so that it shows the board. */
function EmbedCode({ link, places }: { readonly link: string; readonly places: readonly string[] }) {
  const t = useWords(shareWords)
  const { model } = useBoard()
  const title = model.meta.get().title || t('common.untitledBoard')
  return (
    <div className="stack">
      <h4>{t('embed')}</h4>
      <CopyField
        label={t('embed')}
        copyLabel={t('copyEmbed')}
        text={embedCode(link, t('embedTitle', { title }))}
      />
      <p className="field__hint">{t('embedHint', { places: places.map(hostOf).join(', ') })}</p>
    </div>
  )
}

function hostOf(origin: string): string {
  return new URL(origin).host
}

/**
 * Opens the projector. A facilitator gets a new window that joins by the viewer link, a viewer stays in
 * this one. False when this browser does not know the viewer link.
 */
export function openProjector({ id, role }: Pick<BoardModel, 'id' | 'role'>): boolean {
  const path = projectorPath(id)
  if (role === Role.viewer) {
    go(path)
    return true
  }
  const secret = readLink(knownLinks(id).viewer ?? '')?.secret
  if (secret === undefined) return false
  // A second call brings the same window to the front.
  window.open(at(`${path}#${secret}`), `projector-${id}`)
  return true
}
