import { useState } from 'react'
import { errorSentence } from '../../i18n/i18n.ts'
import { useCommonWords } from '../../i18n/use-words.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { isComposing } from '../../tools/input/composing.ts'
import { useBoard } from '../host/board-context.tsx'
import { returnFocus } from '../host/return-focus.ts'
import { useContentLanguage } from '../ui/content-language.ts'

/** The board's title while a facilitator edits it in place. */
export function TitleField({ title, onDone }: { readonly title: string; readonly onDone: () => void }) {
  const t = useCommonWords()
  const { model } = useBoard()
  const language = useContentLanguage()
  const [draft, setDraft] = useState(title)
  const rename = (next: string) => {
    const tell = async () => {
      const answer = await model.commands.rename(next)
      if (answer.ok) return
      // The typed title is not lost with a failed attempt.
      const action = { label: t('notices.tryAgain'), run: () => rename(next) }
      model.notices.show({ text: errorSentence(answer.code), tone: 'warn', action })
    }
    void tell()
  }
  const finish = () => {
    const next = draft.trim()
    onDone()
    if (next !== title) rename(next)
  }
  return (
    <input
      aria-label={t('board.title')}
      ref={takeFocus}
      value={draft}
      lang={language}
      maxLength={titleLimit}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}

/** The person has just asked to edit this field. */
function takeFocus(input: HTMLInputElement | null): (() => void) | undefined {
  input?.focus()
  return returnFocus(input)
}
