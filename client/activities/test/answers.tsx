import { fieldOf, type TestedSentence } from '#shared/activities/test/test-state.ts'
import { swapBlocks, swapOf, writtenBlocks } from '#shared/activities/test/result.ts'
import { useCallback } from 'react'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Block } from '#shared/blocks/block.ts'
import { isWritten } from '#shared/board/draft.ts'
import type { Round } from '#shared/workshop/round.ts'
import { useReader } from '../../i18n/use-reader.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneList } from '../../panels/host/use-scene.ts'

export interface AnswersProps {
  readonly path: StepPath
  readonly sentence: TestedSentence
  readonly isRoom?: boolean
}

/** The sentence and the comments of people on it. */
export function WrittenAnswers({ path, sentence, isRoom = false }: AnswersProps) {
  const { model } = useBoard()
  const reader = useReader()
  const field = fieldOf(sentence)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      [...notes.values()].flatMap((note) =>
        note.step === path && note.field === field && isWritten(note) ? [note.id] : [],
      ),
    [path, field],
  )
  const notes = useSceneList(model.scene, read, Object.is)
  return <Blocks isRoom={isRoom} blocks={[...said(sentence.text), ...writtenBlocks(notes, reader)]} />
}

interface SwapAnswersProps {
  readonly round: Round
  /** The sentence with our own name. */
  readonly sentence: string | undefined
  readonly isRoom?: boolean
}

/** The sentence and the answers to it under other names. */
export function SwapAnswers({ round, sentence, isRoom = false }: SwapAnswersProps) {
  const reader = useReader()
  return <Blocks isRoom={isRoom} blocks={[...said(sentence), ...swapBlocks(swapOf(round), reader)]} />
}

function said(text: string | undefined): readonly Block[] {
  return text === undefined ? [] : [{ kind: 'statement', text, facts: [] }]
}
