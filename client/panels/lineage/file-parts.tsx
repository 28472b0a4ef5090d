import { useStore } from '@nanostores/react'
import { adoptedId } from '#shared/statements/lineage.ts'
import { statementOf } from '#shared/statements/story.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Blocks } from '../blocks/blocks.tsx'
import { EvidenceBeside } from '../blocks/evidence-beside.tsx'
import { useBoard } from '../host/board-context.tsx'
import { Card } from '../host/card.tsx'
import { useStory, useStoryBoard } from '../host/use-story.ts'
import { useStatements } from '../host/use-statements.ts'
import { timeField } from '../ui/time-of-day.ts'
import { lineageWords } from './words.ts'

interface FilePartsProps {
  readonly of: string
  readonly onClose: () => void
}

/** The rest of the file of a thing: its story; of a sentence also its evidence, its versions and the remarks on it. */
export function FileParts({ of, onClose }: FilePartsProps) {
  const t = useWords(lineageWords)
  const { model } = useBoard()
  const adopted = useStore(model.adoptions).at(-1)?.version
  const id = of === adoptedId ? (adopted ?? of) : of
  const story = useStory(id)
  const board = useStoryBoard()
  const statements = useStatements()
  const versions = useStore(statements.versions)
  const comments = useStore(statements.comments)
  const sentence = statementOf(id, board)
  const own = versions.filter(({ statement }) => statement === sentence?.id)
  const remarks = comments.filter(({ statement }) => statement === sentence?.id)
  const text = own.find((version) => version.id === id)?.text ?? statements.wordsOf(sentence?.id ?? '')
  return (
    <>
      {story.length > 0 && (
        <ul className="lineage-story tabular" aria-label={t('happened')}>
          {story.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {sentence && <EvidenceBeside sentence={{ id: sentence.id, text }} />}
      {own.length > 0 && (
        <section className="lineage-list">
          <h3>{t('versions')}</h3>
          <ul className="lineage">
            {own.toReversed().map(({ id: version, number, text: words, at }) => (
              <li key={version}>
                <Card
                  id={version}
                  text={words}
                  isSentence
                  head={`${t('versionOf', { version: number })} · ${timeField(at)}`}
                  onFile={onClose}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {remarks.length > 0 && (
        <Blocks
          blocks={[
            {
              kind: 'quotes',
              heading: t('remarks'),
              quotes: remarks.map((remark) => ({
                text: remark.text,
                name: null,
                about: t('on', { words: remark.quote }),
                answers: [],
                remark: remark.isDone ? t('done') : '',
              })),
            },
          ]}
        />
      )}
    </>
  )
}
