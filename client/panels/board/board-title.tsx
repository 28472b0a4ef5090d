import { useStore } from '@nanostores/react'
import { Suspense } from 'react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { isTitleEdited, TitleField } from './board-entries.ts'

/** The board's title. Facilitators edit it in place. */
export function BoardTitle() {
  const t = useCommonWords()
  const { model } = useBoard()
  const { title } = useStore(model.meta)
  const content = useContentLanguage()
  const mayRename = useMay(Operation.renameBoard)
  const isEdited = useStore(isTitleEdited)
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
  const button = (
    <button
      type="button"
      className="board-title__button"
      lang={language}
      title={t('board.rename')}
      onClick={() => isTitleEdited.set(true)}
    >
      {shown}
    </button>
  )
  return (
    <h1 className="board-title">
      {isEdited ? (
        <Suspense fallback={button}>
          <TitleField title={title} onDone={() => isTitleEdited.set(false)} />
        </Suspense>
      ) : (
        button
      )}
    </h1>
  )
}
