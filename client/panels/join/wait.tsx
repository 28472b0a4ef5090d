import { useTranslation } from '../../i18n/use-translation.ts'
import { Compass } from '../ui/compass.tsx'
import './join-page.css'

export function Wait() {
  const { t } = useTranslation()
  return (
    <output className="wait">
      <Compass />
      <span>{t('common.loading')}</span>
    </output>
  )
}
