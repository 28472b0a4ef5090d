import { useStore } from '@nanostores/react'
import { useFirstTranslation } from '../../i18n/use-first-translation.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { useBoard } from '../host/board-context.tsx'
import { savingIcons } from './saving-icons.tsx'
import { useSavingSentence } from './use-saving-sentence.ts'

/** What the person is told about their work: a word and an icon; the sentence for it is the hint. */
export function SavingBadge() {
  const { t } = useFirstTranslation()
  const { model } = useBoard()
  const saving = useStore(model.saving)
  const sentence = useSavingSentence()
  // Whoever cannot write has nothing to be saved; what stands in the way of seeing is said all the same.
  if (!mayWrite(model.role) && (saving === 'saved' || saving === 'saving')) return null
  return (
    <output className="saving" data-state={saving} title={sentence}>
      {savingIcons[saving]}
      <span className="saving__word">{t(`saving.${saving}`)}</span>
    </output>
  )
}
