import * as Y from 'yjs'

/**
 * Letters brought back by undo say between which letters they stand now. Yjs makes them say what it traced their former
 * neighbours to (`redoItem`), which others' letters may have come between by now, or which may even be the wrong way
 * round: then they could stand elsewhere on another screen, and the server refuses them. Before anybody is told of the
 * transaction, so it is as if they had been typed there.
 */
export function declareNeighbours({ doc, beforeState }: Y.Transaction): void {
  const own = doc.store.clients.get(doc.clientID) ?? []
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
