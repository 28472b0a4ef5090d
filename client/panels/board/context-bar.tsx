import { useStore } from '@nanostores/react'
import { BoxSelect, Layers, Lock, Palette, SmilePlus, X } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { Operation } from '#shared/workshop/policy.ts'
import type { Tint } from '#shared/board/note.ts'
import { IconButton } from '../ui/button.tsx'
import { isFreeBoard } from '../../tools/free.ts'
import { publishSize } from '../ui/publish-size.ts'
import { TintRow } from '../ui/tint-row.tsx'
import { useBoard, useMay } from '../host/board-context.tsx'
import { returnFocus } from '../host/return-focus.ts'
import { keepFocus } from '../ui/focus.ts'
import { useSelectionActions, type SelectionAction } from './selection-actions.tsx'
import { type SelectionFacts, createSelectionFacts } from './selection-facts.ts'
import { freeWords } from '../free/words.ts'
import { hostWords } from '../host/words.ts'
import { boardWords } from './words.ts'
import { rightsWords } from '../rights/words.ts'
import './context-bar.css'

/** The height that the bar covers from the lower edge of the page. Messages stand above it. */
const publishTop = publishSize('--bar-top', (bar) => window.innerHeight - bar.getBoundingClientRect().top)

/** The actions on the selection, at the lower edge. Tab reaches it after the canvas. */
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
  const t = useWords(boardWords)
  const tHost = useWords(hostWords)
  const tRights = useWords(rightsWords)
  const tFree = useWords(freeWords)
  const { model } = useBoard()
  const [tray, setTray] = useState<Tray | null>(null)
  const turn = (wanted: Tray) => setTray(tray === wanted ? null : wanted)
  const mayLock = useMay(Operation.setRights)
  const { commands, ui } = model
  const { notes, clusters, may } = facts
  const ids = [...notes, ...clusters]
  const author = useAuthor(ids.length === 1 ? ids[0] : undefined)
  const paint = (tint: Tint) => {
    if (notes.length > 0) commands.setTint(notes, tint)
    for (const id of clusters) commands.setClusterTint(id, tint)
    setTray(null)
  }
  const actions = useSelectionActions(facts)
  /** On the free board the bar has words below the things that people do most: each is a part of the button's name. */
  const wordOf = (id: string, label: string): string | undefined => {
    if (!isFreeBoard(model)) return undefined
    if (id === 'look' || id === 'link') return tFree(`bar.${id}`)
    return ['tints', 'react', 'group', 'remove'].includes(id) ? label : undefined
  }
  const inTray = (name: Tray) => actions.filter((action) => action.tray === name)

  return (
    <div className="context-bar" ref={hold}>
      {tray === 'tints' && may.mark && (
        <div className="context-bar__tints panel">
          <TintRow label={tHost('tint')} value={facts.tint} onChange={paint} />
        </div>
      )}
      {(tray === 'look' || tray === 'react') && inTray(tray).length > 0 && (
        <div className="context-bar__tints context-bar__look panel" role="toolbar" aria-label={tFree(tray)}>
          {inTray(tray).map((action) => (
            <ActionButton key={action.id} action={action} />
          ))}
        </div>
      )}
      <div
        className="context-bar__row panel"
        role="toolbar"
        aria-label={t('selection.label')}
        ref={keepFocus}
      >
        <span className="context-bar__count tabular">
          <BoxSelect aria-hidden="true" />
          {t('selection.count', { count: ids.length })}
          {author !== undefined && <span>{t('selection.writtenBy', { name: author })}</span>}
        </span>
        {facts.isLocked && !mayLock && (
          <span className="context-bar__locked">
            <Lock aria-hidden="true" />
            <span className="visually-hidden">{tRights('isLocked')}</span>
          </span>
        )}
        {may.mark && (
          <IconButton
            label={tHost('tint')}
            icon={<Palette />}
            side="top"
            data-word={wordOf('tints', tHost('tint'))}
            aria-expanded={tray === 'tints'}
            onClick={() => turn('tints')}
          />
        )}
        {(['look', 'react'] as const).map(
          (name) =>
            inTray(name).length > 0 && (
              <IconButton
                key={name}
                label={tFree(name)}
                icon={name === 'look' ? <Layers /> : <SmilePlus />}
                side="top"
                data-word={wordOf(name, tFree(name))}
                aria-expanded={tray === name}
                onClick={() => turn(name)}
              />
            ),
        )}
        {actions
          .filter((action) => action.tray === undefined)
          .map((action) => (
            <ActionButton key={action.id} action={action} word={wordOf(action.id, action.label)} />
          ))}
        <IconButton
          label={t('selection.clear')}
          icon={<X />}
          side="top"
          shortcut={t('selection.escape')}
          onClick={() => ui.selection.set(new Set())}
        />
      </div>
    </div>
  )
}

type Tray = 'tints' | 'look' | 'react'

interface ActionButtonProps {
  readonly action: SelectionAction
  readonly word?: string | undefined
}

function ActionButton({ action: { label, icon, keys, run }, word }: ActionButtonProps) {
  return (
    <IconButton
      label={label}
      icon={icon}
      side="top"
      data-word={word}
      {...(keys === undefined ? {} : { shortcut: keys })}
      onClick={run}
    />
  )
}

function hold(bar: HTMLElement | null): () => void {
  const ends = [returnFocus(bar), publishTop(bar)]
  return () => {
    for (const end of ends) end?.()
  }
}

/**
 * The name that a note is signed with; else the name of its author, while the author is on the board. None on words of
 * another person than the signer.
 */
function useAuthor(id: string | undefined): string | undefined {
  const { model } = useBoard()
  const people = useStore(model.presence.people)
  const me = useStore(model.me)
  const note = id === undefined ? undefined : model.scene.notes.get(id)
  if (!note) return undefined
  const { author, signature, isRewritten } = note
  if (isRewritten) return undefined
  if (signature !== undefined || author === null) return signature
  const person = author === me.id ? me : people.find(({ participant }) => participant === author)
  return person && person.name !== '' ? person.name : undefined
}
