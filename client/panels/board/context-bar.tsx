import { useStore } from '@nanostores/react'
import {
  BoxSelect,
  ChevronsDownUp,
  ChevronsUpDown,
  Combine,
  CopyPlus,
  Group,
  Image as ImageIcon,
  ImagePlus,
  LayoutGrid,
  Lock,
  LockOpen,
  LogOut,
  Palette,
  Pencil,
  Trash2,
  Ungroup,
  X,
} from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Tint } from '#shared/board/note.ts'
import { IconButton } from '../ui/button.tsx'
import { choosePictures } from '../photos/choose-pictures.ts'
import { alt, modifier } from '../ui/keys.ts'
import { tellSize } from '../ui/tell-size.ts'
import { TintRow } from '../ui/tint-row.tsx'
import { useBoard, useMay } from './board-context.tsx'
import { giveFocusBack } from './give-focus-back.ts'
import { keepFocus } from '../ui/keep-focus.ts'
import type { SelectionFacts } from './selection-facts.ts'
import { createSelectionFacts } from './selection-facts-store.ts'
import { useOutcome } from './use-outcome.ts'
import './context-bar.css'

/** How far a duplicate stands from its original, board units (taste: it shows, and does not hide it). */
const duplicateBy = { x: 24, y: 24 }

/** How far up the page the bar reaches: messages stand above it. */
const tellTop = tellSize('--bar-top', (bar) => window.innerHeight - bar.getBoundingClientRect().top)

/** What can be done with the selection, docked at the lower edge; reached by Tab after the canvas. */
export function ContextBar() {
  const { model } = useBoard()
  const editing = useStore(model.ui.editing)
  const [selected] = useState(() => createSelectionFacts(model))
  const facts = useStore(selected)
  const first = facts.notes[0] ?? facts.clusters[0]
  if (editing !== null || first === undefined) return null
  return <Bar key={first} facts={facts} />
}

