import { useCallback, useEffect, useState } from 'react'
import type { Language } from '#shared/board/document.ts'
import { formatted } from '#shared/text/long-date.ts'
import { currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Device } from '#shared/wire/http.ts'
import { Role } from '#shared/workshop/role.ts'
import type { Asking } from '../../model/http/api.ts'
import { listDevices, offerDevice, signOut } from '../../model/http/board-api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Dialog, Confirm } from '../ui/dialog.tsx'
import { ThisComputerOnly } from '../ui/this-computer.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { devicesWords } from './words.ts'
import './devices-dialog.css'
import { useStore } from '@nanostores/react'
import { peopleHere, refreshSession, type StoredSession } from '../../model/memory/sessions.ts'
import { usePersonName } from '../ui/person-name.ts'

type Offer =
  | { readonly kind: 'making' }
  /** `known`: the devices before this link was made, so that a new device can be recognised. */
  | {
      readonly kind: 'made'
      readonly link: string
      readonly until: number
      readonly known: ReadonlySet<string>
    }
  | { readonly kind: 'failed'; readonly code: string }

/** Between two requests for the list of devices. Not measured. */
const lookMs = 2_000

/** A link to continue as the same person on another device, and the list of signed-in devices. */
export function DevicesDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(devicesWords)
  const { model, asking } = useBoard()
  const [offer, setOffer] = useState<Offer>({ kind: 'making' })
  const [devices, setDevices] = useState<readonly Device[]>([])
  const [now, setNow] = useState(model.now)

  const show = useCallback((answer: Awaited<ReturnType<typeof listDevices>>) => {
    if (answer.ok) setDevices(answer.value)
  }, [])
  useEffect(() => void makeOffer(asking).then(setOffer), [asking])
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(model.now())
      void listDevices(asking).then(show)
    }, lookMs)
    return () => clearInterval(timer)
  }, [asking, show, model])
  useEffect(() => void listDevices(asking).then(show), [asking, show])
  const again = () => {
    setOffer({ kind: 'making' })
    void makeOffer(asking).then(setOffer)
  }

  const isViewer = model.role === Role.viewer
  return (
    <Dialog title={t('heading')} onClose={onClose}>
      <p className="field__hint">{t(isViewer ? 'howViewer' : 'how')}</p>
      <ThisComputerOnly />
      <OfferedLink offer={offer} devices={devices} now={now} onAgain={again} />
      <OwnDevices devices={devices} onChanged={() => void listDevices(asking).then(show)} />
      <FormerPeople />
    </Dialog>
  )
}

async function makeOffer(asking: Asking): Promise<Offer> {
  const before = await listDevices(asking)
  if (!before.ok) return { kind: 'failed', code: before.code }
  const answer = await offerDevice(asking)
  if (!answer.ok) return { kind: 'failed', code: answer.code }
  return { kind: 'made', ...answer.value, known: new Set(before.value.map(({ id }) => id)) }
}

function OfferedLink({
  offer,
  devices,
  now,
  onAgain,
}: {
  readonly offer: Offer
  readonly devices: readonly Device[]
  readonly now: number
  readonly onAgain: () => void
}) {
  const t = useWords(devicesWords)
  const again = <Button onClick={onAgain}>{t('again')}</Button>
  switch (offer.kind) {
    case 'making':
      return (
        <div className="offer">
          <div className="offer__code" />
          <output className="offer__words stack">{t('making')}</output>
        </div>
      )
    case 'failed':
      return (
        <div className="offer offer--words">
          <p className="card__error" role="alert">
            {errorSentence(offer.code)}
          </p>
          {again}
        </div>
      )
    case 'made': {
      const hasArrived = devices.some(({ id }) => !offer.known.has(id))
      // In whole minutes: the clocks of server and browser differ a little.
      const minutes = offer.until <= now ? 0 : Math.max(1, Math.round((offer.until - now) / 60_000))
      if (hasArrived || minutes <= 0) {
        return (
          <div className="offer offer--words">
            <output>{t(hasArrived ? 'arrived' : 'over')}</output>
            {again}
          </div>
        )
      }
      return (
        <div className="offer">
          <div className="offer__code">
            <QrCode text={offer.link} label={t('qr')} />
          </div>
          <div className="offer__words stack">
            <CopyField label={t('link')} copyLabel={t('copyLink')} text={offer.link} />
            <p className="field__hint">{t('left', { count: minutes })}</p>
          </div>
        </div>
      )
    }
  }
}

/** Ways back to people that this browser was on this board before a device link. */
function FormerPeople() {
  const t = useWords(devicesWords)
  const { model } = useBoard()
  const nameOf = usePersonName()
  const { id } = useStore(model.me)
  const [others] = useState(() => peopleHere(model.id, id))
  if (others.length === 0) return null
  return (
    <section className="own-devices">
      <p className="field__hint">{t('also')}</p>
      <div className="card__actions">
        {others.map((stored) => (
          <Button key={stored.session} onClick={() => goOnAs(stored)}>
            {t('goOnAs', { name: nameOf(stored.participant) })}
          </Button>
        ))}
      </div>
    </section>
  )
}

function goOnAs(stored: StoredSession): void {
  // This tab continues as the person that it opened last.
  refreshSession(stored)
  location.reload()
}

/** The signed-in devices. All but this one can be signed out. */
function OwnDevices({
  devices,
  onChanged,
}: {
  readonly devices: readonly Device[]
  readonly onChanged: () => void
}) {
  const t = useWords(devicesWords)
  const { asking } = useBoard()
  const [leaving, setLeaving] = useState<Device | 'all' | null>(null)
  const [error, setError] = useState('')
  const run = async (device: string | undefined) => {
    setLeaving(null)
    const answer = await signOut(asking, device)
    // Already signed out is as good as signed out.
    setError(answer.ok || answer.code === 'not_found' ? '' : errorSentence(answer.code))
    onChanged()
  }
  if (devices.length === 0) return null
  const others = devices.filter(({ isThis }) => !isThis)
  return (
    <section className="own-devices" aria-labelledby="own-devices">
      <h3 id="own-devices">{t('yours')}</h3>
      <ul>
        {devices.map((device) => {
          const at = momentOf(device.since, currentLanguage())
          return (
            <li key={device.id} className="own-devices__row apart">
              <span className="own-devices__words">
                <span>{t(device.isThis ? 'this' : 'other')}</span>
                <span className="field__hint">{t('since', { at })}</span>
              </span>
              {!device.isThis && (
                <Button tone="quiet" aria-label={t('signOutOf', { at })} onClick={() => setLeaving(device)}>
                  {t('signOut')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <p className="card__error" role="alert">
        {error}
      </p>
      {others.length > 1 && <Button onClick={() => setLeaving('all')}>{t('signOutAll')}</Button>}
      {leaving !== null && (
        <Confirm
          title={t(leaving === 'all' ? 'signOutAllHeading' : 'signOutHeading')}
          // It destroys nothing: every device can be let in again.
          tone="accent"
          text={<p>{t(leaving === 'all' ? 'signOutAllAsk' : 'signOutAsk')}</p>}
          confirm={t(leaving === 'all' ? 'signOutAll' : 'signOut')}
          onCancel={() => setLeaving(null)}
          onConfirm={() => void run(leaving === 'all' ? undefined : leaving.id)}
        />
      )}
    </section>
  )
}

function momentOf(at: number, language: Language): string {
  return formatted(language, at, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
}
