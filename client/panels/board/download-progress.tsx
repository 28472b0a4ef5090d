import { useStore } from '@nanostores/react'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { useBoard } from '../host/board-context.tsx'

/** The part of a large board that has arrived. It is not read aloud, because it changes all the time. */
export function DownloadProgress() {
  const t = useCommonWords()
  const { model } = useBoard()
  const arriving = useStore(model.arriving)
  if (!arriving) return null
  return (
    <span className="tabular">
      {t('board.come', { come: megabytes(arriving.come), of: megabytes(arriving.of) })}
    </span>
  )
}

function megabytes(bytes: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 }).format(bytes / 1_000_000)
}
