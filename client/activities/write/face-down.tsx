import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useWritten } from '../../panels/host/written.ts'
import './face-down.css'

export const en = {
  count_one: '{{count}} note, face down for you too',
  count_other: '{{count}} notes, face down for you too',
}

export const fr = {
  count_one: '{{count}} note, face cachée pour vous aussi',
  count_other: '{{count}} notes, faces cachées pour vous aussi',
} satisfies typeof en

const words = wordsOf({ en, fr })

/** More sheets say nothing more. Not measured. */
const mostSheets = 60

/** A facilitator sees how many notes there are in all, and no letter of them. */
export function FaceDown({ path }: { readonly path: string }) {
  const t = useWords(words)
  const { model } = useBoard()
  const isPrivate = useStore(model.writing).mode === 'private'
  const count = useWritten(path)
  if (!isPrivate || count === null || count === 0) return null
  return (
    <div className="face-down">
      <p>{t('count', { count })}</p>
      <div className="face-down__sheets" aria-hidden="true">
        {Array.from({ length: Math.min(count, mostSheets) }, (_, index) => (
          <span key={index} />
        ))}
      </div>
    </div>
  )
}
