import { beginningOf } from '#shared/board/beginning.ts'
import { groupName } from '#shared/board/group-name.ts'
import { inLine, withoutEndlessSigns } from '#shared/text/in-line.ts'
import { mayWrite } from '#shared/workshop/policy.ts'
import { PollMethod } from '#shared/workshop/round.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import type { Scene, SceneNote } from '../model/document/scene.ts'
import type { CanvasWords } from './style.ts'

/** The options of the open vote, and this person's dots. */
export interface Ballot {
  readonly method: PollMethod
  readonly options: ReadonlySet<string>
  readonly dots: Readonly<Record<string, number>>
}

export function ballotOf({ voting, role }: BoardModel): Ballot | undefined {
  const round = voting.open.get()
  // Agreement is answered in the list of the vote.
  if (
    !round ||
    round.method === PollMethod.agreement ||
    !mayWrite(role) ||
    voting.closing.get().has(round.id)
  )
    return undefined
  const { method = PollMethod.dots } = round
  return { method, options: new Set(round.options), dots: voting.dots.get()[round.id] ?? {} }
}

/** The label that a screen reader says, also when the selection moves on the board. */
export function labelOf(
  model: BoardModel,
  id: string,
  words: CanvasWords,
  ballot: Ballot | undefined = ballotOf(model),
): string {
  const label = itemLabel(model, id, words)
  if (ballot?.options.has(id) !== true) return label
  if (ballot.method === PollMethod.score) {
    const points = ballot.dots[id]
    return points === undefined ? words.votable(label) : words.ownPoints(label, points)
  }
  const own = ballot.dots[id] ?? 0
  return own > 0 ? words.ownDots(label, own) : words.votable(label)
}

function itemLabel({ scene, locked }: BoardModel, id: string, words: CanvasWords): string {
  const cluster = scene.clusters.get(id)
  const label = cluster
    ? words.clusterLabel(groupName(cluster, words), cluster.members.length)
    : noteLabel(scene, scene.notes.get(id), words)
  return locked.get().has(id) ? words.locked(label) : label
}

/** Letters of a thing to which an arrow leads. */
const arrowLetters = 40

function arrowsOf({ notes, clusters }: Scene, { arrows = [] }: SceneNote, words: CanvasWords): string {
  const things = arrows.flatMap((id) => {
    const group = clusters.get(id)
    const text = notes.get(id)?.text ?? (group && groupName(group, words))
    return text === undefined ? [] : [inLine(text, arrowLetters) || words.emptyNote]
  })
  return things.length === 0 ? '' : words.arrowsTo(things)
}

function noteLabel(scene: Scene, note: SceneNote | undefined, words: CanvasWords): string {
  const text = withoutEndlessSigns(beginningOf(note?.text.trim() ?? ''))
  const label = note?.photo ? words.photoNote(text, note.photo) : text || words.emptyNote
  const late = note?.isLate ? words.addedLater : ''
  const arrows = note ? arrowsOf(scene, note, words) : ''
  const more = [note?.signature ?? '', words.blanks(note?.blanks), late, arrows].filter((part) => part !== '')
  return [label, ...more].join(' — ')
}