function Bar({ facts }: { facts: SelectionFacts }) {
  const { t } = useTranslation()
  const { model } = useBoard()
  const [isTinting, setIsTinting] = useState(false)
  const mayAdd = useMay(Operation.addNote)
  const mayLock = useMay(Operation.setRights)
  const tell = useOutcome()
  const { commands, ui } = model
  const { notes, clusters, may } = facts
  const ids = [...notes, ...clusters]
  const author = useAuthor(ids.length === 1 ? ids[0] : undefined)
  const paint = (tint: Tint) => {
    if (notes.length > 0) commands.setTint(notes, tint)
    for (const id of clusters) commands.setClusterTint(id, tint)
    setIsTinting(false)
  }
  const actions: readonly (readonly [
    isPossible: boolean,
    label: string,
    icon: ReactNode,
    run: () => void,
    key?: string,
  ])[] = [
    [
      ids.length === 1 && may.write,
      t('selection.edit'),
      <Pencil key="edit" />,
      () => ui.editing.set(ids[0] ?? null),
      '↵',
    ],
    [
      facts.picture === 'none' && may.mark,
      t('photo.add'),
      <ImagePlus key="picture" />,
      () => choosePictures(([file]) => file && model.photos.put(ids[0] ?? '', file), { isOne: true }),
    ],
    [
      facts.picture === 'shown',
      t('photo.view'),
      <ImageIcon key="picture" />,
      () => ui.viewing.set(ids[0] ?? null),
      `${alt}↵`,
    ],
    [
      may.gather &&
        notes.length > 0 &&
        clusters.length < 2 &&
        (clusters.length === 1 || !facts.isWholeCluster),
      clusters.length === 1 ? t('selection.addToCluster') : t('selection.cluster'),
      <Group key="group" />,
      () => select(commands.cluster(ids)),
      `${modifier}G`,
    ],
    [
      may.disband && clusters.length > 1,
      t('selection.merge'),
      <Combine key="merge" />,
      () => select(commands.cluster(clusters)),
    ],
    [
      may.gather && facts.isInCluster && clusters.length === 0,
      t('selection.takeOut'),
      <LogOut key="out" />,
      () => commands.takeOut(notes),
    ],
    [
      may.change && clusters.length > 0,
      facts.isCollapsed ? t('selection.expand') : t('selection.collapse'),
      facts.isCollapsed ? <ChevronsUpDown key="fold" /> : <ChevronsDownUp key="fold" />,
      () => clusters.forEach((id) => commands.toggleCollapsed(id)),
    ],
    [
      may.move && clusters.length > 0,
      t('selection.tidy'),
      <LayoutGrid key="tidy" />,
      () => commands.tidy(clusters),
    ],
    [
      may.disband && clusters.length > 0,
      t('selection.dissolve'),
      <Ungroup key="dissolve" />,
      () => commands.dissolve(clusters),
      `${modifier}⇧G`,
    ],
    [
      mayLock,
      facts.isLocked ? t('rights.unlock') : t('rights.lock'),
      facts.isLocked ? <LockOpen key="lock" /> : <Lock key="lock" />,
      () =>
        tell(commands.setLocked(ids, !facts.isLocked), () =>
          model.notices.show({
            tone: 'calm',
            text: facts.isLocked ? t('rights.unlocked') : t('rights.locked'),
          }),
        ),
      `${modifier}⇧L`,
    ],
    [
      mayAdd,
      t('selection.duplicate'),
      <CopyPlus key="duplicate" />,
      () => ui.selection.set(new Set(commands.duplicate(ids, duplicateBy))),
      `${modifier}D`,
    ],
    [may.remove, t('selection.remove'), <Trash2 key="remove" />, () => void commands.remove(ids), '⌫'],
  ]
  const select = (id: string | undefined) => id !== undefined && ui.selection.set(new Set([id]))

  return (
    <div className="context-bar" ref={hold}>
      {isTinting && may.mark && (
        <div className="context-bar__tints panel">
          <TintRow label={t('selection.tint')} value={facts.tint} onChange={paint} />
        </div>
      )}
      <div
        className="context-bar__row panel"
        role="toolbar"
        aria-label={t('selection.label')}
        ref={keepFocus}
      >
        <output className="context-bar__count tabular">
          <BoxSelect aria-hidden="true" />
          {t('selection.count', { count: ids.length })}
          {author !== undefined && <span>{t('selection.writtenBy', { name: author })}</span>}
        </output>
        {facts.isLocked && !mayLock && (
          <span className="context-bar__locked">
            <Lock aria-hidden="true" />
            <span className="visually-hidden">{t('rights.isLocked')}</span>
          </span>
        )}
        {may.mark && (
          <IconButton
            label={t('selection.tint')}
            icon={<Palette />}
            side="top"
            aria-expanded={isTinting}
            onClick={() => setIsTinting(!isTinting)}
          />
        )}
        {actions
          .filter(([isPossible]) => isPossible)
          .map(([, label, icon, run, key]) => (
            <IconButton
              key={label}
              label={label}
              icon={icon}
              side="top"
              {...(key === undefined ? {} : { shortcut: key })}
              onClick={run}
            />
          ))}
        <IconButton
          label={t('selection.clear')}
          icon={<X />}
          side="top"
          shortcut={t('help.keys.escape')}
          onClick={() => ui.selection.set(new Set())}
        />
      </div>
    </div>
  )
}

function hold(bar: HTMLElement | null): () => void {
  const ends = [giveFocusBack(bar), tellTop(bar)]
  return () => {
    for (const end of ends) end?.()
  }
}

/** The name on a signed note, as far as its author is here to be named. */
function useAuthor(id: string | undefined): string | undefined {
  const { model } = useBoard()
  const others = useStore(model.presence.others)
  const me = useStore(model.me)
  const author = id === undefined ? undefined : model.scene.notes.get(id)?.author
  if (author === undefined || author === null) return undefined
  const person = author === me.id ? me : others.find(({ participant }) => participant === author)
  return person && person.name !== '' ? person.name : undefined
}
