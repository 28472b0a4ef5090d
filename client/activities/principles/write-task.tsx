import { useStore } from '@nanostores/react'
import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Draft } from '#shared/board/draft.ts'
import {
  blanksOfPrinciple,
  noPrinciple,
  principleText,
  readPrinciple,
  type PrinciplePart,
} from '#shared/board/principle.ts'
import { useWords } from '../../i18n/use-words.ts'
import { AudienceBadge, useDraftAudience } from '../../panels/host/audience.tsx'
import { useBoard } from '../../panels/host/board-context.tsx'
import { Button, IconButton } from '../../panels/ui/button.tsx'
import { PrincipleCard } from './principle-card.tsx'
import { principlesWords } from './words.ts'

/** A card of a draft, or one that has no words yet. */
interface Card {
  readonly key: string
  readonly draft: Draft | undefined
}

/** This person's principles, which nobody else sees. Each is a draft from its first letter on. */
export function WriteTask({ placed }: { readonly placed: PlacedStep }) {
  const { path, step } = placed
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const { desk } = model
  const { language } = useStore(model.meta)
  const takesNotes = useStore(desk.takesNotes)
  const own = useStore(desk.drafts)
    .filter((draft) => draft.step === path)
    .toSorted((a, b) => a.created - b.created)
  /** The cards that were empty when this page began them, by the draft that each has become. */
  const [begun, setBegun] = useState<ReadonlyMap<string, string>>(new Map())
  const [empty, setEmpty] = useState<{ readonly number: number; readonly isWanted: boolean } | null>(
    own.length === 0 ? { number: 0, isWanted: false } : null,
  )
  if (!desk.isKept || !takesNotes) return <p className="quiet">{t('watching')}</p>
  const field = step.activity === 'principles' ? step.fields[0]?.id : undefined
  const add = () => setEmpty({ number: begun.size, isWanted: true })
  const write = ({ key, draft }: Card, part: PrinciplePart, words: string) => {
    const principle = { ...(draft ? readPrinciple(draft.text) : noPrinciple), [part]: words }
    const text = principleText(principle, language)
    if (draft) return desk.write(draft.id, text)
    const origin = { step: path, ...(field !== undefined && { field }), blanks: blanksOfPrinciple(principle) }
    const [id] = desk.add([{ text, kind: 'principle', origin }])
    if (id === undefined) return
    setBegun(new Map(begun).set(id, key))
    setEmpty(null)
  }
  const cards: readonly Card[] = [
    ...own.map((draft) => ({ key: begun.get(draft.id) ?? draft.id, draft })),
    ...(empty ? [{ key: `empty-${empty.number}`, draft: undefined }] : []),
  ]
  return (
    <div className="principles">
      <ol className="principles__list" aria-label={t('yours')}>
        {cards.map((card, index) => (
          <li key={card.key}>
            <PrincipleCard
              name={t('principle', { number: index + 1 })}
              principle={card.draft ? readPrinciple(card.draft.text) : noPrinciple}
              mayWrite
              isWanted={!card.draft && empty?.isWanted === true}
              onWrite={(part, words) => write(card, part, words)}
              onLeave={(part) => {
                if (card.draft)
                  desk.writeBlank(card.draft.id, part, readPrinciple(card.draft.text)[part].trim())
              }}
              onLast={add}
            >
              <Foot draft={card.draft} number={index + 1} placed={placed} />
            </PrincipleCard>
          </li>
        ))}
      </ol>
      {!empty && (
        <Button icon={<Plus aria-hidden="true" />} onClick={add}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Foot({
  draft,
  number,
  placed,
}: {
  readonly draft: Draft | undefined
  readonly number: number
  readonly placed: PlacedStep
}) {
  const t = useWords(principlesWords)
  const { desk } = useBoard().model
  const id = useId()
  const { audience, allowed, onChange } = useDraftAudience(draft, placed, draft?.field)
  return (
    <>
      <AudienceBadge
        id={id}
        audience={audience}
        label={t('audience', { number })}
        {...(draft && { allowed, onChange })}
      />
      {draft && (
        <IconButton
          label={t('remove', { number })}
          icon={<Trash2 />}
          side="left"
          isBare
          onClick={() => desk.remove([draft.id])}
        />
      )}
    </>
  )
}
