import { useStore } from '@nanostores/react'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSettledWords } from './use-settled-words.ts'
import { inBrief } from '#shared/board/brief.ts'
import type { Language } from '#shared/board/document.ts'
import { wornWords } from '#shared/statements/worn-words.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wornSentences } from './worn-words.ts'

/** The worn words of a statement as a list, beneath its words. */
export function WornPart({ statement }: { readonly statement: string }) {
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const [text = ''] = useSettledWords(statement)
  return <WornList text={text} language={language} />
}

/** The worn words of a text, each with its question, for those who asked. Nothing counts them. */
function WornList({ text, language }: { readonly text: string; readonly language: Language }) {
  const t = useWords(wornSentences)
  const worn = [
    ...new Map(
      wornWords(text, language).map(({ start, end, question }) => [
        text.slice(start, end).toLowerCase(),
        { words: text.slice(start, end), question },
      ]),
    ).values(),
  ]
  if (worn.length === 0) return <p className="worn-list__none">{t('none')}</p>
  return (
    <ul className="worn-list" aria-label={t('list')}>
      {worn.map(({ words, question }) => (
        <li key={words}>
          <q dir="auto" lang={language}>
            {inBrief(words)}
          </q>{' '}
          <span>{t(question)}</span>
        </li>
      ))}
    </ul>
  )
}
