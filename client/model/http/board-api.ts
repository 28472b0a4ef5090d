import type { ReplayStep } from '#shared/board/replay.ts'
import type {
  Checkpoint,
  CheckpointPreview,
  CreatedBoard,
  Device,
  DeviceLink,
  ExportState,
  FoundPeople,
  KnownSecrets,
  LinkState,
  NewExport,
  PhaseNotesAnswer,
  RenewedLink,
  Restore,
  Restored,
} from '#shared/wire/http.ts'
import type { Replay } from '#shared/wire/replay.ts'
import type { Role } from '#shared/workshop/role.ts'
import { ask, boardPath, type Asking, type Outcome } from './api.ts'

/** Deletes the board for everybody, irreversibly. */
export function deleteBoard(asking: Asking): Promise<Outcome<null>> {
  return ask('DELETE', boardPath(asking), asking)
}

/** The words of the agenda for facilitators alone, by phase. */
export function readPhaseNotes(asking: Asking): Promise<Outcome<PhaseNotesAnswer>> {
  return ask('GET', `${boardPath(asking)}/phase-notes`, asking)
}

/** The links that work, with their addresses as far as the server keeps them for this facilitator. */
export function listLinks(asking: Asking): Promise<Outcome<readonly LinkState[]>> {
  return ask('GET', `${boardPath(asking)}/links`, asking)
}

/** Has the server keep links that this browser knows, for facilitators on other devices. */
export function offerLinks(asking: Asking, known: KnownSecrets): Promise<Outcome<readonly LinkState[]>> {
  return ask('PUT', `${boardPath(asking)}/links`, { ...asking, json: known })
}

export function renewLink(asking: Asking, role: Role): Promise<Outcome<RenewedLink>> {
  return ask('POST', `${boardPath(asking)}/links/${role}`, asking)
}

export function revokeLink(asking: Asking, role: Role): Promise<Outcome<null>> {
  return ask('DELETE', `${boardPath(asking)}/links/${role}`, asking)
}

/** The people here with this in their name, also in a crowd. For facilitators. */
export function findPeople(asking: Asking, name: string): Promise<Outcome<FoundPeople>> {
  return ask('POST', `${boardPath(asking)}/people`, { ...asking, json: { name } })
}

/** Makes a link with which this person continues on another device; it works once, within ten minutes. */
export function offerDevice(asking: Asking): Promise<Outcome<DeviceLink>> {
  return ask('POST', `${boardPath(asking)}/devices`, asking)
}

/** The devices on which this person is signed in to the board, oldest first. */
export function listDevices(asking: Asking): Promise<Outcome<readonly Device[]>> {
  return ask('GET', `${boardPath(asking)}/devices`, asking)
}

/** Signs this person out on one other device; without an id on all others. */
export function signOut(asking: Asking, device?: string): Promise<Outcome<null>> {
  return ask('DELETE', `${boardPath(asking)}/devices${device === undefined ? '' : `/${device}`}`, asking)
}

export function startExport(asking: Asking, wanted: NewExport): Promise<Outcome<ExportState>> {
  return ask('POST', `${boardPath(asking)}/exports`, { ...asking, json: wanted })
}

export function exportState(asking: Asking, id: string): Promise<Outcome<ExportState>> {
  return ask('GET', `${boardPath(asking)}/exports/${id}`, asking)
}

/** Ends an export. The request goes out although the page may be leaving. */
export function cancelExport(asking: Asking, id: string): Promise<Outcome<null>> {
  return ask('DELETE', `${boardPath(asking)}/exports/${id}`, { ...asking, outlivesPage: true })
}

/** The finished file. */
export function downloadExport(asking: Asking, id: string): Promise<Outcome<Blob>> {
  return ask('GET', `${boardPath(asking)}/exports/${id}/file`, asking, (response) => response.blob())
}

/** Checkpoints, newest first. */
export function listCheckpoints(asking: Asking): Promise<Outcome<readonly Checkpoint[]>> {
  return ask('GET', `${boardPath(asking)}/checkpoints`, asking)
}

/** Keeps the board as it is now, as a checkpoint. */
export function keepCheckpoint(asking: Asking): Promise<Outcome<Checkpoint>> {
  return ask('POST', `${boardPath(asking)}/checkpoints`, asking)
}

export function readCheckpoint(asking: Asking, id: string): Promise<Outcome<CheckpointPreview>> {
  return ask('GET', `${boardPath(asking)}/checkpoints/${id}`, asking)
}

/** Restores the board to a checkpoint, for everybody. */
export function restoreCheckpoint(asking: Asking, id: string): Promise<Outcome<Restored>> {
  const wish: Restore = { as: 'inPlace' }
  return ask('POST', `${boardPath(asking)}/checkpoints/${id}/restore`, { ...asking, json: wish })
}

/** Makes a new board as this one was at a checkpoint: a copy to work on, or one to rehearse with ghosts. */
export function copyCheckpoint(
  asking: Asking,
  id: string,
  as: 'copy' | 'rehearsal',
  createSecret?: string,
): Promise<Outcome<CreatedBoard>> {
  const wish: Restore = { as }
  const path = `${boardPath(asking)}/checkpoints/${id}/restore`
  return ask('POST', path, { ...asking, json: wish, createSecret })
}

/** The pages of the board's replay, up to now. */
export function readReplay(asking: Asking): Promise<Outcome<Replay>> {
  return ask('GET', `${boardPath(asking)}/replay`, asking)
}

export function readReplayPage(asking: Asking, page: number): Promise<Outcome<readonly ReplayStep[]>> {
  return ask('GET', `${boardPath(asking)}/replay/${page}`, asking)
}

/** Deletes the replay for everybody, irreversibly; the board stays as it is. */
export function clearReplay(asking: Asking): Promise<Outcome<null>> {
  return ask('DELETE', `${boardPath(asking)}/replay`, asking)
}
