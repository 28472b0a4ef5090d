import { useStore } from '@nanostores/react'
import { useMemo, useCallback } from 'react'
import { askedName } from '#shared/board/activities.ts'
import { evidenceFacts, type EvidenceBoard } from '#shared/statements/evidence-facts.ts'
import { evidenceOf, type KnownSentence, type EvidenceFacts } from '#shared/statements/evidence.ts'
import { evidenceBlock } from '#shared/statements/evidence-block.ts'
import { useReader } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../host/board-context.tsx'
import { useSceneList } from '../host/use-scene.ts'
import { useSentences } from '../host/use-statements.ts'
import { EvidenceStrip } from './evidence-strip.tsx'

export interface SentenceEvidenceProps {
  /** Of the sentence, in the words that are shown beside it. */
  readonly sentence: KnownSentence
  readonly isRoom?: boolean
  readonly form?: 'line' | 'part'
}

/** The evidence on a sentence, as a strip beside it, wherever it stands. */
export function SentenceEvidence({ sentence: { id, text }, ...form }: SentenceEvidenceProps) {
  const facts = useEvidenceFacts()
  const { language } = useReader()
  const block = useMemo(
    () => evidenceBlock(evidenceOf({ id, text }, facts), { language }),
    [id, text, facts, language],
  )
  return block && <EvidenceStrip block={block} {...form} />
}

/** Everything that the open board knows of its sentences. */
export function useEvidenceFacts(): EvidenceFacts {
  const { model } = useBoard()
  const { statements, versions, rounds } = useSentences()
  const asked = useStore(model.activity(askedName))
  const template = useStore(model.agenda)?.template ?? null
  const { language } = useStore(model.meta)
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      [...notes.values()].filter(
        ({ kind, from }) => kind === 'stakeholder' || kind === 'need' || from !== undefined,
      ),
    [],
  )
  const notes = useSceneList(model.scene, read, Object.is)
  return useMemo(
    () => sharedFacts(model, { language, notes, statements, versions, rounds, asked, template }),
    [model, language, notes, statements, versions, rounds, asked, template],
  )
}

interface SharedFacts {
  readonly of: EvidenceBoard
  readonly facts: EvidenceFacts
}

/** The sentences of a step have the same facts, which are gathered once for all of them. */
const gathered = new WeakMap<BoardModel, SharedFacts>()

function sharedFacts(model: BoardModel, { notes, ...board }: EvidenceBoard): EvidenceFacts {
  const last = gathered.get(model)
  const all = [...notes]
  const before = last ? [...last.of.notes] : []
  const isSame =
    last !== undefined &&
    before.length === all.length &&
    all.every((note, index) => note === before[index]) &&
    (Object.keys(board) as (keyof typeof board)[]).every((key) => last.of[key] === board[key])
  if (isSame) return last.facts
  const facts = evidenceFacts({ notes: all, ...board })
  gathered.set(model, { of: { notes: all, ...board }, facts })
  return facts
}
