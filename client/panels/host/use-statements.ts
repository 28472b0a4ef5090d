import { useStore } from '@nanostores/react'
import { use, useMemo } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import { askedName } from '#shared/board/activities.ts'
import { asideName, asideOf } from '#shared/board/aside.ts'
import { sourcesOf } from '#shared/board/step-inputs.ts'
import type { Version } from '#shared/board/versions.ts'
import { testsIn } from '#shared/statements/tested.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { StatementFacts, Statements } from '../../model/contract/statements.ts'
import { persistently } from '../../offline/download.ts'
import { useBoard } from './board-context.tsx'

const opened = new WeakMap<BoardModel, Promise<Statements>>()

/** The statements of the board. The component waits until their code is here. */
export function useStatements(): Statements {
  const { model } = useBoard()
  const promise = opened.get(model) ?? persistently(model.statements)
  opened.set(model, promise)
  return use(promise)
}

/** The statements that a step made or goes on with and that are not set aside, in the order of their numbers. */
export function useStatementsInStep(path: StepPath): readonly StatementFacts[] {
  const { model } = useBoard()
  const all = useStore(useStatements().all)
  const agenda = useStore(model.agenda)
  const aside = asideOf(useStore(model.activity(asideName)))
  if (!agenda) return []
  const sources = sourcesOf(agenda.template, path)
  return all.filter(({ id, step }) => sources.has(step) && !aside.has(id))
}

/** All sentences with their versions, all rounds, those about texts last, and all tests under other names. */
export function useSentences() {
  const { voting, activity } = useBoard().model
  const { all, versions: allVersions } = useStatements()
  const statements = useStore(all)
  const versions = useStore(allVersions)
  const ofNotes = useStore(voting.rounds)
  const ofTexts = useStore(voting.texts)
  const rounds = useMemo(() => [...ofNotes, ...ofTexts], [ofNotes, ofTexts])
  const asked = useStore(activity(askedName))
  const tests = useMemo(() => testsIn(ofTexts, asked), [ofTexts, asked])
  return { statements, versions, rounds, tests }
}

/** The versions of a statement, oldest first. */
export function useVersions(statement: string): readonly Version[] {
  return useStore(useStatements().versions).filter((version) => version.statement === statement)
}
