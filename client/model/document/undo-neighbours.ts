import * as Y from 'yjs'
import { structsOf } from '#shared/board/yjs-internals.ts'

/**
 * Gives letters restored by undo their present neighbours. Yjs gives them the successors of their former neighbours
 * (`redoItem`). Letters of others may stand between those by now, or they may be in the wrong order. The restored letters
 * could then stand elsewhere on another screen, and the server refuses them. This runs before the transaction is
 * reported, as if the letters had been typed there.
 */
export function declareNeighbours({ doc, beforeState }: Y.Transaction): void {
  const own = structsOf(doc, doc.clientID)
  const since = beforeState.get(doc.clientID) ?? 0
  for (let index = own.length - 1; index >= 0; index -= 1) {
    const item = own[index]
    if (!item || item.id.clock < since) return
    if (!(item instanceof Y.Item) || item.parentSub !== null) continue
    const isEarlier = ({ id }: Y.Item): boolean => id.client !== doc.clientID || id.clock < item.id.clock
    let { left, right } = item
    while (left && !isEarlier(left)) ({ left } = left)
    while (right && !isEarlier(right)) ({ right } = right)
    item.origin = left && left.lastId
    item.rightOrigin = right && right.id
  }
}
