import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { Compass } from '../ui/compass.tsx'
import './join-page.css'

export function Wait() {
  const { t } = useFirstTranslation()
  return (
    <output className="wait">
      <Compass />
      <span>{t('common.loading')}</span>
    </output>
  )
}
