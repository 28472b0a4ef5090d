import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import type { Closable } from '../../panels/host/feature.ts'
import { useOrigin } from '../../panels/host/use-origin.ts'
import { Adopted, adoptedInWords, adoptedWords } from '../../panels/ui/adopted.tsx'
import { CopyField } from '../../panels/ui/copy-field.tsx'
import { Dialog } from '../../panels/ui/dialog.tsx'
import { consentWords } from './words.ts'

/** The adopted sentence, to read and to copy. */
export function PurposeDialog({ onClose }: Closable) {
  const t = useWords(consentWords)
  const adoption = useStore(useBoard().model.adoptions).at(-1)
  const openOrigin = useOrigin()
  if (!adoption) return null
  return (
    <Dialog title={adoptedWords.t('purpose')} onClose={onClose}>
      <Adopted
        adoption={adoption}
        onOrigin={() => {
          onClose()
          openOrigin()
        }}
      />
      <CopyField label={t('sentence')} copyLabel={t('copy')} text={adoption.text} />
      <p className="adopted__reason quiet">{adoptedInWords(adoption).digest}</p>
    </Dialog>
  )
}
