import { Check, Copy, Link2Off, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { Role } from '#shared/workshop/role.ts'
import { Button } from '../ui/button.tsx'

interface LinkCardProps {
  readonly role: Role
  /** undefined: this browser has never seen it; the server keeps hashes alone. */
  readonly link: string | undefined
  readonly isActive: boolean
  readonly onAsk: (kind: 'renew' | 'revoke') => void
}

/** How long "Copied" stands (taste). */
const copiedMs = 2_000

export function LinkCard({ role, link, isActive, onAsk }: LinkCardProps) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), copiedMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async (text: string, field: HTMLInputElement | null) => {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
    } catch {
      // Not a secure page, or permission refused: the text is selected, so that the person can copy it.
      field?.select()
      setIsCopied(document.execCommand('copy'))
    }
  }
  return (
    <section className="link-card" aria-label={t(`share.linkOf.${role}`)}>
      <h3>{t(`share.roles.${role}`)}</h3>
      <p className="field__hint">{isActive ? t(`share.allows.${role}`) : t('share.off')}</p>
      {isActive && link === undefined && <p className="link-card__hidden">{t('share.hidden')}</p>}
      {isActive && link !== undefined && (
        <div className="link-card__row">
          <input
            readOnly
            aria-label={t(`share.linkOf.${role}`)}
            value={link}
            onFocus={(event) => event.target.select()}
          />
          <Button
            icon={isCopied ? <Check /> : <Copy />}
            tone={role === 'participant' ? 'accent' : 'plain'}
            aria-label={isCopied ? t('common.copied') : t(`share.copyLink.${role}`)}
            onClick={(event) => {
              const field = event.currentTarget.parentElement?.querySelector('input') ?? null
              void copy(link, field)
            }}
          >
            {isCopied ? t('common.copied') : t('common.copy')}
          </Button>
        </div>
      )}
      <div className="link-card__actions">
        <Button
          tone="quiet"
          icon={<RefreshCw />}
          aria-label={t(`share.renewLink.${role}`)}
          onClick={() => onAsk('renew')}
        >
          {t('share.renew')}
        </Button>
        {isActive && (
          <Button
            tone="quiet"
            icon={<Link2Off />}
            aria-label={t(`share.revokeLink.${role}`)}
            onClick={() => onAsk('revoke')}
          >
            {t('share.revoke')}
          </Button>
        )}
      </div>
    </section>
  )
}
