import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import type { Language } from '#shared/board/document.ts'
import type { Device } from '#shared/wire/http.ts'
import { formatted } from '#shared/text/long-date.ts'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { signOut } from '../../model/http/api.ts'
import { useBoard } from '../host/board-context.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { devicesWords } from './words.ts'

/** The signed-in devices. All but this one can be signed out. */
export function OwnDevices({
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
            <li key={device.id} className="own-devices__row">
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
