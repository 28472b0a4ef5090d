import { useStore } from '@nanostores/react'
import { useMemo } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Version } from '#shared/board/versions.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useStatements } from '../../panels/host/use-statements.ts'
import { consentIn, type ConsentView } from './consent-view.ts'
import { consentWords } from './words.ts'

/** Where the step stands, as this screen knows it. */
export function useConsent({ path }: PlacedStep): ConsentView {
  const { model } = useBoard()
  return useStore(useMemo(() => consentIn(model, path), [model, path]))
}

/** A version of the board; undefined for none. The component waits until the code of statements is here. */
export function useVersion(id: string | null): Version | undefined {
  return useStore(useStatements().versions).find((version) => version.id === id)
}

/** "Statement 2, version 3". */
export function useVersionName(): (version: Version) => string {
  const t = useWords(consentWords)
  const statements = useStore(useStatements().all)
  return ({ statement, number: version }) => {
    const number = statements.find(({ id }) => id === statement)?.number ?? 1
    return t('version', { number, version })
  }
}
