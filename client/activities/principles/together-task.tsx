import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { useCallback, type ReactElement } from 'react'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { takesPart } from '#shared/workshop/role.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useForeignAreas } from '../../panels/host/written.ts'
import { useSceneList } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { SharedPrinciple } from './principle-card.tsx'
import { usePrinciplesOf } from './use-principles.ts'
import { principlesWords } from './words.ts'
import { LongList, wholeUpTo } from '../../panels/ui/long-list.tsx'

/** The principles that the groups have become, to write together; at tables one's own first. */
export function TogetherTask({ placed: { path } }: { readonly placed: PlacedStep }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const isForeign = useForeignAreas()
  const isAtTables =
    useStore(model.tables) !== null && takesPart({ role: model.role, participant: model.me.get() })
  const ids = usePrinciplesOf(path)
  if (ids.length === 0) return <p className="quiet">{t('nothing')}</p>
  const isOwn = (id: string) => !isForeign(model.scene.notes.get(id)?.area ?? null)
  const numbered = ids.map((id, index) => ({ id, number: index + 1, isOwn: isOwn(id) }))
  const own = numbered.filter((one) => one.isOwn)
  const others = numbered.filter((one) => !one.isOwn)
  const hint = own.length === 0 ? 'readAlong' : isAtTables ? 'tableHint' : undefined
  return (
    <div className="principles">
      <Part heading={t(isAtTables ? 'ofTable' : 'together')} hint={hint && t(hint)} principles={own} />
      {others.length > 0 && <Part heading={t('ofOthers')} principles={others} />}
    </div>
  )
}

interface PartProps {
  readonly heading: string
  readonly hint?: string | undefined
  readonly principles: readonly { readonly id: string; readonly number: number }[]
}

function Part({ heading, hint, principles }: PartProps) {
  return (
    <section className="principles__part" aria-label={heading}>
      <h3>{heading}</h3>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      <PrincipleRows items={principles}>
        {({ id, number }) => (
          <>
            <SharedPrinciple id={id} number={number} />
            <Sources id={id} />
          </>
        )}
      </PrincipleRows>
    </section>
  )
}

const isSame = (a: string, b: string) => a === b

/** The notes that it grew from, whole. */
function Sources({ id }: { readonly id: string }) {
  const t = useWords(principlesWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      (notes.get(id)?.from ?? []).flatMap((source) => notes.get(source)?.text ?? []),
    [id],
  )
  const texts = useSceneList(model.scene, read, isSame)
  if (texts.length === 0) return null
  return (
    <details>
      <summary>{t('grew', { count: texts.length })}</summary>
      <ul>
        {texts.map((text, index) => (
          // Two may say the same.
          <li key={`${index} ${text}`} lang={language} dir="auto">
            {inBrief(text)}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface PrincipleRowsProps<Item> {
  readonly items: readonly Item[]
  readonly children: (item: Item, index: number) => ReactElement
}

/** Principles in their order. Of hundreds, which only ill will writes, those in sight are drawn. */
export function PrincipleRows<Item extends { readonly id: string }>({
  items,
  children,
}: PrincipleRowsProps<Item>) {
  if (items.length > wholeUpTo)
    return (
      <LongList items={items} keyOf={({ id }) => id} kind="ol">
        {(item, index) => <div className="principles__row">{children(item, index)}</div>}
      </LongList>
    )
  return (
    <ol className="principles__list">
      {items.map((item, index) => (
        <li key={item.id}>{children(item, index)}</li>
      ))}
    </ol>
  )
}
