import { adoptionLimits } from '#shared/board/limits.ts'
import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { lastRankingOf, type Ranked } from '#shared/activities/duel/result.ts'
import { ConsentOperation } from '#shared/activities/consent/activity.ts'
import { askedName } from '#shared/board/activities.ts'
import { asideName } from '#shared/board/aside.ts'
import { inBrief } from '#shared/board/brief.ts'
import type { Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { EvidenceBeside } from '../../panels/blocks/evidence-beside.tsx'
import { useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { useStatements } from '../../panels/host/use-statements.ts'
import { Button } from '../../panels/ui/button.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Sentence } from '../../panels/ui/sentence.tsx'
import type { ConsentView } from './consent-view.ts'
import { OpenForm } from './open-form.tsx'
import { useVersionName } from './use-consent.ts'
import { consentWords } from './words.ts'
import './step-task.css'

/** Of several sentences none is chosen: everybody reads them, and a facilitator takes one in sight of all. */
export function Choosing({ view: { candidates } }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const run = useRunCommand()
  const mayAsk = useMay(ConsentOperation.ask)
  const nameOf = useVersionName()
  const rows = useRanking()
  const versions = useRankedVersions(candidates)
  const factsOf = (version: Version) => {
    const row = rowOf(version, rows)
    return [
      nameOf(version),
      ...(row ? [t('won', { count: row.won, of: row.won + row.tied + row.lost })] : []),
    ]
  }
  return (
    <section className="consent-choosing" aria-label={t('choose')}>
      <h2 className="consent__verdict">{t('choose')}</h2>
      <p className="consent__hint">
        {t(rows.length > 0 ? 'chooseLevel' : 'chooseNone')} {t(mayAsk ? 'chooseHint' : 'chooseWait')}
      </p>
      <ol>
        {versions.map((version) => (
          <li key={version.id}>
            <Sentence text={version.text}>{factsOf(version).join(' · ')}</Sentence>
            <EvidenceBeside sentence={{ id: version.statement, text: version.text }} />
            {mayAsk && (
              <Button onClick={() => run({ kind: 'consent.choose', version: version.id })}>
                {t('takeThis')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** How the candidates stood in the last duel; empty without one. */
function useRanking(): readonly Ranked[] {
  const asked = useActivityState(askedName)
  const aside = useActivityState(asideName)
  return lastRankingOf((name) => (name === askedName ? asked : aside))?.rows ?? []
}

function rowOf({ statement }: Version, rows: readonly Ranked[]): Ranked | undefined {
  return rows.find(({ thing }) => thing.id === statement)
}

/** The candidates as a room chooses among them: as they stood in the last duel. */
export function useRankedVersions(candidates: readonly string[]): readonly Version[] {
  const rows = useRanking()
  const rankOf = (version: Version) => rowOf(version, rows)?.rank ?? rows.length + 1
  return useVersions(candidates).toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** The candidates that are on this screen, in their order. */
export function useVersions(candidates: readonly string[]) {
  const versions = useStore(useStatements().versions)
  return candidates.flatMap((id) => versions.find((each) => each.id === id) ?? [])
}

/** For facilitators: another sentence in the place of this one, with a reason that everybody reads. */
export function TakeAnother({ view }: { readonly view: ConsentView }) {
  const t = useWords(consentWords)
  const [isOpen, setIsOpen] = useState(false)
  if (view.candidates.length < 2) return null
  return isOpen ? (
    <AnotherForm view={view} onDone={() => setIsOpen(false)} />
  ) : (
    <Button tone="quiet" onClick={() => setIsOpen(true)}>
      {t('takeAnother')}
    </Button>
  )
}

function AnotherForm({
  view: { candidates, current },
  onDone,
}: {
  readonly view: ConsentView
  readonly onDone: () => void
}) {
  const t = useWords(consentWords)
  const nameOf = useVersionName()
  const versions = useVersions(candidates)
  const [version, setVersion] = useState('')
  return (
    <OpenForm
      name={`take:${current}`}
      label={t('takeWhy')}
      limit={adoptionLimits.reason}
      commandOf={(reason) =>
        version === '' || reason === '' ? null : { kind: 'consent.choose', version, reason }
      }
      button={t('takeIt')}
      isOpened
      onDone={onDone}
    >
      <Choice
        legend={t('takeAnother')}
        form="cards"
        value={version}
        options={versions
          .filter((each) => each.id !== current)
          .map((each) => ({ value: each.id, label: inBrief(each.text), hint: nameOf(each) }))}
        onChange={setVersion}
      />
    </OpenForm>
  )
}
