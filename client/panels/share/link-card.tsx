import { Link2Off, RefreshCw } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { Role } from '#shared/workshop/role.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'

interface LinkCardProps {
  readonly role: Role
  /** Undefined: this browser has never seen the link. The server keeps only hashes. */
  readonly link: string | undefined
  readonly isActive: boolean
  readonly onAsk: (kind: 'renew' | 'revoke') => void
}

export function LinkCard({ role, link, isActive, onAsk }: LinkCardProps) {
  const { t } = useTranslation()
  return (
    <section className="link-card" aria-label={t(`share.linkOf.${role}`)}>
      <h3>{t(`share.roles.${role}`)}</h3>
      <p className="field__hint">{isActive ? t(`share.allows.${role}`) : t('share.off')}</p>
      {isActive && link === undefined && <p className="link-card__hidden">{t('share.hidden')}</p>}
      {isActive && link !== undefined && (
        <CopyField
          label={t(`share.linkOf.${role}`)}
          copyLabel={t(`share.copyLink.${role}`)}
          text={link}
          tone={role === 'participant' ? 'accent' : 'plain'}
        />
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
