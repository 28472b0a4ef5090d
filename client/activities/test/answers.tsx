import { useStore } from '@nanostores/react'
import { Check } from 'lucide-react'
import { useCallback, useId } from 'react'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { fieldOf, type TestedSentence } from '#shared/activities/test/test-state.ts'
import { swapBlocks, swapOf, theirBlocks, writtenBlocks } from '#shared/activities/test/result.ts'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Block, Reader } from '#shared/blocks/block.ts'
import { inBrief, inFull } from '#shared/board/brief.ts'
import { isWritten } from '#shared/board/draft.ts'
import type { TestedRound } from '#shared/statements/tested.ts'
import { castBallot, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs } from '#shared/workshop/theirs.ts'
import { useReader, useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { Blocks } from '../../panels/blocks/blocks.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useOutcome } from '../../panels/host/outcome.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { kerned } from '../../panels/ui/sentence.tsx'
import { testWords } from './words.ts'

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
  const asked = useStore(model.voting.texts).findLast((round) => round.step === path)
  const mayCast = useMay(castBallot)
  const isAsked = asked?.state === 'open' && mayCast && !isRoom
  return (
    <>
      <Blocks
        isRoom={isRoom}
        blocks={[
          ...said(sentence.text),
          ...(isAsked && notes.length > 0 ? [] : writtenBlocks(notes, reader, asked)),
        ]}
      />
      {isAsked && notes.length > 0 && <Opposites round={asked} notes={notes} />}
    </>
  )
}

/** Each opposite with the question whether somebody could defend it. Nobody sees who said so. */
function Opposites({ round, notes }: { readonly round: Round; readonly notes: readonly string[] }) {
  const t = useWords(testWords)
  const { voting, scene } = useBoard().model
  const report = useOutcome()
  const language = useContentLanguage()
  const own = useStore(voting.dots)[round.id] ?? {}
  return (
    <>
      <p className="quiet">{t('defendHint')}</p>
      <ul className="test-opposites">
        {notes.map((note) => (
          <li key={note}>
            <p dir="auto" lang={language}>
              {inBrief(scene.notes.get(note)?.text ?? '')}
            </p>
            {round.options.includes(note) && (
              <Button
                tone="neutral"
                icon={own[note] === 1 ? <Check /> : undefined}
                aria-pressed={own[note] === 1}
                onClick={() =>
                  report(own[note] === 1 ? voting.take(round.id, note) : voting.place(round.id, note))
                }
              >
                {t('defend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface RoundAnswersProps {
  readonly round: TestedRound
  /** The sentence with our own name. */
  readonly sentence: string | undefined
  readonly isRoom?: boolean
}

/** The sentence and the answers to it under other names; or the sentences of others, and whether we could sign them. */
export function RoundAnswers({ round, sentence, isRoom = false }: RoundAnswersProps) {
  const reader = useReader()
  if (isAboutTheirs(round))
    return <Blocks isRoom={isRoom} blocks={[headOf(reader), ...theirBlocks(round, reader)]} />
  return <Blocks isRoom={isRoom} blocks={[...said(sentence), ...swapBlocks(swapOf(round), reader)]} />
}

function headOf({ language }: Reader): Block {
  return { kind: 'heading', text: testWordsOf(language).theirsHeading }
}

function said(text: string | undefined): readonly Block[] {
  return text === undefined ? [] : [{ kind: 'statement', text, facts: [] }]
}

interface SentenceProps {
  readonly text: string
  /** The name of another organisation, as it stands in the text. */
  readonly name?: string | undefined
  readonly label?: string
  readonly size?: 'room'
}

/** A sentence in the serif of signed texts. The name of another organisation is marked. */
export function Sentence({ text, name, label, size }: SentenceProps) {
  const language = useContentLanguage()
  const id = useId()
  const parts = name === undefined || name === '' ? [text] : text.split(name)
  return (
    <figure className="test-sentence" data-size={size} aria-labelledby={label === undefined ? undefined : id}>
      {label !== undefined && (
        <figcaption id={id} className="quiet">
          {label}
        </figcaption>
      )}
      <blockquote lang={language} dir="auto" {...kerned(text)}>
        {parts.map((part, index) => (
          <span key={index}>
            {index > 0 && <mark>{name}</mark>}
            {inFull(part)}
          </span>
        ))}
      </blockquote>
    </figure>
  )
}
