import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import type { BoardComment } from '#shared/board/comments.ts'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { phraseWords } from './phrase-words.ts'
import type { WordMarks } from './word-marks.ts'

interface Props {
  readonly statement: string
  /** The editor in which the words of a comment can be shown. Null for people who only read. */
  readonly marks: WordMarks | null
}

/** The comments on a statement, with the words that they are on; those that are done can be opened. */
export function CommentList({ statement, marks }: Props) {
  const t = useWords(phraseWords)
  const statements = useStatements()
  const comments = useStore(statements.comments).filter((comment) => comment.statement === statement)
  const gone = useStore(statements.goneComments)
  const [open, done] = [comments.filter(({ isDone }) => !isDone), comments.filter(({ isDone }) => isDone)]
  if (comments.length === 0) return null
  const row = (comment: BoardComment) => (
    <Comment key={comment.id} comment={comment} isGone={gone.has(comment.id)} marks={marks} />
  )
  return (
    <section className="comments" aria-label={t('comments')}>
      {open.length > 0 && <ul>{open.map(row)}</ul>}
      {done.length > 0 && (
        <details>
          <summary>{t('settled', { count: done.length })}</summary>
          <ul>{done.map(row)}</ul>
        </details>
      )}
    </section>
  )
}

interface CommentProps extends Pick<Props, 'marks'> {
  readonly comment: BoardComment
  readonly isGone: boolean
}

function Comment({ comment, isGone, marks }: CommentProps) {
  const t = useWords(phraseWords)
  const run = useRunCommand()
  const statements = useStatements()
  const language = useContentLanguage()
  const maySettle = useMay(RewriteOperation.comment)
  const { id, quote, text, isDone } = comment
  const words = (
    <q lang={language} dir="auto">
      {inBrief(quote)}
    </q>
  )
  return (
    <li className="comments__one stack" data-done={isDone || undefined}>
      <p className="comments__quote">
        <span className="visually-hidden">{t('aboutWords')} </span>
        {marks && !isGone ? (
          <button
            type="button"
            title={t('showWords')}
            onClick={() => {
              const span = statements.spanOfComment(comment)
              if (span) marks.select(span)
            }}
          >
            {words}
          </button>
        ) : (
          words
        )}
      </p>
      {isGone && <p className="comments__gone">{t('gone')}</p>}
      <p lang={language} dir="auto">
        {inBrief(text)}
      </p>
      {maySettle && (
        <Button tone="quiet" onClick={() => run({ kind: 'comment.settle', comment: id, isDone: !isDone })}>
          {t(isDone ? 'again' : 'done')}
        </Button>
      )}
    </li>
  )
}
