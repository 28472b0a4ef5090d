import { atom } from 'nanostores'
import type { Tint } from '#shared/board/note.ts'
import { Operation, type Barrier } from '#shared/workshop/policy.ts'
import { ToolName, type BoardUi, type MenuPlace } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Scene } from '../document/scene.ts'

export function createBoardUi(): BoardUi {
  return {
    tool: atom<ToolName>(ToolName.select),
    selection: atom<ReadonlySet<string>>(new Set()),
    editing: atom<string | null>(null),
    isHolding: atom(false),
    tint: atom<Tint>('sun'),
    following: atom<string | null>(null),
    found: atom<ReadonlySet<string>>(new Set()),
    shownRound: atom<string | null>(null),
    clicked: atom<ReadonlySet<string> | null>(null),
    viewing: atom<string | null>(null),
    menu: atom<MenuPlace | null>(null),
    titling: atom<string | null>(null),
    regrouping: atom<readonly string[] | null>(null),
  }
}

/** Removes deleted notes and clusters from selection, search and editing. Returns its own undo. */
export function forgetTheGone(ui: BoardUi, scene: Scene): () => void {
  return scene.onChange(() => {
    // Each asks the scene whether it is up to date: once, and not for each of 10,000 selected notes.
    const { notes, clusters } = scene
    const isHere = (id: string) => notes.has(id) || clusters.has(id)
    for (const ids of [ui.selection, ui.found]) {
      const here = [...ids.get()].filter(isHere)
      if (here.length < ids.get().size) ids.set(new Set(here))
    }
    const editing = ui.editing.get()
    if (editing !== null && !isHere(editing)) ui.editing.set(null)
  })
}

/** The operation of the policy table for writing there: in a note's text, or in a cluster's title. */
export function writingIn({ clusters }: Pick<Scene, 'clusters'>, id: string): Operation {
  return clusters.has(id) ? Operation.changeCluster : Operation.writeNote
}

/** Ends editing when it becomes forbidden, and says so: the server would refuse the text. */
export function leaveWhatIsBarred(
  { editing, tool }: BoardUi,
  scene: Pick<Scene, 'clusters'>,
  { barrierTo, may }: Pick<OwnRights, 'barrierTo' | 'may'>,
  explain: (barrier: Barrier) => void,
): void {
  const id = editing.get()
  const barrier = id === null ? undefined : barrierTo(writingIn(scene, id), id)
  if (barrier) {
    editing.set(null)
    explain(barrier)
  }
  const needsNotes: readonly ToolName[] = [ToolName.note, ToolName.text, ToolName.arrow]
  if (needsNotes.includes(tool.get()) && !may(Operation.addNote)) tool.set(ToolName.select)
  if (tool.get() === ToolName.area && !may(Operation.drawArea)) tool.set(ToolName.select)
}
