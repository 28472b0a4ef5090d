import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { errorSentence } from '../../i18n/error-sentence.ts'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { isComposing } from '../../tools/input/composing.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { returnFocus } from '../host/return-focus.ts'
import { useContentLanguage } from '../ui/content-language.ts'

/** The board's title. Facilitators edit it in place. */
export function BoardTitle() {
  const t = useCommonWords()
  const { model } = useBoard()
  const { title } = useStore(model.meta)
  const content = useContentLanguage()
  const mayRename = useMay(Operation.renameBoard)
  const [draft, setDraft] = useState<string | null>(null)
  const language = title === '' ? undefined : content
  const shown = title === '' ? t('common.untitledBoard') : title

  if (!mayRename) {
    return (
      <h1 className="board-title">
        <span className="board-title__text" lang={language}>
          {shown}
        </span>
      </h1>
    )
  }
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
    const next = draft?.trim()
    setDraft(null)
    if (next !== undefined && next !== title) rename(next)
  }
  return (
    <h1 className="board-title">
      {draft === null ? (
        <button
          type="button"
          className="board-title__button"
          lang={language}
          title={t('board.rename')}
          onClick={() => setDraft(title)}
        >
          {shown}
        </button>
      ) : (
        <input
          aria-label={t('board.title')}
          ref={takeFocus}
          value={draft}
          lang={content}
          maxLength={titleLimit}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return
            if (event.key === 'Enter') finish()
            if (event.key === 'Escape') setDraft(null)
          }}
        />
      )}
    </h1>
  )
}

/** The person has just asked to edit this field. */
function takeFocus(input: HTMLInputElement | null): (() => void) | undefined {
  input?.focus()
  return returnFocus(input)
}
