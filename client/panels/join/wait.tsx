import { useCommonWords } from '../../i18n/use-words.ts'
import { Compass } from '../ui/compass.tsx'
import './join-page.css'

export function Wait() {
  const t = useCommonWords()
  return (
    <output className="wait">
      <Compass />
      <span>{t('common.loading')}</span>
    </output>
  )
}
