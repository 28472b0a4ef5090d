import { Link2Off, RefreshCw } from 'lucide-react'
import { useWords } from '../../i18n/use-words.ts'
import type { Role } from '#shared/workshop/role.ts'
import { Button } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { shareWords } from './words.ts'

interface LinkCardProps {
  readonly role: Role
  /** Undefined: neither this browser nor the server has the link. It was made by an earlier version. */
  readonly link: string | undefined
  readonly isActive: boolean
  /** The server has said which links it has. */
  readonly isAnswered: boolean
  readonly onAsk: (kind: 'renew' | 'revoke') => void
}

export function LinkCard({ role, link, isActive, isAnswered, onAsk }: LinkCardProps) {
  const t = useWords(shareWords)
  return (
    <section className="link-card" aria-label={t(`linkOf.${role}`)}>
      <h3>{t(`roles.${role}`)}</h3>
      <p className="field__hint">{isActive ? t(`allows.${role}`) : t('off')}</p>
      {isActive && isAnswered && link === undefined && <p className="link-card__hidden">{t('hidden')}</p>}
      {isActive && link !== undefined && (
        <CopyField
          label={t(`linkOf.${role}`)}
          copyLabel={t(`copyLink.${role}`)}
          text={link}
          tone={role === 'participant' ? 'accent' : 'plain'}
        />
      )}
      <div className="link-card__actions">
        <Button
          tone="quiet"
          icon={<RefreshCw />}
          aria-label={t(`renewLink.${role}`)}
          onClick={() => onAsk('renew')}
        >
          {t('renew')}
        </Button>
        {isActive && (
          <Button
            tone="quiet"
            icon={<Link2Off />}
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
