import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { overLine, principleWords, readPrinciple } from '#shared/board/principle.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'

/** A principle to read. */
export function SaidPrinciple({
  id,
  hasSigns = false,
}: {
  readonly id: string
  readonly hasSigns?: boolean
}) {
  const { model } = useBoard()
  const { language } = useStore(model.meta)
  const text = useSceneFact(model.scene, ({ notes }) => notes.get(id)?.text ?? '')
  const { choice, over, shows, betrays } = readPrinciple(text)
  const words = principleWords[language]
  return (
    <div className="principle-said" dir="auto" lang={language}>
      <p className="principle-said__choice">{inBrief(choice)}</p>
      {over !== '' && <p className="principle-said__over">{inBrief(overLine(over, language))}</p>}
      {hasSigns && shows !== '' && (
        <p className="principle-said__sign quiet">{inBrief(`${words.shows} ${shows}`)}</p>
      )}
      {hasSigns && betrays !== '' && (
        <p className="principle-said__sign quiet">{inBrief(`${words.betrays} ${betrays}`)}</p>
      )}
    </div>
  )
}
