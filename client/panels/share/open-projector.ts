import { Role } from '#shared/workshop/role.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { at, readLink } from '../../model/basics/address.ts'
import { knownLinks } from '../../model/memory/sessions.ts'
import { go, projectorPath } from '../../routing/route.ts'

/**
 * Opens the projector. A facilitator gets a new window that joins by the viewer link, a viewer stays in
 * this one. False when this browser does not know the viewer link.
 */
export function openProjector({ id, role }: Pick<BoardModel, 'id' | 'role'>): boolean {
  const path = projectorPath(id)
  if (role === Role.viewer) {
    go(path)
    return true
  }
  const secret = readLink(knownLinks(id).viewer ?? '')?.secret
  if (secret === undefined) return false
  // A second call brings the same window to the front.
  window.open(at(`${path}#${secret}`), `projector-${id}`)
  return true
}
