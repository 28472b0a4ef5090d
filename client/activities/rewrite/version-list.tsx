import { inFull } from '#shared/board/brief.ts'
import { GitFork } from 'lucide-react'
import type { Version } from '#shared/board/versions.ts'
import { useStore } from '@nanostores/react'
import { testedInWords } from '#shared/activities/rewrite/result-words.ts'
import { specificityOf } from '#shared/workshop/specificity.ts'
import { useReader } from '../../i18n/use-reader.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOrigin } from '../../panels/host/use-origin.ts'
import { IconButton } from '../../panels/ui/button.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { timeField } from '../../panels/ui/time-of-day.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { VersionFacts } from './version-facts.tsx'
import { rewriteWords } from './words.ts'

interface VersionListProps {
  readonly versions: readonly Version[]
  /** The other statements that this person writes. */
  readonly into: readonly string[]
}

/** The versions of a statement, the newest first. */
export function VersionList({ versions, into }: VersionListProps) {
  const t = useWords(rewriteWords)
  const language = useContentLanguage()
  const openOrigin = useOrigin()
  if (versions.length === 0) return null
  return (
    <details className="versions">
      <summary>
        {t('versions')} <span className="tabular">({versions.length})</span>
      </summary>
      <ol reversed className="versions__list">
        {versions.toReversed().map((version) => (
          <li key={version.id}>
            <p className="versions__name">
              {t('version', { number: version.number })} ·{' '}
              <time className="tabular">{timeField(version.at)}</time>
              <IconButton
                label={t('origin', { number: version.number })}
                icon={<GitFork />}
                side="left"
                isBare
                onClick={() => openOrigin(version.id)}
              />
            </p>
            <Tested version={version.id} />
            <p className="versions__words" dir="auto" lang={language}>
              {inFull(version.text)}
            </p>
            <VersionFacts version={version} into={into} />
          </li>
        ))}
      </ol>
    </details>
  )
}

/** How specific a version is, once it was judged under other names. */
function Tested({ version }: { readonly version: string }) {
  const { language } = useReader()
  const rounds = useStore(useBoard().model.voting.texts)
  const tested = testedInWords(specificityOf(rounds, version), language)
  return tested !== null && <p className="versions__tested tabular">{tested}</p>
}
