import { atom, type WritableAtom } from 'nanostores'
import type { Round } from '#shared/workshop/round.ts'

/** What a new round starts from when it repeats another one. */
export interface RoundDraft extends Pick<
  Round,
  'title' | 'target' | 'options' | 'budget' | 'cap' | 'isSecret'
> {
  readonly previous: string
}

export type ShellDialog =
  | { readonly kind: 'share' }
  | { readonly kind: 'room'; readonly link: string; readonly code: string }
  | { readonly kind: 'openRound'; readonly again?: RoundDraft }
  | { readonly kind: 'closeRound'; readonly round: string }
  | { readonly kind: 'writePrivately' }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'rights' }
  | { readonly kind: 'export' }
  | { readonly kind: 'checkpoints' }
  | { readonly kind: 'replay' }
  | { readonly kind: 'deleteBoard' }
  | { readonly kind: 'help' }
  | { readonly kind: 'commands' }
  | { readonly kind: 'me' }
  | { readonly kind: 'devices' }
  | { readonly kind: 'rows'; readonly rows: readonly string[]; readonly text: string }

export type Drawer = 'votes' | 'people' | 'desk'

/** What of the interface is open around the canvas, on this screen alone. */
export interface Shell {
  readonly dialog: WritableAtom<ShellDialog | null>
  readonly drawer: WritableAtom<Drawer | null>
  readonly isFinding: WritableAtom<boolean>
  /** What the person chose; null: wherever there is room for it. */
  readonly minimap: WritableAtom<boolean | null>
  /** On a phone: the list, or the canvas. */
  readonly phoneView: WritableAtom<'list' | 'board'>
}

export function createShell(first: ShellDialog | null = null): Shell {
  return {
    dialog: atom<ShellDialog | null>(first),
    drawer: atom<Drawer | null>(null),
    isFinding: atom(false),
    minimap: atom<boolean | null>(null),
    phoneView: atom<'list' | 'board'>('list'),
  }
}
