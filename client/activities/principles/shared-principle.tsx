import { useStore } from '@nanostores/react'
import { useId, useReducer, useSyncExternalStore, type ReactNode } from 'react'
import { principleText, readPrinciple, type PrinciplePart } from '#shared/board/principle.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge } from '../../panels/host/audience-badge.tsx'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { PrincipleCard } from './principle-card.tsx'
import { principlesWords } from './words.ts'

interface SharedPrincipleProps {
  readonly id: string
  readonly number: number
  readonly children?: ReactNode
}

/** A principle on the board, in which everybody can write at once. */
export function SharedPrinciple({ id, number, children }: SharedPrincipleProps) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const { scene, commands } = model
  const badge = useId()
  const { language } = useStore(model.meta)
  const mayWrite = useMay(Operation.writeNote, id)
  // While principles are settled the text alone changes. It counts where the blanks differ.
  const mayMark = useMay(Operation.markNote, id)
  // The scene reports once a frame. A field must have its own letter at once, or the caret would jump.
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const textNow = () => scene.notes.get(id)?.text ?? ''
  const text = useSyncExternalStore(scene.onChange, textNow)
  const write = (part: PrinciplePart, words: string) => {
    commands.writeNote(id, principleText({ ...readPrinciple(textNow()), [part]: words }, language))
    draw()
  }
  return (
    <PrincipleCard
      name={t('principle', { number })}
      principle={readPrinciple(text)}
      mayWrite={mayWrite}
      language={language}
      onWrite={write}
      onLeave={(part) => {
        const words = readPrinciple(textNow())[part].trim()
        if (mayWrite && mayMark && (scene.notes.get(id)?.blanks?.[part] ?? '') !== words)
          commands.writeBlank(id, part, words)
      }}
    >
      {mayWrite && <AudienceBadge id={badge} audience={Audience.openSigned} />}
      {children}
    </PrincipleCard>
  )
}
