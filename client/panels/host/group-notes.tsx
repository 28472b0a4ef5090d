import { useCallback } from 'react'
import { useBoard } from './board-context.tsx'
import { notesOfGroup } from './group-label.ts'
import { useSceneList } from './use-scene.ts'
import { Statement } from '../ui/statement.tsx'
import type { Scene, SceneNote } from '../../model/document/scene.ts'
import './group-notes.css'

/** All notes of a group, as people read them: what they name, or decide about. */
export function GroupNotes({ group }: { readonly group: string }) {
  const { scene } = useBoard().model
  const notes = useSceneList(
    scene,
    useCallback((all: Scene) => notesOfGroup(all, group).filter(({ text }) => text.trim() !== ''), [group]),
    isSame,
  )
  if (notes.length === 0) return null
  return (
    <ul className="group-notes">
      {notes.map(({ id, text, tint }) => (
        <li key={id} data-tint={tint} data-paper="">
          <Statement text={text} />
        </li>
      ))}
    </ul>
  )
}

function isSame(a: SceneNote, b: SceneNote): boolean {
  return a.id === b.id && a.text === b.text && a.tint === b.tint
}
