import { FileText } from 'lucide-react'
import { Suspense, type ReactNode } from 'react'
import { inBrief } from '#shared/board/brief.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { SceneNote } from '../../model/document/scene.ts'
import { IconButton } from '../ui/button.tsx'
import { useContentLanguage } from '../ui/content-language.ts'
import { Statement } from '../ui/statement.tsx'
import { lazyPart } from './entries.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { useOrigin } from './use-origin.ts'
import { hostWords } from './words.ts'
import './card.css'

const CardStory = lazyPart(async () => (await import('./story.tsx')).CardStory)

interface CardProps {
  /** Of a note, a sentence or a version; empty for one that is gone. */
  readonly id: string
  readonly text: string
  /** As it lies on the board, where it is a note. */
  readonly note?: SceneNote | undefined
  /** In the serif, on white: a sentence is no raw material any more. */
  readonly isSentence?: boolean
  /** Above the words: what it is. */
  readonly head?: ReactNode
  /** Below the words, before what happened to it. */
  readonly facts?: readonly string[]
  /** The words are a button. */
  readonly press?: { readonly isOn: boolean; readonly run: () => void }
  /** Runs before its file opens: a dialog makes room for it. */
  readonly onFile?: () => void
  /** At its foot: what the step has to say about it. */
  readonly below?: ReactNode
  /** Further actions, beside the way to its file. */
  readonly children?: ReactNode
}

/** One thing, one story: its words, what happened to it, and one press to its file, wherever it appears. */
export function Card({
  id,
  text,
  note,
  isSentence = false,
  head,
  facts = [],
  press,
  onFile,
  below,
  children,
}: CardProps) {
  const t = useWords(hostWords)
  const language = useContentLanguage()
  const openFile = useOrigin()
  const said = facts.filter((part) => part !== '').join(' · ')
  const words = text.trim() === '' ? t('common.untitledCluster') : text
  return (
    <article
      className="card"
      data-tint={note?.tint}
      {...(isSentence ? { 'data-sentence': '' } : note && { 'data-paper': '' })}
      data-selected={press?.isOn || undefined}
    >
      {head !== undefined && <p className="card__facts tabular">{head}</p>}
      {note?.photo && <Thumbnail of={note.id} photo={note.photo} />}
      {press ? (
        <button
          type="button"
          className="card__words card__words--leads"
          dir="auto"
          lang={language}
          aria-pressed={press.isOn}
          onClick={press.run}
        >
          <Statement text={text} />
        </button>
      ) : (
        <div className="card__words" dir="auto" lang={language}>
          <Statement text={words} />
        </div>
      )}
      <footer className="card__foot">
        <p className="card__facts tabular">
          {inBrief(said)}
          <Suspense fallback={null}>
            <CardStory id={id} isFirst={said === ''} />
          </Suspense>
        </p>
        <span className="card__presses">
          {children}
          {id !== '' && (
            <IconButton
              label={t('file')}
              icon={<FileText />}
              side="left"
              isBare
              onClick={() => {
                onFile?.()
                openFile(id)
              }}
            />
          )}
        </span>
      </footer>
      {below && <div className="card__below">{below}</div>}
    </article>
  )
}
