import { useStore } from '@nanostores/react'
import { CloudOff, Link2Off, Lock, RefreshCw, Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { useBoard } from './board-context.tsx'
import './quiet-line.css'

const icons = {
  offline: <CloudOff />,
  readOnly: <Lock />,
  revoked: <Link2Off />,
  gone: <Trash2 />,
  outdated: <RefreshCw />,
}

/** One line under the bar while something stands in the way; says what happened, that nothing is lost, what to do. */
export function QuietLine() {
  const { t } = useTranslation()
  const saving = useStore(useBoard().model.saving)
  if (saving === 'saved' || saving === 'saving' || saving === 'joining') return null
  return (
    <div className="quiet-line" data-state={saving}>
      {icons[saving]}
      <output>{t(`savingText.${saving}`)}</output>
      {saving === 'outdated' && <Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
      {saving === 'gone' && <Button onClick={() => go('/')}>{t('join.home')}</Button>}
      {saving === 'revoked' && <Button onClick={() => go('/join')}>{t('problem.enterCode')}</Button>}
    </div>
  )
}
