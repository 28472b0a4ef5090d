import type { Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Card } from '../../panels/host/card.tsx'
import { timeField } from '../../panels/ui/time-of-day.ts'
import { VersionActions, VersionGrafts } from './version-facts.tsx'
import { rewriteWords } from './words.ts'

interface VersionListProps {
  readonly versions: readonly Version[]
  /** The other statements that this person writes. */
  readonly into: readonly string[]
}

/** The versions of a statement, the newest first. */
export function VersionList({ versions, into }: VersionListProps) {
  const t = useWords(rewriteWords)
  if (versions.length === 0) return null
  return (
    <details className="versions">
      <summary>
        {t('versions')} <span className="tabular">({versions.length})</span>
      </summary>
      <ol reversed className="versions__list">
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
