import { Menu } from '@base-ui/react/menu'
import { useStore } from '@nanostores/react'
import { ClipboardCopy, ClipboardPaste, Maximize, SquareDashedMousePointer, SquarePlus } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { centreOf } from '#shared/geometry/rect.ts'
import { mayWrite, Operation } from '#shared/workshop/policy.ts'
import type { MenuPlace } from '../../model/contract/board-model.ts'
import { newNote, newNoteAt } from '../../tools/edit.ts'
import { selectAll } from '../../tools/selecting.ts'
import { hasSystemClipboard, pasteFromClipboard, putOnClipboard } from '../../tools/input/clipboard.ts'
import { fitAll } from '../../tools/view.ts'
import { modifier } from '../ui/keys.ts'
import { useBoard, useRights } from '../host/board-context.tsx'
import { focusBoard } from '../host/return-focus.ts'
import { rowsDialog } from './board-entries.ts'
import { useSelectionActions } from './selection-actions.tsx'
import { createSelectionFacts } from './selection-facts.ts'
import { boardWords } from './words.ts'
import { hostWords } from '../host/words.ts'
import '../ui/menu.css'

interface Item {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly run: () => void
}

/** The menu at the pointer or at the keyboard's place: for the selection, or for the paper. */
export function ContextMenu({ place, onClose }: { readonly place: MenuPlace; readonly onClose: () => void }) {
  const t = useWords(boardWords)
  const chosen = useRef<() => void>(undefined)
  const about = useAboutSelection(place)
  const paper = useOnPaper(place)
  const parts = place.isAboutSelection ? about : paper
  const isEmpty = parts.every((items) => items.length === 0)
  const leave = useEffectEvent(onClose)
  useEffect(() => {
    if (isEmpty) leave()
  }, [isEmpty])
  useEffect(
    () => () => {
      // The chosen action may take the focus, for example to write in a note. So the menu is removed first.
      setTimeout(() => {
        if (document.activeElement === document.body) focusBoard()
        chosen.current?.()
      })
    },
    [],
  )
  if (isEmpty) return null
  return (
    <Menu.Root open modal={false} onOpenChange={(isOpen) => isOpen || onClose()}>
      <Menu.Portal container={document.getElementById('board')}>
        <Menu.Positioner
          anchor={{ getBoundingClientRect: () => pointOnPage(place) }}
          side="bottom"
          align="start"
          sideOffset={2}
          positionMethod="fixed"
          className="menu-positioner"
        >
          <Menu.Popup
            className="menu"
            ref={place.isByKey ? focusFirst : undefined}
            finalFocus={false}
            aria-label={t(place.isAboutSelection ? 'contextMenu.selection' : 'contextMenu.paper')}
            onContextMenu={(event) => event.preventDefault()}
          >
            {parts.map((items, part) =>
              items.map(({ id, label, icon, keys, run }, index) => (
                <Menu.Item
                  key={id}
                  className="menu__item"
                  data-begins={
                    (index === 0 && parts.slice(0, part).some(({ length }) => length > 0)) || undefined
                  }
                  onClick={() => {
                    chosen.current = run
                  }}
                >
                  {icon}
                  <span className="menu__words">{label}</span>
                  {keys !== undefined && <kbd>{keys}</kbd>}
                </Menu.Item>
              )),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

type Parts = readonly (readonly Item[])[]

function useAboutSelection(place: MenuPlace): Parts {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const [selected] = useState(() => createSelectionFacts(model))
  const facts = useStore(selected)
  const actions = useSelectionActions(facts)
  const ids = [...facts.notes, ...facts.clusters]
  const copy = async () => {
    const isCopied = await putOnClipboard(model.commands.copy(ids))
    if (!isCopied)
      model.notices.show({ tone: 'plain', text: t('contextMenu.copyByKey', { keys: `${modifier}C` }) })
  }
  const copying: Item = {
    id: 'copy',
    label: t('contextMenu.copy'),
    icon: <ClipboardCopy />,
    keys: `${modifier}C`,
    run: () => void copy(),
  }
  const last = actions.filter(({ id }) => id === 'remove')
  const first = actions.filter(({ id, tray }) => id !== 'remove' && tray !== 'react')
  const inField = useOnPaper(place)[0]?.filter(({ id }) => id === 'note') ?? []
  // Another person has deleted the selection. The menu closes, and the clipboard keeps its content.
  if (ids.length === 0) return []
  return [
    place.cluster === null ? [] : inField,
    hasSystemClipboard() && mayWrite(model.role) ? [...first, copying] : first,
    last,
  ]
}

function useOnPaper({ spot, cluster }: MenuPlace): Parts {
  const t = useWords(boardWords)
  const tHost = useWords(hostWords)
  const { model, shell } = useBoard()
  useRights()
  const takesNotes = useStore(model.desk.takesNotes)
  const mayAdd = model.may(Operation.addNote)
  const hasThings = model.scene.bounds() !== undefined
  const paste = async () => {
    const at = spot ?? centreOf(model.camera.view())
    const isPasted = await pasteFromClipboard(model, at, (rows, text) =>
      shell.open(rowsDialog, { rows, text }),
    )
    if (!isPasted)
      model.notices.show({ tone: 'plain', text: t('contextMenu.pasteByKey', { keys: `${modifier}V` }) })
  }
  const items: readonly (Item & { readonly isPossible: boolean })[] = [
    {
      id: 'note',
      isPossible: mayAdd || takesNotes,
      label: t(
        takesNotes ? 'contextMenu.newPrivateNote' : spot ? 'contextMenu.noteHere' : 'contextMenu.newNote',
      ),
      icon: <SquarePlus />,
      run: () => (spot ? newNoteAt(model, spot, cluster) : newNote(model)),
    },
    {
      id: 'paste',
      isPossible: mayAdd || takesNotes,
      label: t(spot && mayAdd ? 'contextMenu.pasteHere' : 'contextMenu.paste'),
      icon: <ClipboardPaste />,
      keys: `${modifier}V`,
      run: () => void paste(),
    },
  ]
  const views: readonly (Item & { readonly isPossible: boolean })[] = [
    {
      id: 'all',
      isPossible: mayWrite(model.role) && hasThings,
      label: t('contextMenu.selectAll'),
      icon: <SquareDashedMousePointer />,
      keys: `${modifier}A`,
      run: () => selectAll(model),
    },
    {
      id: 'fit',
      isPossible: hasThings,
      label: tHost('fit'),
      icon: <Maximize />,
      keys: '⇧1',
      run: () => fitAll(model),
    },
  ]
  return [items, views].map((part) => part.filter(({ isPossible }) => isPossible))
}

/** The point where the menu was asked for, as a rectangle without size. */
function pointOnPage({ at }: MenuPlace): DOMRect {
  const { left = 0, top = 0 } = document.querySelector('#board .canvas')?.getBoundingClientRect() ?? {}
  return new DOMRect(left + at.x, top + at.y, 0, 0)
}

/** True when a chosen action has already moved the focus, for example to the search or into a note. */
export function hasFocusElsewhere(menu: Element | null): boolean {
  const { activeElement } = document
  return activeElement !== document.body && menu?.contains(activeElement) !== true
}

/**
 * A ref for a menu opened by key: focuses the first item. The items are not known as items before the next
 * frame.
 */
export function focusFirst(menu: HTMLElement | null): void {
  requestAnimationFrame(() => menu?.querySelector<HTMLElement>('[role="menuitem"]')?.focus())
}
