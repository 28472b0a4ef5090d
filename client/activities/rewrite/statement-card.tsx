import { useStore } from '@nanostores/react'
import { Bookmark, FileText, Forward, MessageSquareQuote, Presentation } from 'lucide-react'
import { useId } from 'react'
import { RewriteOperation } from '#shared/activities/rewrite/activity.ts'
import type { Version } from '#shared/board/versions.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { Role } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { StatementFacts } from '../../model/contract/statements.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { Card } from '../../panels/host/card.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { useOrigin } from '../../panels/host/use-origin.ts'
import { useStatements, useVersions } from '../../panels/host/use-statements.ts'
import { hostWords } from '../../panels/host/words.ts'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { timeField } from '../../panels/ui/time-of-day.ts'
import { WordingField } from '../../panels/wording/wording-field.tsx'
import { CommentList } from './comment-list.tsx'
import { LiveStatement } from './live-statement.tsx'
import { commentDialog, graftDialog } from './phrase-entries.ts'
import { phraseWords } from './phrase-words.ts'
import { useWordMarks, type WordMarks } from './word-marks.ts'
import { VersionActions, VersionGrafts } from './version-facts.tsx'
import { rewriteWords } from './words.ts'

interface StatementCardProps {
  readonly statement: StatementFacts
  /** The statements that this person writes. */
  readonly writable: readonly string[]
}

/** One statement: its words, its actions and its versions. */
export function StatementCard({ statement, writable }: StatementCardProps) {
  const t = useWords(rewriteWords)
  const host = useWords(hostWords)
  const openFile = useOrigin()
  const heading = useId()
  const { id, number } = statement
  const { mayWrite, tables, isOwn } = useSeat(statement)
  const { keep, isNew } = useKeeping(id)
  const versions = useVersions(id)
  const mayKeep = useMay(RewriteOperation.keep) && mayWrite
  const last = versions.at(-1)
  const marks = useWordMarks(id)
  const actions = <WordActions statement={statement} marks={marks} writable={writable} />
  return (
    <article className="statement-card" aria-labelledby={heading} data-turn={isOwn || undefined}>
      <header className="statement-card__head">
        <h3 id={heading}>{t('statement', { number })}</h3>
        <output>{isNew ? t('isNew') : last && t('isKept', { number: last.number })}</output>
        <IconButton label={host('file')} icon={<FileText />} onClick={() => openFile(last?.id ?? id)} />
      </header>
      {tables && (
        <p className="statement-card__table">
          {isOwn
            ? t('yourTable')
            : tables.length > 0
              ? t('table', { count: tables.length, tables: tables.join(', ') })
              : t('waits')}
        </p>
      )}
      {mayWrite ? (
        <WordingField statement={id} label={t('words', { number })} onKeep={keep} marks={marks.extension}>
          {mayKeep && (
            <Button tone="neutral" icon={<Bookmark />} aria-disabled={!isNew} onClick={keep}>
              {t('keep')}
            </Button>
          )}
          <ReadAloud id={id} />
          {actions}
        </WordingField>
      ) : (
        <>
          <LiveStatement statement={id} />
          <div className="statement-card__actions row">
            <ReadAloud id={id} />
            {actions}
          </div>
        </>
      )}
      <CommentList statement={id} marks={mayWrite ? marks : null} />
      <VersionList versions={versions} into={writable.filter((other) => other !== id)} />
    </article>
  )
}

/** Keeps the words of a statement as a version, while they are others than those of the last one. */
function useKeeping(statement: string): { readonly keep: () => void; readonly isNew: boolean } {
  const run = useRunCommand()
  const statements = useStatements()
  const isNew = useStore(statements.hasNews(statement))
  return {
    isNew,
    keep: () => {
      if (statements.hasNews(statement).get()) run({ kind: 'version.keep', statement })
    },
  }
}

/** For facilitators: the sentence alone on the screen of the room, large. */
function ReadAloud({ id }: { readonly id: string }) {
  const t = useWords(rewriteWords)
  const { model } = useBoard()
  const report = useOutcome()
  const isShown = useStore(model.spotlight) === id
  if (!useMay(Operation.showToRoom)) return null
  return (
    <IconButton
      label={t('readAloud')}
      icon={<Presentation />}
      isOn={isShown}
      onClick={() => report(model.commands.showToRoom(isShown ? null : id))}
    />
  )
}

interface Props {
  readonly statement: StatementFacts
  readonly marks: WordMarks
  /** The statements that this person writes. */
  readonly writable: readonly string[]
}

/** The actions on words of a statement: the selected ones, or those that one selects then. */
function WordActions({ statement, marks, writable }: Props) {
  const t = useWords(phraseWords)
  const { shell } = useBoard()
  const statements = useStatements()
  const mayComment = useMay(RewriteOperation.comment)
  const { id } = statement
  const into = writable.filter((other) => other !== id)
  return (
    <>
      {mayComment && (
        <IconButton
          label={t('comment')}
          icon={<MessageSquareQuote />}
          onClick={() => shell.open(commentDialog, { statement, selected: marks.selection() })}
        />
      )}
      {into.length > 0 && (
        <IconButton
          label={t('graft')}
          icon={<Forward />}
          onClick={() =>
            shell.open(graftDialog, {
              from: id,
              text: statements.wordsOf(id),
              selected: marks.selection(),
              into,
            })
          }
        />
      )}
    </>
  )
}

interface VersionListProps {
  readonly versions: readonly Version[]
  /** The other statements that this person writes. */
  readonly into: readonly string[]
}

/** The versions of a statement, the newest first. */
function VersionList({ versions, into }: VersionListProps) {
  const t = useWords(rewriteWords)
  if (versions.length === 0) return null
  return (
    <details className="versions">
      <summary>
        {t('versions')} <span className="tabular">({versions.length})</span>
      </summary>
      <ol reversed className="versions__list stack">
        {versions.toReversed().map((version) => (
          <li key={version.id}>
            <Card
              id={version.id}
              text={version.text}
              isSentence
              head={
                <>
                  {t('version', { number: version.number })} · <time>{timeField(version.at)}</time>
                </>
              }
            >
              <VersionActions version={version} into={into} />
            </Card>
            <VersionGrafts version={version} />
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Whether this person writes a statement now, and the tables whose turn it is. Null: everybody writes all. */
function useSeat(statement: StatementFacts): {
  readonly mayWrite: boolean
  readonly tables: readonly number[] | null
  /** It is the turn of this person's table. */
  readonly isOwn: boolean
} {
  const { model } = useBoard()
  const isAtTables = useStore(model.tables) !== null
  const mayWrite = useMayWrite()(statement)
  const { tables = [] } = statement
  const own = isAtTables ? model.ownTable() : null
  return { mayWrite, tables: isAtTables ? tables : null, isOwn: own !== null && tables.includes(own) }
}

/** Tells whether this person writes a statement now. */
export function useMayWrite(): (statement: StatementFacts) => boolean {
  const { model } = useBoard()
  const mayWrite = useMay(Operation.writeStatement)
  const isAtTables = useStore(model.tables) !== null
  const agenda = useStore(model.agenda)
  const own = model.ownTable()
  const isFree =
    !isAtTables ||
    model.role === Role.facilitator ||
    agenda?.now.opened.includes(Operation.writeStatement) === true
  return ({ tables = [] }) => mayWrite && (isFree || (own !== null && tables.includes(own)))
}
