import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { Forward, GitCompare } from 'lucide-react'
import type { Graft, Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { compareWords } from './compare-words.ts'
import { compareDialog, graftDialog } from './phrase-entries.ts'
import { phraseWords } from './phrase-words.ts'

interface Props {
  readonly version: Version
  /** The other statements that this person writes. */
  readonly into: readonly string[]
}

/** The sources of a version's phrases. */
export function VersionGrafts({ version: { text, grafts = [] } }: Pick<Props, 'version'>) {
  const t = useWords(phraseWords)
  if (grafts.length === 0) return null
  return (
    <ul className="versions__grafts quiet" aria-label={t('grafts')}>
      {grafts.map((graft) => (
        <GraftLine key={`${graft.start} ${graft.from}`} graft={graft} text={text} />
      ))}
    </ul>
  )
}

/** Compares a version with the one before, and takes words of it into other statements. */
export function VersionActions({ version: { id, text, parents }, into }: Props) {
  const t = useWords(phraseWords)
  const compare = useWords(compareWords)
  const { shell } = useBoard()
  const [parent] = parents
  return (
    <>
      {parent !== undefined && (
        <IconButton
          label={compare('withEarlier')}
          icon={<GitCompare />}
          onClick={() => shell.open(compareDialog, { before: parent, after: id })}
        />
      )}
      {into.length > 0 && (
        <IconButton
          label={t('graft')}
          icon={<Forward />}
          onClick={() => shell.open(graftDialog, { from: id, text, selected: null, into })}
        />
      )}
    </>
  )
}

function GraftLine({ graft: { start, end, from }, text }: { readonly graft: Graft; readonly text: string }) {
  const t = useWords(phraseWords)
  const language = useContentLanguage()
  const statements = useStatements()
  const versions = useStore(statements.versions)
  const all = useStore(statements.all)
  const version = versions.find(({ id }) => id === from)
  const statement = all.find(({ id }) => id === (version?.statement ?? from))
  if (!statement) return null
  const { number } = statement
  return (
    <li>
      <q lang={language} dir="auto">
        {inBrief(text.slice(start, end))}
      </q>{' '}
      {version ? t('graftFromVersion', { number, version: version.number }) : t('graftFrom', { number })}
    </li>
  )
}
